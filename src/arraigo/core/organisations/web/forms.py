"""The form of an organisation."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from arraigo.core.organisations.enums import OrganizationKind
from arraigo.core.organisations.models import Organization


class OrganizationForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a person may say of an organisation."""

    kind = forms.ChoiceField(label=_("Tipo"), choices=[(one.value, capfirst(one.label)) for one in OrganizationKind])
    website = forms.URLField(label=_("Sitio web"), required=False, assume_scheme="https", max_length=200)

    class Meta:
        model = Organization
        fields = ("name", "alternate_name", "kind", "description", "website")
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "name": _("El nombre oficial completo."),
            "alternate_name": _("Por ejemplo AMC. Las listas que la usen se reconocen también."),
            "description": _("A qué se dedica, en una o dos frases."),
        }
        error_messages = {"name": {"required": _("Escriba el nombre de la organización.")}}
