"""The forms by which people get a place: their own, the desk's, and that for focal points."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from arraigo.areas.training.actions.applications import Asked
from arraigo.areas.training.models import Course
from arraigo.areas.training.web.common import raised
from arraigo.core.consent.api import Purpose
from arraigo.core.people import api as people
from arraigo.core.people.api import Sex
from arraigo.core.ui.forms import DateField, FieldGroup

SEXES = [(one.value, one.label) for one in (Sex.WOMAN, Sex.MAN, Sex.INTERSEX, Sex.NOT_SAID)]
BAD_EMAIL = gettext_lazy("Escriba el correo completo, por ejemplo rosa@correo.ec.")
FOCAL_DAYS = 30


class PersonFields(forms.Form):
    """Who asks for a place. A document is never required; one that is wrong says how to mend it."""

    given_names = forms.CharField(
        label=gettext_lazy("Nombres"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "given-name"}),
        error_messages={"required": gettext_lazy("Escriba los nombres.")},
    )
    surnames = forms.CharField(
        label=gettext_lazy("Apellidos"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "family-name"}),
        error_messages={"required": gettext_lazy("Escriba los apellidos.")},
    )
    document = forms.CharField(
        label=gettext_lazy("Documento de identidad"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Correo electrónico"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages={"required": gettext_lazy("Escriba el correo."), "invalid": BAD_EMAIL},
    )

    def clean_document(self) -> str:
        """Refuse what cannot be a document, and a cédula whose digits do not agree."""
        raw = str(self.cleaned_data["document"]).strip()
        if not raw:
            return ""
        wrong = people.explain_document(raw)
        if not wrong and people.normalise_document(raw) is None:
            wrong = _("No parece un documento. Revise el número o deje vacío este campo.")
        if wrong:
            raise ValidationError(wrong)
        return raw

    def clean_email(self) -> str:
        """Refuse an address that no mail server would find."""
        email = str(self.cleaned_data["email"])
        if email and not people.fold_email(email):
            raise ValidationError(BAD_EMAIL)
        return email


class EnrolForm(PersonFields):
    """The public form of a course. `nonce` makes one of a form that is sent twice; `web` is a trap for programs."""

    sex = forms.ChoiceField(
        label=gettext_lazy("Sexo"),
        choices=raised(SEXES),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Solo para las estadísticas, sin nombres."),
        error_messages={"required": gettext_lazy("Elija una opción; también puede no decirlo.")},
    )
    institution = forms.CharField(
        label=gettext_lazy("Institución u organización"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"list": "instituciones", "autocomplete": "organization"}),
    )
    position = forms.CharField(
        label=gettext_lazy("Cargo"),
        max_length=160,
        required=False,
        widget=forms.TextInput({"autocomplete": "organization-title"}),
    )
    needs = forms.CharField(
        label=gettext_lazy("¿Necesita algo para participar?"),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Por ejemplo: intérprete de señas, acceso sin gradas, cuidado de niñas y niños."),
    )
    training = forms.BooleanField(
        label=gettext_lazy(
            "Acepto que guarden estos datos para inscribirme, anotar mi asistencia y darme mi constancia"
        ),
        error_messages={
            "required": gettext_lazy("Sin su permiso no podemos inscribirle. Marque la casilla para continuar.")
        },
    )
    contact = forms.BooleanField(
        label=gettext_lazy("Quiero recibir avisos de otras formaciones en mi correo"), required=False
    )
    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    groups = (
        FieldGroup(gettext_lazy("Usted"), ("given_names", "surnames", "document", "email", "sex")),
        FieldGroup(gettext_lazy("Su trabajo"), ("institution", "position")),
        FieldGroup(gettext_lazy("Para atenderle bien"), ("needs",)),
        FieldGroup(gettext_lazy("Sus datos"), ("training", "contact")),
    )

    def __init__(self, *args: Any, course: Course, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].help_text = _("Cédula, pasaporte u otro. Sirve para que su constancia lleve su número.")
        self.fields["email"].help_text = _("Ahí le enviamos un enlace para confirmar.")
        self.fields["training"].help_text = kept_for(course)
        self.fields["contact"].help_text = _("No hace falta para inscribirse. Puede dejarlo cuando quiera.")

    @property
    def asked(self) -> Asked:
        """What the action takes."""
        data = self.cleaned_data
        names = ("given_names", "surnames", "document", "email", "sex", "institution", "position", "needs", "nonce")
        purposes = (Purpose.TRAINING.value, *([Purpose.CONTACT.value] if data["contact"] else []))
        return Asked(**{name: data[name] for name in names}, language=get_language() or "es", consents=purposes)


def kept_for(course: Course) -> str:
    """Say in plain words how long a course's data are kept, who sees them and what a person may ask."""
    if course.retention_months:
        term = _("Se guardan hasta %(months)d meses después del curso.") % {"months": course.retention_months}
    else:
        term = _("Se guardan mientras su constancia pueda verificarse.")
    return term + " " + _("Solo los ve el equipo de formación. Puede pedir verlos, corregirlos o borrarlos.")


