"""The forms of the review desk."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from arraigo.areas.plans.actions.reviewing import packs
from arraigo.areas.plans.enums import Level
from arraigo.areas.plans.models import PlaceEvidence, Review
from arraigo.areas.plans.queries.desk import possible_reviewers
from arraigo.core.accounts.models import User
from arraigo.core.places import api as places
from arraigo.core.ui.forms import DateField, FieldGroup

SAME_TWICE = _("Elija a otra persona: cada una revisa por su cuenta.")


class ReviewForm(forms.Form):
    """What a review is started with."""

    instrument = forms.ChoiceField(
        label=_("Tipo de instrumento"), help_text=_("Decide qué criterios se buscan en el plan.")
    )
    pack = forms.ChoiceField(
        label=_("Criterios"),
        help_text=_("Las normas con las que se lee el plan; entre paréntesis, su versión."),
    )
    first = forms.ModelChoiceField(User.objects.none(), label=_("Primera revisión"))
    second = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Segunda revisión"),
        help_text=_("Cada persona da su nivel sin ver el de la otra."),
    )
    due_on = DateField(label=_("Debe estar lista el"), required=False, help_text=_("Por ejemplo, 30/11/2026."))
    groups = (
        FieldGroup(_("Qué se busca"), ("instrument", "pack")),
        FieldGroup(_("Quién revisa"), ("first", "second", "due_on")),
    )

    def __init__(self, data: Any = None, *, kind: str = "", user: User | None = None, today: date) -> None:  # noqa: ANN401 - as forms take it
        super().__init__(data, initial={"instrument": kind, "first": user})
        self.today = today
        known = packs()
        instruments = {key: name for pack in known for key, name in pack.instruments.items()}
        self._field("instrument", forms.ChoiceField).choices = [
            (key, f"{key} · {name}" if key.isupper() and "_" not in key else name) for key, name in instruments.items()
        ]
        self._field("pack", forms.ChoiceField).choices = [(one.name, f"{one.title} ({one.version})") for one in known]
        for seat in ("first", "second"):
            self._field(seat, forms.ModelChoiceField).queryset = possible_reviewers()

    def _field(self, name: str, _kind: type) -> Any:  # noqa: ANN401 - a field of that kind
        return self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Refuse one person for both seats."""
        told = super().clean() or {}
        if told.get("first") and told.get("first") == told.get("second"):
            self.add_error("second", SAME_TWICE)
        return told

    def clean_due_on(self) -> date | None:
        """Refuse a day that is over."""
        due: date | None = self.cleaned_data["due_on"]
        if due is not None and due < self.today:
            raise forms.ValidationError(_("Esta fecha ya pasó. Escriba una que todavía no llega."))
        return due


class ReviewersForm(forms.Form):
    """Who sits on the two seats."""

    first = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Primera revisión"),
        help_text=_("Quien entra responde por lo que ya se juzgó desde esta silla."),
    )
    second = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Segunda revisión"),
        help_text=_("Quien ya juzgó desde una silla no pasa a la otra."),
    )

    def __init__(self, data: Any = None, *, review: Review) -> None:  # noqa: ANN401
        seated = {one.seat: one.user_id for one in review.reviewers.all()}
        super().__init__(data, initial={"first": seated.get(1), "second": seated.get(2)})
        for seat in ("first", "second"):
            self.fields[seat].queryset = possible_reviewers()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse one person for both seats."""
        told = super().clean() or {}
        if told.get("first") and told.get("first") == told.get("second"):
            self.add_error("second", SAME_TWICE)
        return told


class LevelForm(forms.Form):
    """A level and why."""

    level = forms.TypedChoiceField(
        label=_("Nivel"),
        choices=[(int(one), one.label) for one in Level],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Elija un nivel."), "invalid_choice": _("Elija un nivel del 0 al 5.")},
    )
    reason = forms.CharField(label=_("Por qué"), required=False, max_length=4000, widget=forms.Textarea({"rows": 3}))


class EvidenceForm(forms.Form):
    """The passage to be added, and why it bears on the criterion."""

    passage = forms.UUIDField(error_messages={"required": _("Elija un pasaje."), "invalid": _("Elija un pasaje.")})
    why = forms.CharField(required=False, max_length=1000)


class PlaceEvidenceForm(forms.ModelForm):  # type: ignore[type-arg]
    """What an indicator says of a neighbourhood."""

    dated_on = DateField(label=_("Fecha del dato"), help_text=_("Por ejemplo, 31/12/2025."))

    class Meta:
        model = PlaceEvidence
        fields = ("area", "indicator", "definition", "value", "unit", "dated_on", "source")
        widgets = {"definition": forms.Textarea({"rows": 3}), "value": forms.TextInput({"inputmode": "decimal"})}
        help_texts = {
            "indicator": _("Por ejemplo: hogares que arriendan."),
            "definition": _("Qué se cuenta, de quiénes y cómo. Sin esto, el número no se puede comparar."),
            "unit": _("Por ejemplo: hogares, % de hogares, personas."),
            "source": _("Quién lo midió y dónde está publicado."),
        }

    def __init__(self, data: Any = None) -> None:  # noqa: ANN401
        super().__init__(data)
        self.fields["area"].queryset = places.areas().order_by("name")  # type: ignore[attr-defined]
        self.fields["value"].localize = True
        self.fields["value"].widget.is_localized = True
