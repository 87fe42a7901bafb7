"""The form of what a whole route says of itself, with its sources; it gives back the definition changed."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from arraigo.areas.attention.queries import editing
from arraigo.areas.attention.queries.definitions import Plain
from arraigo.areas.attention.web.desk import rows as lists
from arraigo.areas.attention.web.desk.rows import Known, Rows
from arraigo.areas.attention.web.desk.step_form import need_choices, sent, source_choices
from arraigo.core.ui.forms import DateField, Mistake, mistakes
from arraigo.engines.guidance.fields import is_day


class AboutForm(forms.Form):
    """What a route says of itself."""

    title = forms.CharField(
        label=_("Título"), max_length=200, error_messages={"required": _("Escriba cómo se llama la ruta.")}
    )
    summary = forms.CharField(
        label=_("Resumen"),
        max_length=160,
        help_text=_("Una frase de hasta 160 letras: qué resuelve esta ruta."),
        error_messages={"required": _("Escriba una frase que diga qué resuelve.")},
    )
    need = forms.ChoiceField(label=_("Necesidad"))
    protection = forms.BooleanField(
        label=_("Es contenido de protección"),
        required=False,
        help_text=_("Debe estar entero en español y en inglés para publicarse."),
    )
    institution = forms.CharField(
        label=_("Institución que debe atender"),
        max_length=200,
        error_messages={"required": _("Escriba qué institución debe atender.")},
    )
    ground = forms.ChoiceField(
        label=_("Norma que lo manda"), required=False, help_text=_("Agregue abajo la fuente y guarde para elegirla.")
    )
    start = forms.ChoiceField(label=_("Empieza en"))
    valid_from = DateField(label=_("Vale desde"))
    valid_until = DateField(label=_("Vale hasta"), required=False, help_text=_("Vacío: hasta que se cambie."))
    verified_on = DateField(
        label=_("Comprobada el"), required=False, help_text=_("El día en que alguien comprobó la ruta entera.")
    )
    reviewer = forms.CharField(
        label=_("Quién la comprobó"),
        required=False,
        max_length=200,
        help_text=_("Su función, no su nombre. Vacío: por revisar."),
    )

    def __init__(self, *args: Any, told: Plain, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = [(name, str(step.get("title") or name)) for name, step in editing.steps_of(told).items()]
        for name, choices in (
            ("need", need_choices()),
            ("start", steps),
            ("ground", [("", _now("Elija")), *source_choices(told)]),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a route that ends before it starts."""
        data: dict[str, Any] = super().clean() or {}
        starts, ends = data.get("valid_from"), data.get("valid_until")
        if starts and ends and ends < starts:
            self.add_error("valid_until", _now("Termina antes de empezar. Revise las dos fechas."))
        return data


class AboutEditor:
    """What a route says of itself, with its sources, as it is being edited."""

    def __init__(self, told: Plain, post: QueryDict | None = None) -> None:
        self.before = told
        self.act = post.get("accion", "") if post is not None else ""
        known = Known((), (), ())
        had = told.get("sources")
        sources = [_with_days(one) for one in had if isinstance(one, dict)] if isinstance(had, list) else []
        if post is None:
            self.form = AboutForm(initial=_about_initial(told), told=told)
            self.sources = lists.from_draft(lists.SOURCES, sources, known)
            return
        bound = AboutForm(post, told=told)
        self.form = AboutForm(initial=sent(bound, post), told=told) if self.act else bound
        self.sources = lists.from_post(lists.SOURCES, post, known, sources, act=self.act)

    @property
    def lists(self) -> list[Rows]:
        """Its one list."""
        return [self.sources]

    @property
    def mistakes(self) -> list[Mistake]:
        """Everything wrong, first of the form and then source by source."""
        return [one for form in (self.form, *self.sources.rows) for one in mistakes(form)]

    def is_valid(self) -> bool:
        """Check the form and every source."""
        return all([self.form.is_valid(), self.sources.is_valid()])

    def told(self) -> Plain:
        """Return the definition with what was written."""
        data = self.form.cleaned_data
        return {
            **self.before,
            **{name: data[name] for name in ("title", "summary", "need", "start")},
            **{name: _iso(data[name]) for name in ("valid_from", "valid_until", "verified_on")},
            "protection": "true" if data["protection"] else "false",
            "reviewer": data["reviewer"] or None,
            "mandate": {"institution": data["institution"], "ground": data["ground"]},
            "sources": [{"id": one["id"], **one} for one in _identified(self.sources.told())],
        }


def _identified(sources: list[Plain]) -> list[Plain]:
    """Give each source that has no id yet one that is free."""
    taken = {one["id"] for one in sources if one.get("id")}
    for one in sources:
        if not one.get("id"):
            one["id"] = editing.free_id(one["title"], taken)
            taken.add(one["id"])
    return sources


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _with_days(source: Plain) -> Plain:
    """Return a source whose days are days, as the form's fields show them."""
    names = ("in_force_from", "in_force_until", "verified_on")
    return {**source, **{name: _day(source.get(name)) for name in names}}


def _day(text: Any) -> date | None:  # noqa: ANN401 - a text as it is written
    return date.fromisoformat(text) if isinstance(text, str) and is_day(text) else None


def _about_initial(told: Plain) -> dict[str, Any]:
    mandate = told.get("mandate")
    said = mandate if isinstance(mandate, dict) else {}
    return {
        **{name: told.get(name) for name in ("title", "summary", "need", "start", "reviewer")},
        **{name: _day(told.get(name)) for name in ("valid_from", "valid_until", "verified_on")},
        "protection": told.get("protection") == "true",
        "institution": said.get("institution"),
        "ground": said.get("ground"),
    }
