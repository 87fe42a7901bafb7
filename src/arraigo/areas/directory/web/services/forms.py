"""The forms of a service: what it is, whom it attends, its phones, its places to give."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arraigo.areas.directory.actions.services import PhoneDraft, ServiceDraft
from arraigo.areas.directory.enums import ServiceStatus, VerificationMethod, VerificationResult
from arraigo.areas.directory.models import Phone, Service, ServiceCapacity
from arraigo.areas.directory.queries.eligibility import Group
from arraigo.areas.directory.web.common import need_choices, raised
from arraigo.areas.directory.web.phones import check_phone
from arraigo.core.organisations.models import Organization
from arraigo.core.people.api import PopulationGroup, Sex
from arraigo.core.people.countries import COUNTRIES, LANGUAGES
from arraigo.core.ui.forms import FieldGroup, SearchSelect

BAD_EMAIL = gettext_lazy("Escriba el correo completo, por ejemplo atencion@institucion.gob.ec.")
BAD_URL = gettext_lazy("Escriba la dirección completa, por ejemplo https://www.institucion.gob.ec.")


def _long(label: Any, help_text: Any = "", rows: int = 3, most: int = 4000) -> forms.CharField:  # noqa: ANN401 - texts
    return forms.CharField(
        label=label, required=False, max_length=most, widget=forms.Textarea({"rows": rows}), help_text=help_text
    )


class ServiceForm(forms.Form):
    """What a service is and what it answers. `row_id` came with the page: sent twice, it makes one service."""

    row_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    name = forms.CharField(
        label=gettext_lazy("Nombre del servicio"),
        max_length=300,
        help_text=gettext_lazy(
            "Como lo busca la gente, por ejemplo «Comedor del puerto» o «Vacunas para niñas y niños»."
        ),
        error_messages={"required": gettext_lazy("Escriba el nombre del servicio.")},
    )
    organization = forms.ModelChoiceField(
        label=gettext_lazy("Organización que lo da"),
        queryset=Organization.objects.none(),
        empty_label=gettext_lazy("Elija una organización"),
        widget=SearchSelect,
        help_text=gettext_lazy("Si no está en la lista, escríbala abajo."),
        required=False,
    )
    new_organization = forms.CharField(label=gettext_lazy("Otra organización"), max_length=200, required=False)
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("A qué responde"),
        widget=forms.CheckboxSelectMultiple({"class": "columns"}),
        help_text=gettext_lazy("Por estas necesidades se encuentra en la guía."),
        error_messages={"required": gettext_lazy("Elija al menos una: sin ella nadie lo encuentra.")},
    )
    description = _long(gettext_lazy("Qué ofrece"), gettext_lazy("Dos o tres frases cortas."))
    status = forms.ChoiceField(label=gettext_lazy("Estado"), choices=raised(ServiceStatus.choices))
    alert = _long(gettext_lazy("Aviso"), gettext_lazy("Algo pasajero que conviene saber antes de ir."), 2, 500)
    eligibility_description = _long(
        gettext_lazy("A quién atiende"), gettext_lazy("En palabras. Las edades y los grupos se ponen aparte."), 2
    )
    documents = _long(
        gettext_lazy("Qué documentos pide"), gettext_lazy("Uno por línea. Si no pide ninguno, dígalo así."), 4
    )
    application_process = _long(gettext_lazy("Cómo se pide"), gettext_lazy("Por ejemplo: sin cita, desde las 7:00."))
    fees_description = forms.CharField(
        label=gettext_lazy("Cuánto cuesta"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Si no cuesta, escriba «Gratis»."),
    )
    wait_time = forms.CharField(label=gettext_lazy("Cuánto se espera"), max_length=300, required=False)
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Idiomas en que atiende"),
        choices=raised(LANGUAGES),
        widget=forms.CheckboxSelectMultiple({"class": "columns"}),
        required=False,
    )
    interpretation_services = forms.CharField(label=gettext_lazy("Interpretación"), max_length=500, required=False)
    email = forms.EmailField(
        label=gettext_lazy("Correo del servicio"),
        required=False,
        error_messages={"invalid": BAD_EMAIL},
        help_text=gettext_lazy("El de la oficina, nunca el de una persona."),
    )
    url = forms.URLField(
        label=gettext_lazy("Página web"),
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": BAD_URL},
    )

    groups = (
        FieldGroup(
            gettext_lazy("Qué es"), ("name", "organization", "new_organization", "description", "status", "alert")
        ),
        FieldGroup(gettext_lazy("A qué responde"), ("needs",)),
        FieldGroup(
            gettext_lazy("Para quien va"),
            ("eligibility_description", "documents", "application_process", "fees_description", "wait_time"),
        ),
        FieldGroup(gettext_lazy("Idiomas"), ("languages", "interpretation_services")),
        FieldGroup(gettext_lazy("Cómo se contacta"), ("email", "url"), gettext_lazy("Los teléfonos se ponen aparte.")),
    )

    def __init__(self, *args: Any, first: dict[str, Any] | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = first
        super().__init__(*args, **kwargs)
        choice, answered = self.fields["organization"], self.fields["needs"]
        assert isinstance(choice, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        assert isinstance(answered, forms.MultipleChoiceField)  # noqa: S101 - for the type checker
        choice.queryset = Organization.objects.order_by("name")
        answered.choices = need_choices()

    def clean(self) -> dict[str, Any]:
        """Ask for one organisation, chosen or written."""
        told = super().clean() or {}
        if not told.get("organization") and not told.get("new_organization", "").strip():
            self.add_error("organization", _("Elija la organización, o escríbala abajo."))
        return told

    @property
    def draft(self) -> ServiceDraft:
        """Return the service of a valid form."""
        told = {
            name: self.cleaned_data[name] for name in ServiceDraft.__dataclass_fields__ if name in self.cleaned_data
        }
        return ServiceDraft(**{**told, "documents": told["documents"].splitlines()})


def first_of(service: Service, *, needs: Any, languages: Any, documents: Any) -> dict[str, Any]:  # noqa: ANN401 - lists
    """Return what the form of a service begins with."""
    names = [name for name in ServiceForm.base_fields if hasattr(service, name)]
    told = {name: getattr(service, name) for name in names if name not in {"needs", "languages", "organization"}}
    return {
        **told,
        "row_id": service.pk,
        "organization": service.organization_id,
        "needs": list(needs),
        "languages": list(languages),
        "documents": "\n".join(documents),
    }


class GroupForm(forms.Form):
    """A group of people that a service attends, or does not."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Este grupo"),
        choices=(("si", gettext_lazy("Sí se atiende")), ("no", gettext_lazy("No se atiende"))),
        required=False,
    )
    minimum_age = forms.IntegerField(label=gettext_lazy("Desde la edad de"), min_value=0, max_value=150, required=False)
    maximum_age = forms.IntegerField(label=gettext_lazy("Hasta la edad de"), min_value=0, max_value=150, required=False)
    sexes = forms.MultipleChoiceField(
        label=gettext_lazy("Sexo"),
        choices=raised((one.value, one.label) for one in (Sex.WOMAN, Sex.MAN, Sex.INTERSEX)),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    children = forms.ChoiceField(
        label=gettext_lazy("Niñas y niños"),
        choices=(
            ("", gettext_lazy("Da igual")),
            ("with", gettext_lazy("Con niñas o niños")),
            ("without", gettext_lazy("Sin niñas ni niños")),
        ),
        required=False,
    )
    statuses = forms.MultipleChoiceField(
        label=gettext_lazy("Situación"),
        choices=raised(one for one in PopulationGroup.choices if one[0] not in {"official", "unknown"}),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    nationalities = forms.MultipleChoiceField(
        label=gettext_lazy("Nacionalidad"),
        choices=raised(COUNTRIES),
        widget=forms.SelectMultiple({"size": "4"}),
        required=False,
        help_text=gettext_lazy("Ninguna marcada es cualquiera."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse ages in the wrong order."""
        told = super().clean() or {}
        least, most = told.get("minimum_age"), told.get("maximum_age")
        if least is not None and most is not None and most < least:
            self.add_error("maximum_age", _("Es menor que la edad desde la que se atiende."))
        return told

    @property
    def group(self) -> Group:
        """Return the group of a valid form; one that says nothing is any person."""
        told = self.cleaned_data
        return Group(
            told.get("minimum_age"),
            told.get("maximum_age"),
            sexes=tuple(told.get("sexes", ())),
            nationalities=tuple(told.get("nationalities", ())),
            statuses=tuple(told.get("statuses", ())),
            children=told.get("children", ""),
        )


GroupSet = forms.formset_factory(GroupForm, extra=1, max_num=12)


def groups_of(service: Service) -> list[dict[str, Any]]:
    """Return the groups of a service as the forms begin with them."""
    return [{**group, "kind": "si"} for group in service.eligible or ()] + [
        {**group, "kind": "no"} for group in service.ineligible or ()
    ]


class AgesForm(forms.Form):
    """The ages of HSDS, which hold for all groups."""

    minimum_age = forms.DecimalField(
        label=gettext_lazy("Edad mínima"), min_value=Decimal(0), max_value=Decimal(150), required=False
    )
    maximum_age = forms.DecimalField(
        label=gettext_lazy("Edad máxima"), min_value=Decimal(0), max_value=Decimal(150), required=False
    )


class PhoneForm(forms.Form):
    """One phone; without a number it is none."""

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    number = forms.CharField(
        label=gettext_lazy("Número"), max_length=60, required=False, widget=forms.TextInput({"inputmode": "tel"})
    )
    extension = forms.CharField(label=gettext_lazy("Extensión"), max_length=20, required=False)
    description = forms.CharField(
        label=gettext_lazy("Para qué es"), max_length=200, required=False, help_text=gettext_lazy("Por ejemplo: citas.")
    )
    type = forms.ChoiceField(
        label=gettext_lazy("Tipo"),
        choices=(
            ("", gettext_lazy("Teléfono")),
            ("cell", gettext_lazy("Celular")),
            ("whatsapp", gettext_lazy("WhatsApp")),
            ("textphone", gettext_lazy("Teléfono de texto")),
            ("fax", gettext_lazy("Fax")),
        ),
        required=False,
    )
    is_private = forms.BooleanField(
        label=gettext_lazy("No se publica"),
        required=False,
        help_text=gettext_lazy("Por ejemplo, el celular de alguien."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["type"]
        told = str(self.initial.get("type", ""))
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 - for the type checker
        # A package may bring a type of its own («voice»): it stays.
        if told not in dict(kind.choices):  # type: ignore[arg-type]
            kind.choices = [*kind.choices, (told, told)]  # type: ignore[misc]

    def clean(self) -> dict[str, Any]:
        """Refuse what is no telephone."""
        told = super().clean() or {}
        check_phone(self)
        return told

    @property
    def draft(self) -> PhoneDraft:
        """Return the phone of a valid form."""
        told = self.cleaned_data
        return PhoneDraft(
            told["number"], told["extension"], told["type"], told["description"], told["is_private"], id=told["id"]
        )


PhoneSet = forms.formset_factory(PhoneForm, extra=2, max_num=40)


def phones_first(rows: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - a queryset
    """Return phones as the forms begin with them."""
    names = ("number", "extension", "description", "type", "is_private")
    return [{"id": row.pk, **{name: getattr(row, name) for name in names}} for row in rows if isinstance(row, Phone)]


class CapacityForm(forms.Form):
    """How many places a service has to give today."""

    available = forms.IntegerField(
        label=gettext_lazy("Libres ahora"),
        min_value=0,
        max_value=1_000_000,
        required=False,
        help_text=gettext_lazy("Vacío, la ficha no dice nada de cupos."),
    )
    maximum = forms.IntegerField(label=gettext_lazy("En total"), min_value=0, max_value=1_000_000, required=False)
    unit = forms.CharField(
        label=gettext_lazy("De qué"), max_length=80, required=False, help_text=gettext_lazy("Camas, cupos, raciones…")
    )

    def __init__(self, *args: Any, row: ServiceCapacity | None, **kwargs: Any) -> None:
        if row is not None:
            kwargs["initial"] = {
                "available": int(row.available),
                "maximum": None if row.maximum is None else int(row.maximum),
                "unit": row.unit.get("name", ""),
            }
        super().__init__(*args, **kwargs)


class VerifyForm(forms.Form):
    """How somebody checked a service and what came of it."""

    method = forms.ChoiceField(
        label=gettext_lazy("Cómo lo verificó"),
        choices=raised(VerificationMethod.choices),
        error_messages={
            "required": gettext_lazy("Diga cómo lo verificó."),
            "invalid_choice": gettext_lazy("Diga cómo lo verificó."),
        },
    )
    result = forms.ChoiceField(
        label=gettext_lazy("Qué encontró"), choices=raised(VerificationResult.choices), required=False
    )
    note = forms.CharField(
        label=gettext_lazy("Nota para el equipo"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Sin nombres de personas."),
    )


class LinkForm(forms.Form):
    """To which mailbox of an organisation the link to its entry goes, and what it opens."""

    email = forms.EmailField(
        label=gettext_lazy("Correo de la organización"),
        help_text=gettext_lazy("A este correo llega un enlace que sirve 30 días y no pide cuenta."),
        error_messages={"required": gettext_lazy("Escriba el correo de la organización."), "invalid": BAD_EMAIL},
    )
    scope = forms.ChoiceField(
        label=gettext_lazy("Qué puede revisar"),
        choices=(
            ("uno", gettext_lazy("Solo este servicio")),
            ("todos", gettext_lazy("Todos los servicios de la organización")),
        ),
        widget=forms.RadioSelect,
        initial="uno",
    )
