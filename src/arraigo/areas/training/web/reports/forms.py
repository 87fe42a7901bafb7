"""The forms of a report: of when it is, what it is asked for, and where it is sent."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arraigo.areas.training.queries.choices import Choices
from arraigo.areas.training.web.filters import FigureForm

FEWEST_LETTERS = 5
LANGUAGES = (("es", "Español"), ("en", "English"))


class ReportForm(FigureForm):
    """The period and the series of a report; the institution is in its address."""

    def __init__(self, data: QueryDict, choices: Choices) -> None:
        super().__init__(data, choices)
        for name in ("curso", "institucion", "area"):
            del self.fields[name]

    @property
    def series_name(self) -> str:
        """The name of the series that was chosen."""
        return next((said for _label, said in self.words), "")


class ReasonForm(forms.Form):
    """For what a report with names is asked; the answer goes into the log."""

    motivo = forms.CharField(
        label=gettext_lazy("Para qué lo necesita"),
        max_length=200,
        help_text=gettext_lazy("Por ejemplo: «Entregarlo a la dirección de talento humano». Queda en la auditoría."),
        error_messages={"required": gettext_lazy("Escriba para qué necesita los nombres.")},
    )

    def clean_motivo(self) -> str:
        """Refuse what says nothing."""
        return _checked(self.cleaned_data["motivo"])


class SendForm(forms.Form):
    """Where a report goes, in which language, with names or without."""

    correo = forms.EmailField(
        label=gettext_lazy("Correo de la institución"),
        help_text=gettext_lazy("A quién se envía el informe en PDF."),
        error_messages={
            "required": gettext_lazy("Escriba a qué correo se envía."),
            "invalid": gettext_lazy("No es un correo completo. Escríbalo como nombre@institucion.gob.ec."),
        },
    )
    idioma = forms.ChoiceField(label=gettext_lazy("Idioma del informe"), choices=LANGUAGES)
    nombres = forms.BooleanField(
        label=gettext_lazy("Incluir los nombres de las personas"),
        required=False,
        help_text=gettext_lazy("Solo si la institución los pidió y puede tratarlos. Queda en la auditoría."),
    )
    motivo = forms.CharField(
        label=gettext_lazy("Para qué los necesita"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Solo si incluye nombres."),
    )

    def __init__(self, *args: Any, names: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not names:
            del self.fields["nombres"], self.fields["motivo"]

    def clean(self) -> None:
        """Ask for what the names are wanted, where they are."""
        if not self.cleaned_data.get("nombres"):
            return
        try:
            self.cleaned_data["motivo"] = _checked(self.cleaned_data.get("motivo") or "")
        except ValidationError as mistake:
            self.add_error("motivo", mistake)


def _checked(reason: str) -> str:
    said = " ".join(reason.split())
    if len(said) < FEWEST_LETTERS:
        raise ValidationError(_("Escriba en pocas palabras para qué se necesitan los nombres."))
    return said
