"""The demo of recommendations, letters and answers."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from io import BytesIO
from uuid import UUID

import xlsxwriter
from django.utils.translation import gettext as _

from arraigo.areas.plans.actions import letters, recommendations
from arraigo.areas.plans.actions.answering import Note, answer_by_page
from arraigo.areas.plans.actions.answers import Answer, Answerer, acknowledge
from arraigo.areas.plans.demo.recommending_texts import DRAFTS, FIRST_LETTER, SECOND_LETTER, Draft
from arraigo.areas.plans.documents.letter_paper import default_body, default_subject, version_words
from arraigo.areas.plans.documents.matrix_columns import columns, verdicts
from arraigo.areas.plans.enums import InstrumentKind, Origin
from arraigo.areas.plans.enums import RecommendationState as State
from arraigo.areas.plans.importers.returned import receive_returned
from arraigo.areas.plans.models import Letter, Passage, PlanVersion, Recommendation
from arraigo.areas.plans.queries.recommending_drafts import where_of
from arraigo.areas.plans.queries.recommending_letters import next_number
from arraigo.areas.plans.queries.recommending_steps import STATE_OF
from arraigo.core.accounts.api import Role
from arraigo.core.accounts.models import Membership, User
from arraigo.core.places.models import City
from arraigo.core.tenancy.models import new_id
from arraigo.engines.plan_review.model import folded

DAY = timedelta(days=1)
WORD = re.compile(r"[a-z]{4,}")
# Words whose beginnings agree are of one family: «migrante» and «migrantes», «participar» and «participación».
STEM = 6
EMAIL = "planificacion.autoridad@santamarina.example"
WHO = Answerer("Fausto Alcívar (inventado)", "Director de Planificación")


def build_recommending(*, city: City, by: User | None, at: datetime) -> None:
    """Build recommendations in every state over the first version of the demo's plan; none where there is no plan."""
    version = _version()
    author = _colleague(by) if by is not None else None
    if version is None or by is None or author is None:
        return
    passages = list(Passage.objects.filter(version=version).order_by("index"))
    written = [_write(version, draft, passages, author=author, at=at - 40 * DAY) for draft in DRAFTS]
    ready = [_review(row, draft, by=by, at=at - 36 * DAY) for row, draft in zip(written, DRAFTS, strict=True)]
    first = _letter(city, version, ready[:FIRST_LETTER], sent_at=at - 30 * DAY, by=author)
    _letter(city, version, ready[FIRST_LETTER : FIRST_LETTER + SECOND_LETTER], sent_at=at - 6 * DAY, by=author)
    acknowledge(letter=first, by=None, at=at - 28 * DAY)
    _talk(ready, author=author, by=by, at=at - 20 * DAY)
    _answer(first, at=at - 12 * DAY)
    _return(first, ready, by=author, at=at - 2 * DAY)


def _version() -> PlanVersion | None:
    found = PlanVersion.objects.select_related("plan__authority").filter(
        plan__kind=InstrumentKind.PMDOT, passage_count__gt=0
    )
    return found.order_by("plan__created_at", "number").first()


def _colleague(by: User) -> User | None:
    """Return somebody else of the team, since nobody reviews what they wrote."""
    found = Membership.objects.filter(role=Role.PLANNER, is_active=True).exclude(user=by).select_related("user")
    membership = found.order_by("created_at").first()
    return membership.user if membership else None


def _passage(passages: Sequence[Passage], words: str) -> Passage | None:
    """Return the passage that shares most words with what is looked for; rare words weigh more. None if none does."""
    wanted = {word[:STEM] for word in WORD.findall(folded(words))}
    held = [wanted & {word[:STEM] for word in WORD.findall(folded(one.text))} for one in passages]
    common = {stem: sum(stem in stems for stems in held) for stem in wanted}
    scored = [(sum(1 / common[stem] for stem in stems), one) for stems, one in zip(held, passages, strict=True)]
    best = max(scored, key=lambda pair: (pair[0], -pair[1].index), default=None)
    return best[1] if best and best[0] > 0 else None


