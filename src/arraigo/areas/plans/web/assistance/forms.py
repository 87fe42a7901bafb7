"""The forms of an assistance plan: the plan itself, what is followed, and its editions."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arraigo.areas.plans.enums import ActivityState
from arraigo.areas.plans.models import Activity, AssistancePlan, Authority, Plan
from arraigo.areas.plans.web.assistance.amounts import AmountField
from arraigo.areas.plans.web.plans.forms import authority_words
from arraigo.core.ui.forms import DateField, FieldGroup, SearchSelect

PLAN_FIELDS = ("title", "introduction", "starts_on", "ends_on", "currency")


class AssistanceForm(forms.Form):
    """What an assistance plan is called, whom it assists, and from when to when."""

    title = forms.CharField(
        label=gettext_lazy("Título"),
        max_length=200,
        help_text=gettext_lazy("Como lo leerá cualquier persona: «Asistencia técnica al PMDOT de Santa Marina»."),
        error_messages={"required": gettext_lazy("Escriba el título del plan de asistencia.")},
    )
    plan = forms.ModelChoiceField(
        label=gettext_lazy("Plan que se revisó"),
        queryset=Plan.objects.none(),
        required=False,
        empty_label=gettext_lazy("Ninguno: asiste a varios planes"),
        widget=SearchSelect,
        help_text=gettext_lazy("De él se ofrecen los hallazgos y las recomendaciones."),
    )
    authority = forms.ModelChoiceField(
        label=gettext_lazy("A quién se asiste"),
        queryset=Authority.objects.none(),
        empty_label=gettext_lazy("Elija una autoridad"),
        widget=SearchSelect,
        help_text=gettext_lazy("Si no está, agréguela en «Autoridades»."),
        error_messages={"required": gettext_lazy("Elija la autoridad a la que se asiste.")},
    )
    introduction = forms.CharField(
        label=gettext_lazy("Presentación"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 5}),
        help_text=gettext_lazy("Para qué es la asistencia y cómo se trabaja. Se publica con cada edición."),
    )
    starts_on = DateField(label=gettext_lazy("Empieza"), help_text=gettext_lazy("Por ejemplo, 01/03/2027."))
    ends_on = DateField(label=gettext_lazy("Termina"), help_text=gettext_lazy("El último día de la asistencia."))
    currency = forms.RegexField(
        label=gettext_lazy("Moneda"),
        regex=r"^[A-Za-z]{3}$",
        initial="USD",
        help_text=gettext_lazy("Las tres letras de su código: USD, COP, PEN."),
        error_messages={"invalid": gettext_lazy("Escriba las tres letras de la moneda, por ejemplo USD.")},
    )

    groups = (
        FieldGroup(gettext_lazy("El plan"), ("title", "plan", "authority", "introduction")),
        FieldGroup(gettext_lazy("Cuándo y en qué moneda"), ("starts_on", "ends_on", "currency")),
    )

    def __init__(
        self, *args: Any, assistance: AssistancePlan | None = None, plan: str | None = None, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"plan": plan}
        if assistance is not None:
            told = {name: getattr(assistance, name) for name in PLAN_FIELDS}
            kwargs["initial"] = {"plan": assistance.plan_id, "authority": assistance.authority_id, **told}
        super().__init__(*args, **kwargs)
        reviewed, authority = self.fields["plan"], self.fields["authority"]
        assert isinstance(reviewed, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        assert isinstance(authority, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        reviewed.queryset = Plan.objects.order_by("title")
        authority.queryset = Authority.objects.select_related("organization").order_by("organization__name", "unit")
        authority.label_from_instance = authority_words  # type: ignore[method-assign, assignment]

    def clean_currency(self) -> str:
        """Write the code in capitals."""
        return str(self.cleaned_data["currency"]).upper()

    def clean(self) -> dict[str, Any]:
        """Refuse to end before starting."""
        return ordered(super().clean() or {})


class ProgressForm(forms.Form):
    """How an activity stands on a day. `nonce` lets a note that is sent twice count once."""

    on = DateField(label=gettext_lazy("Fecha"), help_text=gettext_lazy("El día en que se vio el avance."))
    state = forms.ChoiceField(
        label=gettext_lazy("Estado"), choices=[(value, capfirst(label)) for value, label in ActivityState.choices]
    )
    percent = forms.IntegerField(
        label=gettext_lazy("Avance (%)"),
        min_value=0,
        max_value=100,
        help_text=gettext_lazy("De 0 a 100. Por empezar es 0; terminada es 100."),
        error_messages={
            "required": gettext_lazy("Escriba cuánto se avanzó, de 0 a 100."),
            "invalid": gettext_lazy("Escriba un número entero de 0 a 100."),
            "min_value": gettext_lazy("Escriba un número de 0 a 100."),
            "max_value": gettext_lazy("Escriba un número de 0 a 100."),
        },
    )
    note = forms.CharField(
        label=gettext_lazy("Qué se hizo"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("La última nota se publica con la próxima edición. No escriba datos de personas."),
    )
    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, activity: Activity, day: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": day, "state": activity.state, "percent": activity.percent, "nonce": uuid4()}
        super().__init__(*args, **kwargs)


class ValueForm(forms.Form):
    """What an indicator was measured at on a day."""

    on = DateField(label=gettext_lazy("Fecha"), help_text=gettext_lazy("Si ese día ya tiene un valor, se corrige."))
    value = AmountField(label=gettext_lazy("Valor"), max_digits=16)
    note = forms.CharField(
        label=gettext_lazy("Nota"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("De dónde sale el dato. Se publica con la próxima edición."),
    )

    def __init__(self, *args: Any, unit: str, day: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": day}
        super().__init__(*args, **kwargs)
        self.fields["value"].help_text = _("En %(unit)s.") % {"unit": unit}


class PublishForm(forms.Form):
    """What changed since the edition before; the first edition need not say it."""

    note = forms.CharField(
        label=gettext_lazy("Qué cambió"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Una o dos frases. Se publican y van en el aviso a la autoridad."),
        error_messages={"required": gettext_lazy("Diga qué cambió: quien lea el plan lo verá.")},
    )

    def __init__(self, *args: Any, first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if first:
            del self.fields["note"]


def ordered(told: dict[str, Any]) -> dict[str, Any]:
    """Refuse two days of which the last comes first; raises ValidationError on it."""
    starts, ends = told.get("starts_on"), told.get("ends_on")
    if starts and ends and ends < starts:
        raise ValidationError({"ends_on": _("Termina antes de empezar. Revise las dos fechas.")})
    return told
