"""Small forms of a person's page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from arraigo.core.consent.api import LegalBasis, Purpose


class ReasonForm(forms.Form):
    """Why something is done with a person's data; it goes into the record."""

    reason = forms.CharField(
        label=_("Motivo"),
        help_text=_("Quién lo pidió y cómo. Queda en el registro de auditoría; no escriba aquí datos de la persona."),
        min_length=5,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": _("Escriba el motivo."),
            "min_length": _("Escriba el motivo con unas palabras más."),
        },
    )


class ExportForm(ReasonForm):
    """Why and in which format a person's data leave."""

    format = forms.ChoiceField(
        label=_("Formato"),
        choices=[("xlsx", _("Excel, para leer")), ("json", _("JSON, para llevar a otro sistema"))],
        widget=forms.RadioSelect,
        initial="xlsx",
    )


class EraseForm(ReasonForm):
    """Why an identity is removed, and that this is understood."""

    understood = forms.BooleanField(
        label=_("Entiendo que no se puede deshacer"),
        help_text=_("Se borran nombres, documentos, contactos y fecha de nacimiento. Las cifras no cambian."),
        error_messages={"required": _("Marque la casilla para continuar.")},
    )


class WithdrawForm(forms.Form):
    """Which standing consent ends."""

    purpose = forms.ChoiceField(choices=Purpose.choices)
    legal_basis = forms.ChoiceField(choices=[(LegalBasis.CONSENT.value, LegalBasis.CONSENT.label)])
