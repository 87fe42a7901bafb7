"""The forms of upkeep: how often services are checked, and what becomes of a proposal."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arraigo.areas.directory.models import DAYS
from arraigo.areas.directory.queries.freshness import SENSITIVE_DAYS, USUAL_DAYS
from arraigo.areas.directory.queries.needs import needs


class FreshnessForm(forms.Form):
    """How many days for all services, and for those of a need where that differs."""

    def __init__(self, *args: Any, told: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [(str(days), _("%(days)d días") % {"days": days}) for days in DAYS]
        self.fields["city"] = forms.ChoiceField(
            label=_("Todos los servicios"),
            choices=[("", _("%(days)d días (lo usual)") % {"days": USUAL_DAYS}), *every],
            initial=str(told.get("", "")),
            required=False,
        )
        for need in needs():
            usual = _("%(days)d días (necesidad delicada)") % {"days": SENSITIVE_DAYS}
            same = usual if need.sensitive else _("Como los demás")
            self.fields[f"need-{need.code}"] = forms.ChoiceField(
                label=need.name, choices=[("", same), *every], initial=str(told.get(need.code, "")), required=False
            )

    @property
    def days(self) -> dict[str, int | None]:
        """Return what the action takes: "" for all, a need's code for its own, None where nothing is said."""
        told = {
            name.removeprefix("need-") if name != "city" else "": value for name, value in self.cleaned_data.items()
        }
        return {need: int(value) if value else None for need, value in told.items()}


class AtTimes(forms.CharField):
    """A text that is needed only at times: its label does not call it optional; the action says when it lacks."""

    def validate(self, value: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Take nothing too."""


class DecisionForm(forms.Form):
    """Why a part of a proposal, or all of it, is left out."""

    use_required_attribute = False
    reason = AtTimes(
        label=gettext_lazy("Por qué no, si deja algo fuera"),
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("La organización lo leerá en su correo."),
    )
