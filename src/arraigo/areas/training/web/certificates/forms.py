"""Forms of certificates: what a course asks, who signs, logos, and why."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arraigo.areas.training.actions.certificate_rules import LARGEST, check_picture
from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.enums import AssessmentKind, AttendanceMeasure, CertificateKind
from arraigo.areas.training.models import CertificateRule, Course, Signatory
from arraigo.areas.training.web.common import raised
from arraigo.core.ui.formats import NBSP, short_date
from arraigo.core.ui.forms import FieldGroup, FileDrop

PICTURE_NOTE = gettext_lazy("PNG o JPEG de hasta 512 kB. Un PNG con fondo transparente se ve mejor.")


class RuleForm(forms.Form):
    """What somebody must have done to be certified."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Constancia de"),
        choices=raised(CertificateKind.choices),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("De aprobación, si el curso pide aprobar al menos una prueba."),
    )
    measure = forms.ChoiceField(
        label=gettext_lazy("La asistencia se cuenta por"),
        choices=raised(AttendanceMeasure.choices),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Por tiempo, llegar tarde cuenta menos. Por jornadas, basta con estar en ellas."),
    )
    minimum_percent = forms.IntegerField(
        label=gettext_lazy("Asistencia mínima (%)"),
        min_value=0,
        max_value=100,
        help_text=gettext_lazy("De 0 a 100, sobre las jornadas que no se cancelaron."),
        error_messages={
            "required": gettext_lazy("Escriba un porcentaje, por ejemplo 80."),
            "invalid": gettext_lazy("Escriba el porcentaje solo con cifras, por ejemplo 80."),
            "min_value": gettext_lazy("El porcentaje va de 0 a 100."),
            "max_value": gettext_lazy("El porcentaje va de 0 a 100."),
        },
    )
    required_sessions = forms.MultipleChoiceField(
        label=gettext_lazy("Jornadas obligatorias"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Quien falte a una de ellas no recibe constancia, aunque llegue al porcentaje."),
    )
    required_tests = forms.MultipleChoiceField(
        label=gettext_lazy("Pruebas obligatorias"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Cuenta el mejor intento. Sin un mínimo para aprobar, basta con entregarla."),
    )
    hours = forms.DecimalField(
        label=gettext_lazy("Horas que certifica"),
        required=False,
        min_value=0,
        max_digits=5,
        decimal_places=1,
        localize=True,
        error_messages={"invalid": gettext_lazy("Escriba las horas con cifras, por ejemplo 40 o 7,5.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Texto adicional"),
        required=False,
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Una o dos líneas bajo el título del curso: un convenio, un aval."),
    )

    groups = (
        FieldGroup(gettext_lazy("Qué hace falta"), ("kind", "measure", "minimum_percent")),
        FieldGroup(gettext_lazy("Qué es obligatorio"), ("required_sessions", "required_tests")),
        FieldGroup(gettext_lazy("Qué dice la constancia"), ("hours", "text")),
    )

    def __init__(self, *args: Any, course: Course, rule: CertificateRule | None, **kwargs: Any) -> None:
        sessions = list(course.sessions.filter(cancelled_at=None))
        tests = list(course.assessments.exclude(kind=AssessmentKind.SURVEY))
        kwargs.setdefault("initial", _initial(rule, sessions, tests))
        super().__init__(*args, **kwargs)
        self._offer("required_sessions", [(str(one.pk), _session_words(one)) for one in sessions])
        self._offer("required_tests", [(str(one.pk), _test_words(one)) for one in tests])
        minutes = sum(one.minutes for one in sessions)
        hours = f"{minutes / 60:.1f}".replace(".", ",").removesuffix(",0")
        self.fields["hours"].help_text = _("Vacío: las de sus jornadas, que suman %(hours)s.") % {"hours": hours}

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        if choices:
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    def clean_hours(self) -> Any:  # noqa: ANN401 - a decimal or nothing
        """Refuse zero: no certificate says «0 horas»."""
        hours = self.cleaned_data["hours"]
        if hours is not None and hours <= 0:
            raise ValidationError(_("Escriba más de cero horas, o deje el campo vacío."))
        return hours

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        data = self.cleaned_data
        asked = {name: data.get(name, []) for name in ("required_sessions", "required_tests")}
        kept = {name: data[name] for name in ("kind", "measure", "minimum_percent", "hours", "text")}
        return {**kept, **asked}


def _initial(rule: CertificateRule | None, sessions: list[Any], tests: list[Any]) -> dict[str, Any]:
    shown = rule or CertificateRule()
    return {
        "kind": shown.kind,
        "measure": shown.measure,
        "minimum_percent": shown.minimum_percent,
        "hours": shown.hours,
        "text": shown.text,
        "required_sessions": [str(one.pk) for one in sessions if one.is_required],
        "required_tests": [str(one.pk) for one in tests if one.is_required],
    }


def _session_words(session: Any) -> str:  # noqa: ANN401 - a Session
    said = [session.code, session.title, short_date(session.starts_at)]
    return " · ".join(part for part in said if part)


def _test_words(test: Any) -> str:  # noqa: ANN401 - an Assessment
    if test.pass_percent is None:
        return _("%(title)s (basta con entregarla)") % {"title": test.title}
    return _("%(title)s (se aprueba con %(percent)d%(space)s%%)") % {
        "title": test.title,
        "percent": test.pass_percent,
        "space": NBSP,
    }


class _PictureForm(forms.Form):
    """A form with an image, checked by what it holds."""

    def clean_picture(self) -> bytes | None:
        """Return the image's bytes; refuse what cannot be printed."""
        file: UploadedFile[Any] | None = self.cleaned_data.get("picture")
        if file is None:
            return None
        data: bytes = file.read(LARGEST + 1)
        try:
            check_picture(data)
        except TrainingError as error:
            raise ValidationError(str(error)) from error
        return data


class SignatoryForm(_PictureForm):
    """Somebody who signs."""

    name = forms.CharField(
        label=gettext_lazy("Nombre"),
        max_length=120,
        help_text=gettext_lazy("Como se escribe bajo la firma, con su título si corresponde."),
        error_messages={"required": gettext_lazy("Escriba el nombre de quien firma.")},
    )
    position = forms.CharField(label=gettext_lazy("Cargo"), max_length=160, required=False)
    institution = forms.CharField(label=gettext_lazy("Institución"), max_length=200, required=False)
    picture = forms.FileField(
        label=gettext_lazy("Firma dibujada"),
        required=False,
        widget=FileDrop({"accept": "image/png,image/jpeg"}, note=PICTURE_NOTE),
        help_text=gettext_lazy("Sin ella queda el espacio para firmar a mano."),
    )
    without_picture = forms.BooleanField(label=gettext_lazy("Quitar la firma dibujada"), required=False)

    def __init__(self, *args: Any, signatory: Signatory | None, **kwargs: Any) -> None:
        if signatory is not None:
            kept = ("name", "position", "institution")
            kwargs.setdefault("initial", {name: getattr(signatory, name) for name in kept})
        super().__init__(*args, **kwargs)
        if signatory is None or signatory.image_id is None:
            del self.fields["without_picture"]


class LogoForm(_PictureForm):
    """An institution's logo."""

    name = forms.CharField(
        label=gettext_lazy("Institución"),
        max_length=200,
        help_text=gettext_lazy("Se lee en voz alta a quien no ve el logo."),
        error_messages={"required": gettext_lazy("Escriba de qué institución es el logo.")},
    )
    picture = forms.FileField(
        label=gettext_lazy("Logo"),
        widget=FileDrop({"accept": "image/png,image/jpeg"}, note=PICTURE_NOTE),
        error_messages={"required": gettext_lazy("Elija la imagen del logo.")},
    )


class ReasonForm(forms.Form):
    """Why a certificate is revoked."""

    reason = forms.CharField(
        label=gettext_lazy("Por qué se anula"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Lo lee el equipo. En público solo se dice que se anuló, y cuándo."),
        error_messages={"required": gettext_lazy("Escriba por qué se anula.")},
    )


class DownloadForm(forms.Form):
    """Why somebody takes all certificates along."""

    reason = forms.CharField(
        label=gettext_lazy("Para qué las descarga"),
        max_length=200,
        help_text=gettext_lazy("Queda en la auditoría, con su nombre. Por ejemplo: entregarlas impresas en el acto."),
        error_messages={"required": gettext_lazy("Escriba para qué las descarga.")},
    )
