"""The forms of what a course says in public, what it hands out, and of changes that people are told of."""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arraigo.areas.training.enums import CourseKind, EnrolmentMode, MaterialAudience
from arraigo.areas.training.models import Course, Session
from arraigo.areas.training.web.common import raised
from arraigo.core.ui.forms import DateField, FieldGroup, FileDrop

TRAINERS = 4


class AnnouncementForm(forms.Form):
    """What the agenda says of a course, and how one gets a place in it."""

    kind = forms.ChoiceField(label=gettext_lazy("Tipo"), choices=raised(CourseKind.choices))
    summary = forms.CharField(
        label=gettext_lazy("Resumen"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("Una o dos frases que se leen en la agenda: qué aprenderá quien venga."),
    )
    description = forms.CharField(
        label=gettext_lazy("Descripción"),
        max_length=5000,
        required=False,
        widget=forms.Textarea({"rows": 6}),
        help_text=gettext_lazy("Contenidos y forma de trabajo. Deje una línea en blanco entre párrafos."),
    )
    audience = forms.CharField(
        label=gettext_lazy("A quién se dirige"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Por ejemplo: personal de ventanilla de los centros de salud."),
    )
    contact = forms.EmailField(
        label=gettext_lazy("Correo para preguntas"),
        required=False,
        help_text=gettext_lazy("Se publica. Use uno de la institución, no uno personal."),
    )
    enrolment_mode = forms.ChoiceField(
        label=gettext_lazy("Cómo se inscribe la gente"),
        choices=raised(EnrolmentMode.choices),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Las listas y los puntos focales sirven en los tres casos."),
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("Cupo"),
        min_value=1,
        max_value=100_000,
        required=False,
        help_text=gettext_lazy("Cuántas personas caben. En blanco, no hay límite."),
        error_messages={"min_value": gettext_lazy("El cupo es al menos 1. Para no limitarlo, déjelo en blanco.")},
    )
    has_waiting_list = forms.BooleanField(
        label=gettext_lazy("Lista de espera"),
        required=False,
        help_text=gettext_lazy("Cuando se llena, las personas esperan su turno y entran solas al librarse un cupo."),
    )
    opens = DateField(label=gettext_lazy("La inscripción abre"), required=False)
    closes = DateField(
        label=gettext_lazy("La inscripción cierra"),
        required=False,
        help_text=gettext_lazy("Último día en que se puede inscribir, hasta la medianoche."),
    )
    retention_months = forms.IntegerField(
        label=gettext_lazy("Meses que se guardan los datos de las personas"),
        min_value=1,
        max_value=240,
        required=False,
        help_text=gettext_lazy("Desde la última jornada. Después quedan solo las cuentas, sin nombres."),
    )
    groups = (
        FieldGroup(gettext_lazy("Lo que se publica"), ("kind", "summary", "description", "audience", "contact")),
        FieldGroup(gettext_lazy("Inscripción"), ("enrolment_mode", "capacity", "has_waiting_list", "opens", "closes")),
        FieldGroup(gettext_lazy("Protección de datos"), ("retention_months",)),
    )

    def __init__(self, *args: Any, course: Course, **kwargs: Any) -> None:
        zone = ZoneInfo(course.timezone)
        initial = {name: getattr(course, name) for name in ANNOUNCED}
        if course.enrolment_opens_at:
            initial["opens"] = course.enrolment_opens_at.astimezone(zone).date()
        if course.enrolment_closes_at:
            initial["closes"] = course.enrolment_closes_at.astimezone(zone).date()
        kwargs.setdefault("initial", initial)
        super().__init__(*args, **kwargs)
        self.zone = zone

    def clean(self) -> dict[str, Any]:
        """Refuse an enrolment that closes before it opens."""
        told = super().clean() or self.cleaned_data
        opens, closes = told.get("opens"), told.get("closes")
        if opens and closes and closes < opens:
            self.add_error("closes", ValidationError(_("La inscripción cierra antes de abrir. Corrija una fecha.")))
        return told

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes; days become moments in the zone of the course."""
        told = self.cleaned_data
        opens, closes = told["opens"], told["closes"]
        return {
            **{name: told[name] for name in ANNOUNCED},
            "enrolment_opens_at": datetime.combine(opens, time(), tzinfo=self.zone) if opens else None,
            "enrolment_closes_at": datetime.combine(closes, time(23, 59, 59), tzinfo=self.zone) if closes else None,
        }


ANNOUNCED = (
    "kind", "summary", "description", "audience", "contact", "enrolment_mode", "capacity", "has_waiting_list",
    "retention_months",
)  # fmt: skip


class TrainersForm(forms.Form):
    """Who gives the course, in order."""

    def __init__(self, *args: Any, held: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = []
        for number in range(max(TRAINERS, len(held) + 1)):
            name, position = held[number] if number < len(held) else ("", "")
            self.fields[f"name-{number}"] = forms.CharField(
                label=_("Nombre"), max_length=160, required=False, initial=name
            )
            self.fields[f"position-{number}"] = forms.CharField(
                label=_("Cargo o institución"), max_length=200, required=False, initial=position
            )
            legend = _("Persona %(number)d") % {"number": number + 1}
            self.groups.append(FieldGroup(legend, (f"name-{number}", f"position-{number}")))

    @property
    def trainers(self) -> list[tuple[str, str]]:
        """Return (name, position) of each line."""
        numbers = range(len(self.groups))
        return [(self.cleaned_data[f"name-{n}"], self.cleaned_data[f"position-{n}"]) for n in numbers]


class MaterialForm(forms.Form):
    """A file to hand out."""

    file = forms.FileField(
        label=gettext_lazy("Archivo"),
        widget=FileDrop(note=gettext_lazy("PDF, presentación, documento, hoja o imagen, hasta 15 MB.")),
        error_messages={"required": gettext_lazy("Elija el archivo.")},
    )
    title = forms.CharField(
        label=gettext_lazy("Título"),
        max_length=200,
        help_text=gettext_lazy("Como lo leerán, por ejemplo «Presentación de la primera jornada»."),
        error_messages={"required": gettext_lazy("Escriba un título.")},
    )
    audience = forms.ChoiceField(
        label=gettext_lazy("Para"), choices=raised(MaterialAudience.choices), widget=forms.RadioSelect,
        initial=MaterialAudience.ENROLLED,
    )  # fmt: skip
    session = forms.ChoiceField(
        label=gettext_lazy("Jornada"), required=False, help_text=gettext_lazy("Si es de una sola.")
    )

    def __init__(self, *args: Any, course: Course, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sessions = {str(one.pk): one for one in Session.objects.filter(course=course)}
        field = self.fields["session"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        words = ((key, f"{one.code} {one.title}".strip()) for key, one in self.sessions.items())
        field.choices = [("", _("Todo el curso")), *words]


class ReasonForm(forms.Form):
    """Why something does not take place; people read it."""

    reason = forms.CharField(
        label=gettext_lazy("Motivo"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("Lo leerán las personas inscritas y, si el curso está publicado, cualquiera."),
    )


class DuplicateForm(forms.Form):
    """A course made after another."""

    title = forms.CharField(label=gettext_lazy("Título"), max_length=200)
    code = forms.CharField(
        label=gettext_lazy("Código"),
        max_length=40,
        help_text=gettext_lazy("Uno nuevo, corto y único. Después no cambia."),
        error_messages={"required": gettext_lazy("Escriba un código para el curso nuevo.")},
    )
    first_day = DateField(
        label=gettext_lazy("Primer día"),
        required=False,
        help_text=gettext_lazy("Las demás jornadas se mueven igual. En blanco, el curso nuevo empieza sin jornadas."),
    )


class SeriesForm(forms.Form):
    """The name of a cycle or diploma."""

    name = forms.CharField(
        label=gettext_lazy("Nombre"),
        max_length=160,
        help_text=gettext_lazy("Por ejemplo: Ciclo de movilidad humana 2026."),
        error_messages={"required": gettext_lazy("Escriba el nombre de la serie.")},
    )
