"""The forms of plans, authorities, phases and versions."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arraigo.areas.plans.actions.versions import LARGEST, TOO_LARGE
from arraigo.areas.plans.enums import InstrumentKind, VersionState
from arraigo.areas.plans.models import Authority, Phase, Plan, PlanVersion
from arraigo.core.organisations import api as organisations
from arraigo.core.organisations.models import Organization
from arraigo.core.ui.forms import DateField, FieldGroup, FileDrop, SearchSelect

ACCEPTS = ".pdf,.docx,.odt,.html,.htm,.md,.txt"


def _raised(choices: Any) -> list[tuple[str, Any]]:  # noqa: ANN401 - what Django calls choices
    return [(value, capfirst(label)) for value, label in choices]


class PlanForm(forms.Form):
    """A plan, strategy or project that is reviewed."""

    title = forms.CharField(
        label=gettext_lazy("Título"),
        max_length=200,
        help_text=gettext_lazy("Como se llama oficialmente, por ejemplo «PMDOT de Santa Marina 2024-2033»."),
        error_messages={"required": gettext_lazy("Escriba el título del plan.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Tipo de instrumento"),
        choices=_raised(InstrumentKind.choices),
        help_text=gettext_lazy("De él depende con qué criterios se revisa."),
    )
    authority = forms.ModelChoiceField(
        label=gettext_lazy("Autoridad que lo hace"),
        queryset=Authority.objects.none(),
        empty_label=gettext_lazy("Elija una autoridad"),
        widget=SearchSelect,
        help_text=gettext_lazy("A ella se envían las recomendaciones. Si no está, agréguela en «Autoridades»."),
        error_messages={"required": gettext_lazy("Elija la autoridad que hace el plan.")},
    )
    starts_in = forms.IntegerField(
        label=gettext_lazy("Rige desde el año"),
        required=False,
        min_value=1990,
        max_value=2100,
        help_text=gettext_lazy("Por ejemplo, 2027. Vacío si no se sabe."),
    )
    ends_in = forms.IntegerField(
        label=gettext_lazy("Hasta el año"),
        required=False,
        min_value=1990,
        max_value=2100,
        help_text=gettext_lazy("Por ejemplo, 2035. Vacío si no se sabe."),
    )
    summary = forms.CharField(
        label=gettext_lazy("De qué trata"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("Dos o tres frases. Se publican si su seguimiento es público."),
    )
    is_public = forms.BooleanField(
        label=gettext_lazy("Cualquiera puede ver qué se recomendó y qué cambió"),
        required=False,
        help_text=gettext_lazy("Muestra en el tablero público las recomendaciones enviadas, nunca los borradores."),
    )

    groups = (
        FieldGroup(gettext_lazy("El plan"), ("title", "kind", "authority", "summary")),
        FieldGroup(gettext_lazy("Vigencia"), ("starts_in", "ends_in")),
        FieldGroup(gettext_lazy("Publicación"), ("is_public",)),
    )

    def __init__(self, *args: Any, plan: Plan | None = None, **kwargs: Any) -> None:
        if plan is not None:
            names = ("title", "kind", "starts_in", "ends_in", "summary", "is_public")
            kwargs["initial"] = {"authority": plan.authority_id, **{name: getattr(plan, name) for name in names}}
        super().__init__(*args, **kwargs)
        choice = self.fields["authority"]
        assert isinstance(choice, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        choice.queryset = Authority.objects.select_related("organization").order_by("organization__name", "unit")
        choice.label_from_instance = authority_words  # type: ignore[method-assign, assignment]

    def clean(self) -> dict[str, Any]:
        """Refuse to end before starting."""
        told = super().clean() or {}
        starts, ends = told.get("starts_in"), told.get("ends_in")
        if starts and ends and ends < starts:
            self.add_error("ends_in", _("Termina antes de empezar. Revise los dos años."))
        return told


class AuthorityForm(forms.Form):
    """The institution that answers, and to whom one writes there."""

    organization = forms.ModelChoiceField(
        label=gettext_lazy("Institución"),
        queryset=Organization.objects.none(),
        empty_label=gettext_lazy("Elija una institución"),
        widget=SearchSelect,
        required=False,
        help_text=gettext_lazy("Elíjala de la lista; si no está, escríbala en el campo que sigue."),
    )
    new_organization = forms.CharField(
        label=gettext_lazy("Otra institución"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Si no está en la lista, escriba su nombre y se creará."),
    )
    unit = forms.CharField(
        label=gettext_lazy("Unidad"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("La dirección o secretaría que hace el plan."),
    )
    contact_name = forms.CharField(
        label=gettext_lazy("Persona de contacto"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("A su nombre se dirigen los oficios."),
    )
    contact_position = forms.CharField(
        label=gettext_lazy("Cargo"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Se imprime bajo el nombre en los oficios."),
    )
    contact_email = forms.EmailField(
        label=gettext_lazy("Correo"),
        max_length=254,
        required=False,
        help_text=gettext_lazy("El buzón institucional al que llegan los oficios y el código para responder."),
        error_messages={"invalid": gettext_lazy("Escriba el correo completo, por ejemplo planes@municipio.gob.ec.")},
    )

    groups = (
        FieldGroup(gettext_lazy("La institución"), ("organization", "new_organization", "unit")),
        FieldGroup(gettext_lazy("A quién se escribe"), ("contact_name", "contact_position", "contact_email")),
    )

    def __init__(self, *args: Any, authority: Authority | None = None, **kwargs: Any) -> None:
        if authority is not None:
            names = ("contact_name", "contact_position", "contact_email")
            kwargs["initial"] = {name: getattr(authority, name) for name in names}
        super().__init__(*args, **kwargs)
        if authority is not None:
            for name in ("organization", "new_organization", "unit"):
                del self.fields[name]
            return
        choice = self.fields["organization"]
        assert isinstance(choice, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        choice.queryset = organisations.organizations()

    def clean(self) -> dict[str, Any]:
        """Want an institution, from the list or new."""
        told = super().clean() or {}
        if "organization" in self.fields and not told.get("organization") and not told.get("new_organization"):
            self.add_error("organization", _("Elija la institución de la lista o escriba su nombre abajo."))
        elif "organization" in self.fields and _is_known(told):
            self.add_error("unit", _("Esta unidad ya está en la lista de autoridades. Ábrala allí para cambiarla."))
        return told


def _is_known(told: dict[str, Any]) -> bool:
    """Tell whether the unit of an institution, chosen or written, is an authority already."""
    known = Authority.objects.filter(unit__iexact=told.get("unit", ""))
    if told.get("organization"):
        return known.filter(organization=told["organization"]).exists()
    return known.filter(organization__name_key=organisations.name_key(told["new_organization"])).exists()


class PhaseForm(forms.Form):
    """A step of a plan's calendar."""

    title = forms.CharField(
        label=gettext_lazy("Fase"),
        max_length=160,
        help_text=gettext_lazy("Por ejemplo: Diagnóstico, Propuesta, Consulta pública, Aprobación en el Concejo."),
        error_messages={"required": gettext_lazy("Escriba cómo se llama la fase.")},
    )
    starts_on = DateField(label=gettext_lazy("Empieza"), help_text=gettext_lazy("Por ejemplo, 01/03/2027."))
    ends_on = DateField(label=gettext_lazy("Termina"), help_text=gettext_lazy("El último día de la fase."))
    done_on = DateField(
        label=gettext_lazy("Se cumplió el"), required=False, help_text=gettext_lazy("Déjelo vacío si no ha terminado.")
    )
    note = forms.CharField(
        label=gettext_lazy("Nota"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Se ve en el calendario y va con la fase a la agenda."),
    )

    def __init__(self, *args: Any, phase: Phase | None = None, **kwargs: Any) -> None:
        if phase is not None:
            names = ("title", "starts_on", "ends_on", "done_on", "note")
            kwargs["initial"] = {name: getattr(phase, name) for name in names}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Refuse to end before starting."""
        told = super().clean() or {}
        starts, ends = told.get("starts_on"), told.get("ends_on")
        if starts and ends and ends < starts:
            raise ValidationError({"ends_on": _("Termina antes de empezar. Revise las dos fechas.")})
        return told


class VersionForm(forms.Form):
    """A version of a plan; its file only when it is loaded."""

    file = forms.FileField(
        label=gettext_lazy("Archivo"),
        widget=FileDrop({"accept": ACCEPTS}, note=gettext_lazy("PDF, Word, ODT, HTML, Markdown o texto, hasta 60 MB.")),
        help_text=gettext_lazy("Tal como lo entregó la autoridad. Se guarda con su huella y no se cambia."),
        error_messages={
            "required": gettext_lazy("Elija el archivo del plan."),
            "empty": gettext_lazy("El archivo está vacío. Revise que se haya guardado completo."),
        },
    )
    label = forms.CharField(
        label=gettext_lazy("Nombre de la versión"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Por ejemplo: borrador del diagnóstico, segundo debate."),
    )
    state = forms.ChoiceField(label=gettext_lazy("Estado"), choices=_raised(VersionState.choices))
    dated_on = DateField(
        label=gettext_lazy("Fecha del documento"),
        required=False,
        help_text=gettext_lazy("La que lleva escrita. Vacía si no la tiene."),
    )
    received_on = DateField(label=gettext_lazy("Recibida el"), help_text=gettext_lazy("El día en que llegó al equipo."))
    address = forms.URLField(
        label=gettext_lazy("Dirección donde está publicada"),
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("Si la autoridad la publicó: así cualquiera puede comprobar las citas."),
        error_messages={"invalid": gettext_lazy("Escriba la dirección completa, que empieza con https://")},
    )

    def __init__(self, *args: Any, version: PlanVersion | None = None, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"state": VersionState.DRAFT, "received_on": today}
        if version is not None:
            names = ("label", "state", "dated_on", "received_on", "address")
            kwargs["initial"] = {name: getattr(version, name) for name in names}
        super().__init__(*args, **kwargs)
        if version is not None:
            del self.fields["file"]

    def clean_file(self) -> Any:  # noqa: ANN401 - Django's own kind of file
        """Refuse what is larger than a plan is."""
        given = self.cleaned_data["file"]
        if given.size > LARGEST:
            raise ValidationError(TOO_LARGE)
        return given


def authority_words(authority: Authority) -> str:
    """Return how a list of authorities names one."""
    name = authority.organization.name
    return f"{name}, {authority.unit}" if authority.unit else name
