"""The forms of comparing and of saying what was adopted."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arraigo.areas.plans.enums import Outcome
from arraigo.areas.plans.models import Adoption, Plan, PlanVersion
from arraigo.areas.plans.queries.adoption import readable_versions


class CompareForm(forms.Form):
    """Which two versions of a plan to compare."""

    old = forms.ModelChoiceField(
        label=gettext_lazy("Versión anterior"),
        queryset=PlanVersion.objects.none(),
        empty_label=None,
        help_text=gettext_lazy("Sobre la que se hicieron las recomendaciones."),
    )
    new = forms.ModelChoiceField(
        label=gettext_lazy("Versión nueva"),
        queryset=PlanVersion.objects.none(),
        empty_label=None,
        help_text=gettext_lazy("En la que se busca qué cambió."),
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        versions = list(readable_versions(plan))
        if len(versions) > 1:
            kwargs.setdefault("initial", {"old": versions[-2].pk, "new": versions[-1].pk})
        super().__init__(*args, **kwargs)
        for name in ("old", "new"):
            choice = self.fields[name]
            assert isinstance(choice, forms.ModelChoiceField)  # noqa: S101 - for the type checker
            choice.queryset = readable_versions(plan)
            choice.label_from_instance = version_words  # type: ignore[method-assign, assignment]


class ConfirmForm(forms.Form):
    """What became of a recommendation in the new version, as a person reads it."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Qué pasó con la recomendación"),
        choices=[
            (Outcome.ADOPTED, gettext_lazy("Adoptada: el texto nuevo dice lo que se pidió")),
            (Outcome.DILUTED, gettext_lazy("Adoptada en parte: lo dice a medias o con menos fuerza")),
            (Outcome.LOST, gettext_lazy("No adoptada: el texto nuevo no lo dice")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Elija qué pasó con la recomendación.")},
    )
    note = forms.CharField(
        label=gettext_lazy("Por qué"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Se publica. Es obligatorio si no coincide con lo que propone el programa."),
    )

    def __init__(self, *args: Any, adoption: Adoption, **kwargs: Any) -> None:
        kwargs["initial"] = {"outcome": adoption.outcome or adoption.suggested, "note": adoption.note}
        super().__init__(*args, **kwargs)


def version_words(version: PlanVersion) -> str:
    """Return how a list of a plan's versions names one."""
    words = _("Versión %(number)s") % {"number": version.number}
    return f"{words} ({version.label})" if version.label else words
