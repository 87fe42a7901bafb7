"""The small forms of the desk of routes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arraigo.areas.attention.web.desk.step_form import KINDS, need_choices
from arraigo.core.ui.forms import FileDrop


class NewRouteForm(forms.Form):
    """What a new route is about."""

    title = forms.CharField(
        label=_("Título"),
        max_length=200,
        help_text=_("Lo que la persona quiere resolver, con sus palabras. De él sale la dirección en la guía."),
        error_messages={"required": _("Escriba qué resuelve la ruta.")},
    )
    need = forms.ChoiceField(label=_("Necesidad"), error_messages={"required": _("Elija a qué necesidad responde.")})
    protection = forms.BooleanField(
        label=_("Es contenido de protección"),
        required=False,
        help_text=_("Violencia, trata, niñez sola, asilo: debe estar entero en español y en inglés para publicarse."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["need"].choices = [("", _("Elija")), *need_choices()]  # type: ignore[attr-defined]


class NewStepForm(forms.Form):
    """A step to be added."""

    kind = forms.ChoiceField(label=_("Qué es"), choices=list(KINDS.items()), widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("Título"), max_length=300, error_messages={"required": _("Escriba el título del paso.")}
    )


class SubmitForm(forms.Form):
    """What changed, for whoever reviews it."""

    note = forms.CharField(
        label=_("Qué cambió"), required=False, max_length=300, help_text=_("Lo lee quien la revisa, y queda guardado.")
    )


class ReviewForm(forms.Form):
    """What somebody says of a version that another wrote."""

    decision = forms.ChoiceField(
        label=_("Su revisión"),
        choices=(("approve", _("Está bien: puede publicarse")), ("send_back", _("Hay que cambiar algo: devolverla"))),
        widget=forms.RadioSelect,
        error_messages={"required": _("Diga si está bien o si hay que cambiar algo.")},
    )
    note = forms.CharField(
        label=_("Nota"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Si la devuelve, escriba qué hay que cambiar."),
    )


class TextForm(forms.Form):
    """The whole definition, for those who write YAML. `seen` is the mark of the text that the writer began from."""

    definition = forms.CharField(
        label=_("Definición (YAML)"),
        max_length=300_000,
        strip=False,
        widget=forms.Textarea({"rows": 30, "class": "code", "spellcheck": "false", "autocapitalize": "off"}),
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class XliffForm(forms.Form):
    """A file of translations that came back."""

    file = forms.FileField(
        label=_("Archivo XLIFF"),
        widget=FileDrop({"accept": ".xlf,.xliff"}, note=_("XLIFF 2.0 o 2.1, hasta 1 MB.")),
        error_messages={"required": _("Elija el archivo que le devolvieron.")},
    )
