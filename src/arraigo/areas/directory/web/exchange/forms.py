"""The form that takes a file of services."""

from django import forms
from django.utils.translation import gettext_lazy

from arraigo.core.ui.forms import FileDrop

ACCEPTS = ".xlsx,.ods,.csv,.json,.zip"


class ImportForm(forms.Form):
    """One file: the sheet that organisations fill, or an HSDS package."""

    file = forms.FileField(
        label=gettext_lazy("Archivo"),
        widget=FileDrop({"accept": ACCEPTS}, note=gettext_lazy("XLSX, CSV, JSON o ZIP de HSDS, hasta 25 MB.")),
        error_messages={
            "required": gettext_lazy("Elija un archivo."),
            "empty": gettext_lazy("El archivo está vacío. Revise que se guardó y elíjalo de nuevo."),
        },
    )