def _write(
    version: PlanVersion, draft: Draft, passages: Sequence[Passage], *, author: User, at: datetime
) -> Recommendation:
    passage = _passage(passages, draft.words)
    is_from_people = draft.title.startswith("Prevenir")
    return recommendations.write(
        version=version,
        title=draft.title,
        quote=passage.text if passage else "",
        where=where_of(version, passage) if passage else "",
        passage=passage,
        norm=draft.norm,
        proposed=draft.proposed,
        grounds=draft.grounds,
        authority=version.plan.authority,
        priority=draft.priority,
        due_on=(at + 45 * DAY).date(),
        responsible=author,
        origin=Origin.CONSULTATION if is_from_people else Origin.TEAM,
        authorship=_("Casa Abierta (inventada)") if is_from_people else "",
        by=author,
        at=at,
    )


def _review(row: Recommendation, draft: Draft, *, by: User, at: datetime) -> Recommendation:
    if draft.state == State.WITHDRAWN:
        note = _("Repite lo que ya hace otra dirección.")
        return recommendations.move(recommendation=row, to=State.WITHDRAWN, note=note, by=by, at=at)
    if draft.state == State.DRAFTED:
        return row
    return recommendations.move(recommendation=row, to=State.REVIEWED, by=by, at=at)


def _letter(city: City, version: PlanVersion, rows: Sequence[Recommendation], *, sent_at: datetime, by: User) -> Letter:
    answer_by = (sent_at + 36 * DAY).date()
    plan = version.plan
    words = version_words(version.number, version.label)
    letter = letters.save_letter(
        version=version,
        authority=plan.authority,
        letter_id=new_id(),
        recommendations=rows,
        days=60,
        number=next_number(city, at=sent_at),
        subject=default_subject(plan.title)[:200],
        body=default_body(plan=plan.title, version=words, answer_by=answer_by, city=city.municipality or city.name),
        signatory_name=_("Elena Cedeño (inventada)"),
        signatory_position=_("Coordinadora de movilidad humana"),
        email=str(plan.authority.contact_email) or EMAIL,
        answer_by=answer_by,
        by=by,
        at=sent_at - DAY,
    )
    return letters.send_letter(letter=letter, by=by, at=sent_at)


def _answer(letter: Letter, *, at: datetime) -> None:
    """The authority answers on its page to some of what it was sent, and writes to the team."""
    said = {state: verdict for verdict, state in STATE_OF.items()}
    rows = {row.title: row for row in Recommendation.objects.filter(letter_items__letter=letter)}
    answers = [
        Answer(rows[draft.title].pk, said[draft.state], draft.reason, draft.wording)
        for draft in DRAFTS
        if draft.title in rows and draft.state in said
    ]
    asked = rows[DRAFTS[FIRST_LETTER - 2].title]
    note = Note(asked, _("¿Tienen el detalle de cómo se calculó el monto? Lo pide Financiero."), new_id())
    answer_by_page(letter=letter, answers=answers, notes=[note], who=WHO, at=at)


def _talk(rows: Sequence[Recommendation], *, author: User, by: User, at: datetime) -> None:
    said = (
        (rows[1], author, _("El dato de cupos es de la Dirección de Desarrollo Social, de enero."), False),
        (rows[1], by, _("Si no aceptan el 15 %, acordemos un calendario. No bajemos del 8 %."), True),
        (rows[12], by, _("Falta decir qué pone el municipio. Lo demás está bien."), True),
    )
    for place, (row, who, body, is_internal) in enumerate(said):
        moment = at + timedelta(hours=place)
        recommendations.remark(
            recommendation=row, body=body, nonce=new_id(), is_internal=is_internal, by=who, at=moment
        )


def _return(letter: Letter, rows: Sequence[Recommendation], *, by: User, at: datetime) -> UUID:
    """A matrix came back by mail and waits to be applied: one answer is clear, one has no reason, one is in doubt."""
    waiting = rows[FIRST_LETTER - 3 : FIRST_LETTER]
    accepts, in_part, _rejects = verdicts()
    texts = ((accepts, ""), (in_part, ""), (_("lo vemos en 2027"), ""))
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"created": at.replace(tzinfo=None, microsecond=0)})
        sheet = book.add_worksheet(_("Matriz"))
        sheet.write_row(0, 0, [_("Oficio: %(number)s") % {"number": letter.number}])
        heads = columns()
        sheet.write_row(2, 0, [heads[0], heads[6], heads[7], heads[8]])
        for line, (row, (verdict, reason)) in enumerate(zip(waiting, texts, strict=True), 3):
            sheet.write_row(line, 0, [row.number, verdict, reason, ""])
    name = _("matriz devuelta por Planificación.xlsx")
    return receive_returned(letter=letter, content=file.getvalue(), name=name, by=by, at=at).pk
