"""The forms of consultations: the comment of anybody, and the desk's."""

from datetime import date, datetime, time
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from arraigo.areas.plans.actions.consulting import Said
from arraigo.areas.plans.models import Consultation, PlanVersion
from arraigo.core.ui.forms import DateField, FieldGroup

BAD_EMAIL = gettext_lazy("Escriba el correo completo, por ejemplo rosa@correo.ec, o déjelo vacío.")


class CommentForm(forms.Form):
    """What anybody says of a part of a plan; only the comment itself is required. `web` is a trap for programs."""

    body = forms.CharField(
        label=gettext_lazy("Su comentario"),
        max_length=4000,
        widget=forms.Textarea({"rows": 5}),
        help_text=gettext_lazy("El equipo lo lee y decide si se publica. No escriba datos personales de nadie."),
        error_messages={"required": gettext_lazy("Escriba su comentario.")},
    )
    proposed = forms.CharField(
        label=gettext_lazy("¿Cómo debería decir el plan?"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Si tiene una redacción en mente, escríbala aquí. Se publica junto a su comentario."),
    )
    name = forms.CharField(
        label=gettext_lazy("Su nombre"),
        max_length=160,
        required=False,
        widget=forms.TextInput({"autocomplete": "name"}),
        help_text=gettext_lazy("Lo lee el equipo. No se publica si usted no lo pide abajo."),
    )
    organization_name = forms.CharField(
        label=gettext_lazy("Organización"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "organization"}),
        help_text=gettext_lazy("Si habla en nombre de una. Se publica junto a su comentario."),
    )
    email = forms.EmailField(
        label=gettext_lazy("Correo electrónico"),
        max_length=254,
        required=False,
        widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=gettext_lazy(
            "No se publica. Le llega un mensaje para que confirme su comentario, sin lo cual el equipo no lo lee, "
            "y otro cuando se decida."
        ),
        error_messages={"invalid": BAD_EMAIL},
    )
    shows_name = forms.BooleanField(
        label=gettext_lazy("Quiero que se vea mi nombre junto a mi comentario"), required=False
    )
    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    groups = (
        FieldGroup(gettext_lazy("Qué opina"), ("body", "proposed")),
        FieldGroup(
            gettext_lazy("Quién es usted (si quiere decirlo)"),
            ("name", "organization_name", "email", "shows_name"),
            gettext_lazy("Puede comentar sin decir quién es."),
        ),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse to show a name that was not written."""
        told = super().clean() or {}
        if told.get("shows_name") and not told.get("name"):
            self.add_error("name", _("Escriba el nombre que quiere que se vea, o quite la marca de abajo."))
        return told

    @property
    def said(self) -> Said:
        """Return the comment of a valid form."""
        return Said(**self.cleaned_data, language=get_language() or "es")


class ConsultationForm(forms.Form):
    """When a version may be commented on, and what people should know first. Days count whole."""

    version = forms.ModelChoiceField(
        label=gettext_lazy("Versión que se consulta"),
        queryset=PlanVersion.objects.none(),
        empty_label=gettext_lazy("Elija una versión"),
        help_text=gettext_lazy(
            "Se ofrecen las que ya se leyeron y no tienen consulta. Al publicarla, un borrador pasa a «en consulta»."
        ),
        error_messages={"required": gettext_lazy("Elija la versión que se consulta.")},
    )
    title = forms.CharField(
        label=gettext_lazy("Título"),
        max_length=200,
        help_text=gettext_lazy("Como lo leerá cualquier persona. Por ejemplo: Consulta del PMDOT 2027-2035."),
        error_messages={"required": gettext_lazy("Escriba un título.")},
    )
    introduction = forms.CharField(
        label=gettext_lazy("Presentación"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 6}),
        help_text=gettext_lazy("De qué trata el plan, por qué importa y qué se hará con los comentarios."),
    )
    opens_on = DateField(label=gettext_lazy("Abre el"), help_text=gettext_lazy("Desde el comienzo de ese día."))
    closes_on = DateField(label=gettext_lazy("Cierra el"), help_text=gettext_lazy("Hasta el final de ese día."))

    def __init__(self, *args: Any, zone: str, consultation: Consultation | None = None, **kwargs: Any) -> None:
        self.zone = ZoneInfo(zone)
        self.consultation = consultation
        if consultation is not None:
            kwargs["initial"] = {
                "version": consultation.version_id,
                "title": consultation.title,
                "introduction": consultation.introduction,
                "opens_on": consultation.opens_at.astimezone(self.zone).date(),
                "closes_on": consultation.closes_at.astimezone(self.zone).date(),
            }
        super().__init__(*args, **kwargs)
        if consultation is not None:
            del self.fields["version"]
            return
        choice = self.fields["version"]
        assert isinstance(choice, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        free = PlanVersion.objects.filter(reading="ready", consultations__isnull=True).select_related("plan")
        choice.queryset = free.order_by("plan__title", "-number")
        choice.label_from_instance = version_words  # type: ignore[method-assign, assignment]

    def clean(self) -> dict[str, Any]:
        """Refuse to close before opening."""
        told = super().clean() or {}
        opens, closes = told.get("opens_on"), told.get("closes_on")
        if opens and closes and closes < opens:
            raise ValidationError({"closes_on": _("Cierra antes de abrir. Revise las dos fechas.")})
        return told

    @property
    def fields_told(self) -> dict[str, Any]:
        """Return what the action takes, with the moments at which the days begin and end in the city."""
        told = self.cleaned_data
        return {
            "title": told["title"],
            "introduction": told["introduction"],
            "opens_at": self._moment(told["opens_on"], time.min),
            "closes_at": self._moment(told["closes_on"], time(23, 59, 59)),
        }

    def _moment(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, tzinfo=self.zone)


class RefusalForm(forms.Form):
    """Why comments are not published."""

    reason = forms.CharField(
        label=gettext_lazy("Por qué no se publica"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy(
            "Lo leerá quien comentó, si dejó su correo. Por ejemplo: contiene datos de otra persona."
        ),
        error_messages={"required": gettext_lazy("Diga por qué: lo leerá quien comentó, si dejó su correo.")},
    )


def version_words(version: PlanVersion) -> str:
    """Return how a list of versions names one."""
    words = _("%(plan)s, versión %(number)s") % {"plan": version.plan.title, "number": version.number}
    return f"{words} ({version.label})" if version.label else words