class ByHandForm(PersonFields):
    """Somebody whom the desk enrols: by telephone, at the counter."""

    sex = forms.ChoiceField(
        label=gettext_lazy("Sexo"),
        choices=[(Sex.UNKNOWN.value, gettext_lazy("Sin dato")), *raised(SEXES)],
        required=False,
    )
    institution = forms.CharField(
        label=gettext_lazy("Institución"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"list": "instituciones", "autocomplete": "off"}),
    )
    position = forms.CharField(label=gettext_lazy("Cargo"), max_length=160, required=False)
    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    groups = (
        FieldGroup(gettext_lazy("La persona"), ("given_names", "surnames", "document", "email", "sex")),
        FieldGroup(gettext_lazy("Su institución"), ("institution", "position")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("given_names", "surnames", "email"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
        self.fields["email"].required = False
        self.fields["email"].help_text = _("Ahí recibe su página del curso, sus jornadas y los recordatorios.")

    @property
    def asked(self) -> Asked:
        """What the action takes; the desk's word is no consent of the person."""
        data = self.cleaned_data
        names = ("given_names", "surnames", "document", "email", "institution", "position", "nonce")
        return Asked(**{name: data[name] for name in names}, sex=data["sex"] or Sex.UNKNOWN, consents=())


class ReasonForm(forms.Form):
    """Why applications are not accepted: those people read it."""

    motivo = forms.CharField(
        label=gettext_lazy("Motivo"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("La persona lo lee en su correo. Por ejemplo: «Este curso es para personal municipal»."),
        error_messages={"required": gettext_lazy("Escriba el motivo: la persona lo leerá en su correo.")},
    )


class FocalLinkForm(forms.Form):
    """An invitation for the focal point of an institution."""

    organization = forms.CharField(
        label=gettext_lazy("Institución"),
        max_length=200,
        widget=forms.TextInput({"list": "instituciones", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Escriba el nombre de la institución.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Nombre del punto focal"),
        max_length=160,
        error_messages={"required": gettext_lazy("Escriba a quién se invita.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("Correo electrónico"),
        max_length=254,
        error_messages={"required": gettext_lazy("Escriba el correo."), "invalid": BAD_EMAIL},
    )
    places = forms.IntegerField(
        label=gettext_lazy("Cupos para la institución"),
        required=False,
        min_value=1,
        max_value=1000,
        help_text=gettext_lazy("Si lo deja vacío, puede inscribir a cuantas personas quepan en el curso."),
        error_messages={
            "invalid": gettext_lazy("Escriba el número de cupos solo con cifras."),
            "min_value": gettext_lazy("Son al menos un cupo."),
            "max_value": gettext_lazy("Son a lo sumo 1000 cupos."),
        },
    )
    last_day = DateField(
        label=gettext_lazy("Sirve hasta"), help_text=gettext_lazy("Inclusive ese día. Después el enlace no abre.")
    )

    def __init__(self, *args: Any, today: date, zone: str, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"last_day": today + timedelta(days=FOCAL_DAYS)})
        super().__init__(*args, **kwargs)
        self.today, self.zone = today, zone

    def clean_last_day(self) -> date:
        """Refuse a day that has passed."""
        day: date = self.cleaned_data["last_day"]
        if not self.today <= day <= self.today + timedelta(days=366):
            raise ValidationError(_("Escriba un día desde hoy y dentro de un año."))
        return day

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes: the link works until the end of its last day in the city."""
        data = self.cleaned_data
        ends = datetime.combine(data["last_day"] + timedelta(days=1), time(0), tzinfo=ZoneInfo(self.zone))
        kept = ("organization", "name", "email", "places")
        return {"expires_at": ends, **{name: data[name] for name in kept}}


class RowForm(PersonFields):
    """One person of a focal point's list; a row without anything in it is left out."""

    sex = forms.ChoiceField(
        label=gettext_lazy("Sexo"), choices=[("", gettext_lazy("Elija")), *raised(SEXES)], required=False
    )
    position = forms.CharField(label=gettext_lazy("Cargo"), max_length=160, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("given_names", "surnames", "email", "position"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
        self.fields["email"].required = False
        self.fields["document"].label, self.fields["email"].label = _("Documento"), _("Correo")
        self.order_fields(["given_names", "surnames", "document", "email", "sex", "position"])

    def clean(self) -> dict[str, Any]:
        """Ask for something that tells the person from others of the same name."""
        data = super().clean() or {}
        told = data.get("document") or data.get("email")
        if not told and not {"document", "email"} & set(self.errors):
            self.add_error("email", _("Escriba el correo o el documento, para no confundirle con otra persona."))
        return data

    def asked(self, nonce: UUID) -> Asked:
        """What the action takes."""
        data = self.cleaned_data
        names = ("given_names", "surnames", "document", "email", "position")
        return Asked(**{name: data[name] for name in names}, sex=data["sex"] or Sex.UNKNOWN, nonce=nonce)


RowSet = forms.formset_factory(RowForm, extra=0, min_num=0, max_num=60, absolute_max=60)
