"""The form of one step, by its kind; it gives back the step as a definition has it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from arraigo.areas.attention.queries import editing, packs
from arraigo.areas.attention.queries.definitions import Plain
from arraigo.areas.attention.web.desk import rows as lists
from arraigo.areas.attention.web.desk.rows import Known, RowKind, Rows, with_plain_lines
from arraigo.core.ui.forms import Mistake, mistakes
from arraigo.engines.guidance.model import Kind
from arraigo.engines.guidance.reading_steps import KEYS

KINDS: dict[str, Promise | str] = {
    "question": _("Pregunta"),
    "information": _("Información"),
    "emergency": _("Emergencia"),
    "outcome": _("Resultado"),
}
ROWS: dict[str, tuple[RowKind, ...]] = {
    "question": (lists.ANSWERS, lists.VERIFY),
    "information": (lists.VERIFY,),
    "emergency": (lists.CONTACTS, lists.VERIFY),
    "outcome": (lists.REASSURANCE, lists.DO, lists.BRING, lists.CONTACTS, lists.VERIFY),
}
FIELDS: dict[str, tuple[str, ...]] = {
    "question": ("title", "text", "help", "why", "sources"),
    "information": ("title", "text", "to", "sources"),
    "emergency": ("title", "text", "numbers", "to", "sources"),
    "outcome": (
        *("title", "text", "right", "deadline_days", "deadline_from", "deadline_text", "bring_note", "refused"),
        *("services", "numbers", "sources"),
    ),
}


FIRST: dict[str, frozenset[str]] = {
    "question": frozenset({"title", "help"}),
    "information": frozenset({"title", "text", "to"}),
    "emergency": frozenset({"title", "numbers", "text", "to"}),
    "outcome": frozenset({"title", "right", "deadline_days", "deadline_from", "deadline_text"}),
}


def _many(label: Any, **about: Any) -> forms.MultipleChoiceField:  # noqa: ANN401 - a lazy text
    return forms.MultipleChoiceField(label=label, required=False, widget=forms.CheckboxSelectMultiple, **about)


class StepForm(forms.Form):
    """What a step says, but for its lists. Fields that its kind has not are taken out."""

    title = forms.CharField(
        label=_("Título"), max_length=300, error_messages={"required": _("Escriba el título de este paso.")}
    )
    text = forms.CharField(
        label=_("Texto"),
        required=False,
        max_length=6000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Párrafos cortos; una línea vacía los separa."),
    )
    help = forms.CharField(label=_("Aclaración"), required=False, max_length=400)
    why = forms.CharField(
        label=_("¿Por qué lo preguntamos?"), required=False, max_length=400, widget=forms.Textarea({"rows": 2})
    )
    right = forms.CharField(
        label=_("El derecho, en una frase"), required=False, max_length=400, widget=forms.Textarea({"rows": 2})
    )
    deadline_days = forms.IntegerField(label=_("Plazo, en días"), required=False, min_value=1, max_value=36_600)
    deadline_from = forms.CharField(
        label=_("Desde cuándo se cuenta"),
        required=False,
        max_length=200,
        help_text=_("Por ejemplo: desde que entró al país."),
    )
    deadline_text = forms.CharField(label=_("Qué hacer si ya pasó"), required=False, max_length=400)
    bring_note = forms.CharField(
        label=_("Si falta algo"), required=False, max_length=300, help_text=_("Por ejemplo: vaya igual.")
    )
    refused = forms.CharField(
        label=_("Si le cobran o no le reciben"), required=False, max_length=800, widget=forms.Textarea({"rows": 2})
    )
    services = _many(_("Servicios del directorio que atienden esto"))
    numbers = _many(_("Números de emergencia"))
    to = forms.ChoiceField(label=_("Después lleva a"), required=False)
    sources = _many(_("Se apoya en"))

    def __init__(
        self, *args: Any, kind: str, known: Known, numbers: Sequence[tuple[str, str]], before: Plain, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        # What the step has and nobody knows any more is shown too, so that saving does not take it away unasked.
        choices: dict[str, Any] = {
            "to": [("", _now("Aquí termina") if kind == Kind.EMERGENCY else _now("Elija")), *known.steps[1:]],
            "sources": _with([one for one in known.sources if one[0]], listed(before.get("sources"))),
            "numbers": _with(numbers, listed(before.get("numbers"))),
            "services": _with(need_choices(), _needs(before)),
        }
        for name in list(self.fields):
            if name not in FIELDS[kind] or (name == "sources" and not choices[name]):
                del self.fields[name]
        for name, given in choices.items():
            if name in self.fields:
                self.fields[name].choices = given  # type: ignore[attr-defined]
        if kind in {Kind.INFORMATION, Kind.EMERGENCY}:
            self.fields["text"].required = True
        if kind == Kind.EMERGENCY:
            self.fields["numbers"].required = True
            self.fields["numbers"].error_messages["required"] = _now("Elija al menos un número al que llamar.")

    @property
    def first(self) -> list[Any]:
        """The fields that come before the lists: what a person reads first."""
        return [field for field in self.visible_fields() if field.name in FIRST[self.kind]]

    @property
    def rest(self) -> list[Any]:
        """The fields that come after the lists."""
        return [field for field in self.visible_fields() if field.name not in FIRST[self.kind]]

    def clean(self) -> dict[str, Any]:
        """Ask for both halves of a deadline."""
        data: dict[str, Any] = super().clean() or {}
        days, since = data.get("deadline_days"), data.get("deadline_from")
        if days and not since:
            self.add_error("deadline_from", _now("Diga desde cuándo se cuentan los días."))
        if (since or data.get("deadline_text")) and not days and "deadline_days" not in self.errors:
            self.add_error("deadline_days", _now("Diga cuántos días son."))
        return data

    def told(self, before: Plain) -> Plain:
        """Return the step as a definition has it; what the form does not show of the step before is kept."""
        data = with_plain_lines(self.cleaned_data)
        made = {**before, **{name: data[name] for name in data if not name.startswith("deadline_")}}
        if "deadline_days" in self.fields:
            made["deadline"] = _deadline(data, before.get("deadline"))
        for name in {"numbers", "sources"} & data.keys():
            made[name] = in_order(listed(before.get(name)), data[name])
        if "services" in self.fields:
            made["services"] = _services(in_order(_needs(before), data["services"]), before.get("services"))
        if "to" in made:
            made["to"] = made["to"] or None
            if made["to"] is None and "to" not in before:
                del made["to"]
        return made


def listed(written: Any) -> list[str]:  # noqa: ANN401 - as it is written
    """Return what may be written as one text or as a list of them."""
    texts = written if isinstance(written, list) else [written]
    return [one for one in texts if isinstance(one, str) and one]


def in_order(before: Sequence[str], chosen: Sequence[str]) -> list[str]:
    """Return what was chosen: first what was there, in its order, then what is new."""
    return [*(one for one in before if one in chosen), *(one for one in chosen if one not in before)]


def _with(choices: Sequence[tuple[str, str]], had: Sequence[str]) -> list[tuple[str, str]]:
    known = {code for code, _name in choices}
    return [*choices, *((code, code) for code in had if code not in known)]


def _needs(step: Plain) -> list[str]:
    services = step.get("services")
    return listed(services.get("needs")) if isinstance(services, dict) else []


def _services(needs: list[str], before: Any) -> Plain | None:  # noqa: ANN401 - as it is written
    if not needs:
        return None
    kept = before.items() if isinstance(before, dict) else ()
    return {"needs": needs, **{key: one for key, one in kept if key != "needs"}}


def _deadline(data: Mapping[str, Any], before: Any) -> Plain | None:  # noqa: ANN401 - as it is written
    if not data.get("deadline_days"):
        return None
    when = before.get("when") if isinstance(before, dict) else None
    said = {"days": str(data["deadline_days"]), "from": data["deadline_from"], "text": data["deadline_text"]}
    return editing.tidy({**said, "when": when})


def step_initial(step: Plain) -> dict[str, Any]:
    """Return what a step says as the form shows it."""
    deadline = step.get("deadline")
    shown = {name: step.get(name) for name in StepForm.base_fields if name in step}
    if isinstance(deadline, dict):
        shown |= {f"deadline_{name}": deadline.get(name) for name in ("days", "from", "text")}
    return {**shown, **{name: listed(step.get(name)) for name in ("numbers", "sources")}, "services": _needs(step)}


class StepEditor:
    """A step as it is being edited: its form and its lists, from the draft or as they were sent."""

    def __init__(
        self, told: Plain, name: str, numbers: Sequence[tuple[str, str]], post: QueryDict | None = None
    ) -> None:
        self.before = editing.steps_of(told)[name]
        self.name, self.kind = name, kind_of(self.before)
        known = known_for(told, name)
        self.act = post.get("accion", "") if post is not None else ""
        about: dict[str, Any] = {"kind": self.kind, "known": known, "numbers": numbers, "before": self.before}
        if post is None:
            self.form = StepForm(initial=step_initial(self.before), **about)
        else:
            bound = StepForm(post, **about)
            self.form = StepForm(initial=sent(bound, post), **about) if self.act else bound
        self.lists = [_rows(kind, self.before, known, post, self.act) for kind in ROWS[self.kind]]

    @property
    def mistakes(self) -> list[Mistake]:
        """Everything wrong, first of the form and then line by line."""
        return [
            one for form in (self.form, *(row for each in self.lists for row in each.rows)) for one in mistakes(form)
        ]

    def is_valid(self) -> bool:
        """Check the form and every line of its lists."""
        checked = [self.form.is_valid(), *(one.is_valid() for one in self.lists)]
        return all(checked)

    @property
    def is_same(self) -> bool:
        """Whether what was sent says what the draft says already."""
        return bool(_bare(self.step()) == _bare(self.before))

    def step(self) -> Plain:
        """Return the step as a definition has it, its keys in the order of the format."""
        made = self.form.told(self.before)
        for one in self.lists:
            made[one.kind.key] = one.told()
        if self.kind == Kind.QUESTION:
            _name_answers(made["answers"])
        ordered = {key: made[key] for key in ("kind", *KEYS[Kind(self.kind)]) if key in made}
        return editing.tidy({**ordered, **{key: one for key, one in made.items() if key not in ordered}})


def _rows(kind: RowKind, before: Plain, known: Known, post: QueryDict | None, act: str) -> Rows:
    written = before.get(kind.key)
    had = written if isinstance(written, list) else []
    return lists.from_draft(kind, had, known) if post is None else lists.from_post(kind, post, known, had, act=act)


def sent(form: forms.Form, post: QueryDict) -> dict[str, Any]:
    """Return what was sent of a form as it was typed, to be shown again."""
    return {
        name: field.widget.value_from_datadict(post, {}, form.add_prefix(name)) for name, field in form.fields.items()
    }


def _bare(value: Any) -> Any:  # noqa: ANN401 - a text, a list or a map
    """Return what is written without what says nothing: empty values, and spaces around texts."""
    if isinstance(value, dict):
        bare = {key: said for key, one in value.items() if (said := _bare(one)) not in (None, "", [], {})}
        # A line of a list that only has a text may be written as that text.
        return bare["text"] if bare.keys() == {"text"} else bare
    if isinstance(value, list):
        return [_bare(one) for one in value]
    return value.strip() if isinstance(value, str) else value


def _name_answers(answers: list[Plain]) -> None:
    """Give every answer without an id one made of its text; ids stay, for conditions and translations hang on them."""
    taken = {one["id"] for one in answers if one.get("id")}
    for one in answers:
        if not one.get("id"):
            one["id"] = editing.free_id(one["text"], taken | {"seguir"})
            taken.add(one["id"])


def kind_of(step: Plain) -> str:
    """Return the kind of a step, "information" where it says none that there is."""
    kind = step.get("kind")
    return kind if isinstance(kind, str) and kind in KINDS else Kind.INFORMATION.value


def known_for(told: Plain, name: str) -> Known:
    """Return what the lines of a step may choose from."""
    steps = [
        (other, f"{step.get('title') or other} ({KINDS[kind_of(step)]})")
        for other, step in editing.steps_of(told).items()
        if other != name
    ]
    made = [(f"{editing.NEW}{kind}", f"{_now('Un paso nuevo')}: {label}") for kind, label in KINDS.items()]
    grouped: list[tuple[str, Any]] = [("", _now("Elija"))]
    grouped += [(_now("Pasos de esta ruta"), steps)] if steps else []
    grouped.append((_now("Crear al guardar"), made))
    answers = [
        (title, [(f"{question}={answer}", text) for answer, text in said])
        for question, title, said in editing.answers_before(told, name)
    ]
    return Known(grouped, answers, [("", _now("Sin fuente")), *source_choices(told)])


def source_choices(told: Plain) -> list[tuple[str, str]]:
    """Return the sources of a route by id."""
    sources = told.get("sources")
    rows = [one for one in sources if isinstance(one, dict)] if isinstance(sources, list) else []
    return [(str(one["id"]), str(one.get("title") or one["id"])) for one in rows if one.get("id")]


def need_choices() -> list[tuple[str, str]]:
    """Return the needs by code."""
    return list(packs.needs().items())
