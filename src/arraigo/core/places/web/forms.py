"""The form that takes a file of areas."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arraigo.core.places.enums import AreaLevel
from arraigo.core.places.geojson import AreaFile, BadAreaFileError, read_geojson
from arraigo.core.ui.forms import FileDrop

LEVELS = [
    (AreaLevel.ZONE.value, gettext_lazy("Zonas")),
    (AreaLevel.PARISH.value, gettext_lazy("Parroquias")),
    (AreaLevel.NEIGHBOURHOOD.value, gettext_lazy("Barrios")),
]
MOST_BYTES = 25 * 1024 * 1024


class AreasForm(forms.Form):
    """A GeoJSON file, the level of its areas, and whether to mend them. After cleaning, `read` is what it holds."""

    level = forms.ChoiceField(label=gettext_lazy("Qué contiene"), choices=LEVELS, initial=AreaLevel.PARISH)
    file = forms.FileField(
        label=gettext_lazy("Archivo"),
        widget=FileDrop(note=gettext_lazy("GeoJSON en WGS 84, hasta 25 MB, con código y nombre de cada área")),
        error_messages={"required": gettext_lazy("Elija un archivo.")},
    )
    mend = forms.BooleanField(
        label=gettext_lazy("Reparar los bordes que se cruzan"),
        help_text=gettext_lazy("Solo cuando la superficie cambia menos del 1 %. Cada reparación queda en la lista."),
        required=False,
    )
    read: AreaFile | None = None

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse a file that is too big before reading it."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                _("El archivo pesa %(size)s y el límite es 25 MB. Simplifique las geometrías.")
                % {"size": filesizeformat(file.size or 0)}
            )
        return file

    def clean(self) -> dict[str, Any]:
        """Read the file; what cannot be read at all is an error of its field."""
        cleaned = super().clean() or self.cleaned_data
        if file := cleaned.get("file"):
            try:
                self.read = read_geojson(file.read(), mend=cleaned.get("mend", False))
            except BadAreaFileError as refusal:
                self.add_error("file", str(refusal))
        return cleaned
