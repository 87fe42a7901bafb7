"""Lists inside the form of a step: answers, things to do, things to bring. Lines are added, moved and taken away.

Every button sends the whole form, so that it works without scripts and nothing that was typed is lost; only «Guardar»
keeps anything.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from arraigo.areas.attention.queries import editing
from arraigo.areas.attention.queries.definitions import Plain
from arraigo.core.ui.forms import DateField

MOST = 40
"""Lines of one list: beyond them nobody reads."""

Choices = Sequence[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class Known:
    """What lines may choose from: steps to lead to, earlier answers to depend on, sources."""

    steps: Choices
    answers: Choices
    sources: Choices


def with_plain_lines(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was sent with the ends of lines that definitions have; browsers send others."""
    return {name: one.replace("\r\n", "\n") if isinstance(one, str) else one for name, one in data.items()}


class Row(forms.Form):
    """A line of a list. `was` is its place in the draft, so that what the form cannot show of it is kept."""

    was = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keeps_condition = False
        for name, choices in (("to", known.steps), ("when", known.answers), ("source", known.sources)):
            if name in self.fields:
                self.fields[name].choices = choices  # type: ignore[attr-defined]
        if "when" in self.fields and not known.answers:
            del self.fields["when"]

    @property
    def shown(self) -> list[Any]:
        """The fields of the line, but for the condition, which is folded away."""
        return [field for field in self.visible_fields() if field.name != "when"]

    @property
    def chosen(self) -> list[str]:
        """The earlier answers that the line depends on."""
        return list(self["when"].value() or []) if "when" in self.fields else []

    @property
    def options(self) -> list[tuple[str, list[tuple[str, str, bool]]]]:
        """The earlier answers by question, as (value, text, whether chosen): drawn by hand, for a step has hundreds."""
        chosen = frozenset(self.chosen)
        choices: Any = self.fields["when"].choices if "when" in self.fields else ()  # type: ignore[attr-defined]
        return [(title, [(value, text, value in chosen) for value, text in group]) for title, group in choices]

    def told(self, before: Sequence[Any]) -> Any:  # noqa: ANN401 - a text or a map, as the format has it
        """Return the line as it is written in a definition; `before` is the list as the draft has it."""
        data = {
            name: value for name, value in with_plain_lines(self.cleaned_data).items() if name not in {"was", "when"}
        }
        when = self.kept_condition(before) or self._condition(before)
        return self.made(editing.tidy({**data, "when": when}))

    def made(self, data: Plain) -> Any:  # noqa: ANN401 - as in `told`
        """Return the line of its tidied fields."""
        return data

    def kept_condition(self, before: Sequence[Any]) -> Plain | None:
        """Return the condition that the line had in the draft where it is one that the form cannot show."""
        when = self._written(before)
        return when if editing.chosen(when) is None else None

    def _condition(self, before: Sequence[Any]) -> Plain | None:
        """Return the condition that was chosen, as the draft writes it where it says the same."""
        picked = self.cleaned_data.get("when") or ()
        written = self._written(before)
        return written if frozenset(editing.chosen(written) or ()) == frozenset(picked) else editing.condition(picked)

    def _written(self, before: Sequence[Any]) -> Any:  # noqa: ANN401 - as it is written
        was = str(self["was"].value() or "")
        old = before[int(was)] if was.isdecimal() and int(was) < len(before) else None
        return old.get("when") if isinstance(old, dict) else None


def _text(label: Any, *, required: bool = True, longest: int = 400, rows: int = 0, **about: Any) -> forms.CharField:  # noqa: ANN401
    if rows:
        about["widget"] = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, required=required, max_length=longest, **about)


def _when() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("Solo para quien contestó"), required=False, widget=forms.CheckboxSelectMultiple
    )


class AnswerRow(Row):
    """An answer and where it leads. Its id stands in no address, and translations are kept by it."""

    id = forms.CharField(required=False, widget=forms.HiddenInput)
    text = _text(_("Respuesta"), error_messages={"required": _("Escriba la respuesta o quítela.")})
    detail = _text(_("Aclaración"), required=False)
    to = forms.ChoiceField(label=_("Lleva a"), error_messages={"required": _("Diga a qué paso lleva.")})
    when = _when()


class TaskRow(Row):
    """Something to do."""

    title = _text(_("Qué hacer"), error_messages={"required": _("Escriba qué hay que hacer o quítelo.")})
    text = _text(_("Cómo"), required=False, longest=2000, rows=2)
    when = _when()


class ItemRow(Row):
    """A line of text."""

    text = _text(_("Texto"), longest=600, error_messages={"required": _("Escríbalo o quítelo.")})
    when = _when()

    def made(self, data: Plain) -> Any:  # noqa: ANN401 - a text alone where there is no condition
        """Return the text alone where nothing else is said."""
        return data if "when" in data else data["text"]


class FactRow(Row):
    """A fact that somebody must verify."""

    text = _text(_("Qué falta comprobar"), error_messages={"required": _("Escríbalo o quítelo.")})

    def made(self, data: Plain) -> Any:  # noqa: ANN401 - a text
        """Return the text."""
        return data["text"]


class ContactRow(Row):
    """A public contact of an institution, never of a shelter and never a person's."""

    name = _text(_("Institución u oficina"), error_messages={"required": _("Escriba quién atiende.")})
    phone = _text(_("Teléfono"), required=False, longest=30)
    note = _text(_("Nota"), required=False, longest=200)
    email = forms.EmailField(label=_("Correo de la institución"), required=False)
    url = forms.URLField(label=_("Página web"), required=False, assume_scheme="https")
    source = forms.ChoiceField(label=_("De dónde sale"), required=False)
    when = _when()


