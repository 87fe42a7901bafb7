"""The forms in which a trainer writes tests and surveys."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arraigo.areas.training.enums import AssessmentKind, QuestionKind
from arraigo.areas.training.models import Assessment, Course
from arraigo.areas.training.web.forms import TimeField
from arraigo.core.tenancy.models import new_id
from arraigo.core.ui.forms import DateField, FieldGroup

KIND_HELP = {
    QuestionKind.SINGLE: gettext_lazy("Se elige una de varias."),
    QuestionKind.MULTIPLE: gettext_lazy("Se marcan todas las que correspondan."),
    QuestionKind.TRUE_FALSE: gettext_lazy("Una afirmación que se da por cierta o no."),
    QuestionKind.SCALE: gettext_lazy("Un número, de muy poco a mucho. No da puntos."),
    QuestionKind.TEXT: gettext_lazy("Palabras propias. No da puntos."),
}
TITLES = {
    AssessmentKind.PRE: gettext_lazy("Prueba inicial"),
    AssessmentKind.POST: gettext_lazy("Prueba final"),
    AssessmentKind.SURVEY: gettext_lazy("Encuesta de satisfacción"),
}
FROM_0_TO_100 = gettext_lazy("Escriba un número entero entre 1 y 100.")


def kinds_for(assessment_kind: str) -> list[QuestionKind]:
    """Return the kinds of question that a test or survey may have: in a survey nothing is true or false."""
    if assessment_kind == AssessmentKind.SURVEY:
        return [QuestionKind.SCALE, QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.TEXT]
    return list(QuestionKind)


class AssessmentForm(forms.Form):
    """A test or survey, without its questions. Hours are those of the course."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(
        label=gettext_lazy("Título"),
        max_length=200,
        error_messages={"required": gettext_lazy("Escriba cómo se llama.")},
    )
    introduction = forms.CharField(
        label=gettext_lazy("Presentación"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Lo primero que se lee, por ejemplo para qué sirve y cuánto toma."),
    )
    opens_day = DateField(
        label=gettext_lazy("Abre el"),
        required=False,
        help_text=gettext_lazy("Por ejemplo 16/11/2026. Si queda vacío, abre al publicarla."),
    )
    opens_hour = TimeField(label=gettext_lazy("A las"), required=False)
    closes_day = DateField(
        label=gettext_lazy("Cierra el"), required=False, help_text=gettext_lazy("Si queda vacío, no cierra.")
    )
    closes_hour = TimeField(label=gettext_lazy("A la hora"), required=False)
    attempts = forms.IntegerField(
        label=gettext_lazy("Intentos"),
        min_value=1,
        max_value=20,
        help_text=gettext_lazy("Cuántas veces puede responderla cada persona. Cuenta el mejor."),
        error_messages={
            "required": gettext_lazy("Escriba cuántas veces se puede responder."),
            "invalid": gettext_lazy("Escriba un número entero entre 1 y 20."),
            "min_value": gettext_lazy("Debe poder responderse al menos una vez."),
            "max_value": gettext_lazy("Hasta 20 intentos."),
        },
    )
    pass_percent = forms.IntegerField(
        label=gettext_lazy("Mínimo para aprobar, en porcentaje"),
        required=False,
        min_value=1,
        max_value=100,
        help_text=gettext_lazy("Por ejemplo 70. Si queda vacío, basta con responderla."),
        error_messages={"invalid": FROM_0_TO_100, "min_value": FROM_0_TO_100, "max_value": FROM_0_TO_100},
    )
    is_required = forms.BooleanField(label=gettext_lazy("Es necesaria para la constancia"), required=False)
    shows_answers = forms.BooleanField(
        label=gettext_lazy("Al terminar muestra las respuestas correctas"),
        required=False,
        help_text=gettext_lazy("Solo cuando la persona aprobó o ya no le quedan intentos."),
    )

    groups = (
        FieldGroup(gettext_lazy("Qué es"), ("title", "introduction")),
        FieldGroup(gettext_lazy("Cuándo se responde"), ("opens_day", "opens_hour", "closes_day", "closes_hour")),
        FieldGroup(gettext_lazy("Cómo cuenta"), ("attempts", "pass_percent", "is_required", "shows_answers")),
    )

    def __init__(
        self, *args: Any, course: Course, kind: str, assessment: Assessment | None = None, **kwargs: Any
    ) -> None:
        self.course, self.kind, self.assessment = course, kind, assessment
        kwargs.setdefault("initial", self._known(assessment) if assessment else self._suggested())
        super().__init__(*args, **kwargs)
        self.fields["opens_hour"].help_text = _("Hora de %(zone)s.") % {"zone": course.timezone.replace("_", " ")}
        if kind == AssessmentKind.SURVEY:
            for name in ("attempts", "pass_percent", "shows_answers"):
                del self.fields[name]

    def _suggested(self) -> dict[str, Any]:
        return {"id": new_id(), "title": TITLES[AssessmentKind(self.kind)], "attempts": 1}

    def _known(self, assessment: Assessment) -> dict[str, Any]:
        kept = ("title", "introduction", "attempts", "pass_percent", "is_required", "shows_answers")
        said = {"id": assessment.pk, **{name: getattr(assessment, name) for name in kept}}
        for name, moment in (("opens", assessment.opens_at), ("closes", assessment.closes_at)):
            if moment is not None:
                there = moment.astimezone(ZoneInfo(self.course.timezone))
                said |= {f"{name}_day": there.date(), f"{name}_hour": there.time()}
        return said

    def clean(self) -> dict[str, Any]:
        """Ask for the other half of a moment, and for an end that comes after the beginning."""
        data: dict[str, Any] = super().clean() or {}
        for name in ("opens", "closes"):
            if data.get(f"{name}_hour") and not data.get(f"{name}_day") and f"{name}_day" not in self.errors:
                self.add_error(f"{name}_day", _("Escriba también el día."))
        opens, closes = self._moment("opens", time.min), self._moment("closes", time.max)
        if opens and closes and closes <= opens:
            self.add_error("closes_day", _("Cierra antes de abrir. Escriba un día u hora posterior."))
        return data

    def _moment(self, name: str, otherwise: time) -> datetime | None:
        day: date | None = self.cleaned_data.get(f"{name}_day")
        hour: time | None = self.cleaned_data.get(f"{name}_hour")
        if day is None:
            return None
        return datetime.combine(day, (hour or otherwise).replace(microsecond=0), tzinfo=ZoneInfo(self.course.timezone))

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        names = ("title", "introduction", "attempts", "pass_percent", "is_required", "shows_answers")
        kept = {name: self.cleaned_data[name] for name in names if name in self.fields}
        moments = {"opens_at": self._moment("opens", time.min), "closes_at": self._moment("closes", time.max)}
        return {"kind": self.kind, **kept, **moments}

    @property
    def chosen_id(self) -> UUID:
        """The id of what is written."""
        return self.assessment.pk if self.assessment else self.cleaned_data["id"]


def refuse(form: forms.Form, error: Exception) -> None:
    """Show on a form why an action refused what it says."""
    form.add_error(None, ValidationError(str(error)))


def kind_words(kind: str) -> str:
    """Return what a kind of test or survey is called, with a large first letter."""
    return str(capfirst(AssessmentKind(kind).label))
