"""A letter and its matrix as plain values, worded once for every format; the words are those of the city's language."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from arraigo.areas.plans.enums import Priority
from arraigo.areas.plans.models import Letter
from arraigo.areas.plans.queries.recommending_letters import lines, named
from arraigo.core.documents.editable import clean
from arraigo.core.ui.formats import long_date

MARK = "plans.letter:"
# What a recommendation says on paper; a quotation may carry what no DOCX holds.
SAID = ("title", "where", "quote", "norm", "proposed", "grounds")


@dataclass(frozen=True)
class PaperItem:
    """One recommendation as it is printed."""

    number: int
    title: str
    where: str
    quote: str
    norm: str
    proposed: str
    grounds: str
    priority: str


@dataclass(frozen=True)
class LetterPaper:
    """Everything that a letter and its matrix say. `mark` tells a file that comes back which letter it answers."""

    language: str
    city: str
    invented: str
    number: str
    place_and_day: str
    to: tuple[str, ...]
    subject: str
    plan: str
    version: str
    paragraphs: tuple[str, ...]
    answer_by: str
    signatory: tuple[str, ...]
    mark: str
    on: datetime
    items: tuple[PaperItem, ...] = field(default=())


def paper(letter: Letter, *, at: datetime) -> LetterPaper:
    """Return a letter as it goes out; one that was not sent yet carries the day of `at`."""
    with override(letter.city.language or "es"):
        return _paper(letter, letter.sent_at or at)


def _paper(letter: Letter, on: datetime) -> LetterPaper:
    city, authority = letter.city, letter.authority
    day = city.day_of(on)
    return LetterPaper(
        language=(city.language or "es")[:2],
        city=city.municipality or city.name,
        invented=_("Ciudad y personas inventadas, para demostración.") if city.invented else "",
        number=letter.number,
        place_and_day=_("%(place)s, %(day)s") % {"place": city.name, "day": long_date(day)},
        to=tuple(
            filter(
                None,
                (
                    str(authority.contact_name),
                    authority.contact_position,
                    named(authority.organization.name, authority.unit),
                ),
            )
        ),
        subject=clean(letter.subject),
        plan=letter.plan.title,
        version=version_words(letter.version.number, letter.version.label),
        paragraphs=tuple(part.strip() for part in clean(letter.body).splitlines() if part.strip()),
        answer_by=long_date(letter.answer_by) if letter.answer_by else "",
        signatory=tuple(filter(None, (str(letter.signatory_name), letter.signatory_position))),
        mark=f"{MARK}{letter.pk}",
        on=on,
        items=tuple(
            PaperItem(
                number=line.recommendation.number,
                priority=str(Priority(line.recommendation.priority).label),
                **{name: clean(getattr(line.recommendation, name)) for name in SAID},
            )
            for line in lines(letter)
        ),
    )


def version_words(number: int, label: str) -> str:
    """Return a version as people call it."""
    return label or _("versión %(number)s") % {"number": number}


def default_subject(plan: str) -> str:
    """Return the subject that a letter has until somebody writes another."""
    return _("Recomendaciones a %(plan)s") % {"plan": plan}


def default_body(*, plan: str, version: str, answer_by: date | None, city: str) -> str:
    """Return the text that a letter has until somebody writes another, a paragraph a line."""
    said = {"plan": plan, "version": version, "city": city}
    parts = [
        _("De mi consideración:"),
        _(
            "El equipo de movilidad humana de %(city)s revisó «%(plan)s» (%(version)s) y le hace llegar sus "
            "recomendaciones. Cada una dice a qué pasaje se refiere, en qué norma se apoya y qué redacción propone."
        )
        % said,
        _(
            "Le pedimos decir de cada una si la acepta, la acepta en parte o no la acepta, y por qué. Puede responder "
            "en la página que se abre con el enlace del correo o devolver llena la matriz que se adjunta."
        ),
    ]
    if answer_by is not None:
        parts.append(_("Le agradecemos responder hasta el %(day)s.") % {"day": long_date(answer_by)})
    parts.append(_("Quedamos a disposición para conversar sobre cualquiera de ellas."))
    return "\n\n".join(parts)