class SourceRow(Row):
    """Where a fact comes from."""

    id = forms.CharField(required=False, widget=forms.HiddenInput)
    title = _text(_("Norma o fuente"), error_messages={"required": _("Escriba cuál es o quítela.")})
    kind = forms.ChoiceField(
        label=_("Qué es"),
        choices=[
            ("norm", _("Norma")),
            ("institution", _("Institución")),
            ("press", _("Prensa")),
            ("organisation", _("Organización")),
        ],
    )
    url = forms.URLField(label=_("Dirección web"), required=False, assume_scheme="https")
    in_force_from = DateField(label=_("Rige desde"), required=False)
    in_force_until = DateField(label=_("Rige hasta"), required=False)
    verified_on = DateField(
        label=_("Comprobada el"), required=False, help_text=_("Vacío: por verificar, y la guía lo dice.")
    )

    def made(self, data: Plain) -> Any:  # noqa: ANN401 - a map
        """Return the source with its days as texts; a source that nobody verified says so."""
        days = {name: data[name].isoformat() for name in ("in_force_from", "in_force_until") if name in data}
        verified = data["verified_on"].isoformat() if "verified_on" in data else None
        return {**data, **days, "verified_on": verified}


@dataclass(frozen=True, slots=True)
class RowKind:
    """A list of a form: its key in the definition, its lines, and its words."""

    key: str
    row: type[Row]
    legend: Promise | str
    one: Promise | str
    help: Promise | str = ""


ANSWERS = RowKind("answers", AnswerRow, _("Respuestas"), _("Agregar una respuesta"))
DO = RowKind("do", TaskRow, _("Qué hacer, en orden"), _("Agregar algo que hacer"))
BRING = RowKind("bring", ItemRow, _("Qué llevar"), _("Agregar algo que llevar"))
REASSURANCE = RowKind(
    "reassurance", ItemRow, _("Para su tranquilidad"), _("Agregar una frase"), _("Por ejemplo: El trámite es gratis.")
)
CONTACTS = RowKind("contacts", ContactRow, _("Con quién hablar"), _("Agregar un contacto"))
VERIFY = RowKind(
    "verify", FactRow, _("Por verificar"), _("Agregar un dato por verificar"), _("La guía lo dice a quien lee.")
)
SOURCES = RowKind("sources", SourceRow, _("Normas y fuentes"), _("Agregar una fuente"))


@dataclass(slots=True)
class Rows:
    """A list of a form with its lines."""

    kind: RowKind
    rows: list[Row]
    before: list[Any]

    @property
    def is_full(self) -> bool:
        """Whether no line may be added."""
        return len(self.rows) >= MOST

    def is_valid(self) -> bool:
        """Check every line, so that all errors are told at once."""
        checked = [row.is_valid() for row in self.rows]
        return all(checked)

    def told(self) -> list[Any]:
        """Return the list as a definition has it."""
        return [row.told(self.before) for row in self.rows]


def from_draft(kind: RowKind, before: Sequence[Any], known: Known) -> Rows:
    """Return the lines that a draft has."""
    return _unbound(kind, [_raw(one, number) for number, one in enumerate(before)], known, before)


def _raw(one: Any, number: int) -> dict[str, Any]:  # noqa: ANN401 - a line as it is written
    told = one if isinstance(one, dict) else {"text": one}
    return {**told, "when": editing.chosen(told.get("when")) or [], "was": str(number)}


def from_post(kind: RowKind, post: QueryDict, known: Known, before: Sequence[Any], *, act: str = "") -> Rows:
    """Return the lines as they were sent, to be checked; or, after a button such as `answers.up.1`, to be shown."""
    count = post.get(f"{kind.key}-count", "")
    many = min(int(count), MOST) if count.isdecimal() else 0
    bound = [kind.row(post, prefix=f"{kind.key}-{number}", known=known) for number in range(many)]
    if not act:
        return _marked(Rows(kind, bound, list(before)))
    return _unbound(kind, moved([_sent(row, post) for row in bound], kind.key, act), known, before)


def _sent(row: Row, post: QueryDict) -> dict[str, Any]:
    return {
        name: field.widget.value_from_datadict(post, {}, row.add_prefix(name)) for name, field in row.fields.items()
    }


def moved(raws: list[dict[str, Any]], key: str, act: str) -> list[dict[str, Any]]:
    """Return the lines after a button: `<key>.add`, `<key>.up.<n>`, `.down.<n>` or `.remove.<n>`."""
    mine, verb, place = (*act.split("."), "", "")[:3]
    at = int(place) if place.isdecimal() else -1
    if mine != key:
        return raws
    if verb == "add":
        return [*raws, {}] if len(raws) < MOST else raws
    if not 0 <= at < len(raws):
        return raws
    left = [one for number, one in enumerate(raws) if number != at]
    goal = {"up": max(at - 1, 0), "down": at + 1}.get(verb)
    return left if goal is None else [*left[:goal], raws[at], *left[goal:]]


def _unbound(kind: RowKind, raws: Sequence[Mapping[str, Any]], known: Known, before: Sequence[Any]) -> Rows:
    rows = [kind.row(initial=raw, prefix=f"{kind.key}-{at}", known=known) for at, raw in enumerate(raws)]
    return _marked(Rows(kind, rows, list(before)))


def _marked(rows: Rows) -> Rows:
    """Say of each line whether it keeps a condition that the form does not show."""
    for row in rows.rows:
        row.keeps_condition = row.kept_condition(rows.before) is not None
    return rows
