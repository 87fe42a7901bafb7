"""The forms of the technical assistance plan and of its parts."""

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
from arraigo.areas.plans.web.plans.forms import authority_words
from arraigo.core.ui.forms import DateField, FieldGroup, SearchSelect

STATES = [(one.value, capfirst(one.label)) for one in ActivityState]


class _Days(forms.Form):
    """Two days, of which the second is not before the first."""

    def clean(self) -> dict[str, Any]:
        """Refuse to end before starting."""
        told = super().clean() or {}
        starts, ends = told.get("starts_on"), told.get("ends_on")
        if starts and ends and ends < starts:
            raise ValidationError({"ends_on": _("Termina antes de empezar. Revise las dos fechas.")})
        return told


class AssistanceForm(_Days):
    """A technical assistance plan."""

    title = forms.CharField(
        label=gettext_lazy("Título"),
        max_length=200,
        help_text=gettext_lazy("Por ejemplo: Asistencia técnica al PMDOT de Santa Marina."),
        error_messages={"required": gettext_lazy("Escriba el título.")},
    )
    plan = forms.ModelChoiceField(
        label=gettext_lazy("Plan que se acompaña"),
        queryset=Plan.objects.none(),
        required=False,
        empty_label=gettext_lazy("Ninguno en particular"),
        widget=SearchSelect,
        help_text=gettext_lazy("De sus hallazgos y recomendaciones salen los objetivos."),
    )
    authority = forms.ModelChoiceField(
        label=gettext_lazy("A quién se asiste"),
        queryset=Authority.objects.none(),
        empty_label=gettext_lazy("Elija una autoridad"),
        widget=SearchSelect,
        error_messages={"required": gettext_lazy("Elija a quién se asiste.")},
    )
    introduction = forms.CharField(
        label=gettext_lazy("Presentación"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 5}),
        help_text=gettext_lazy("Para qué es esta asistencia y quiénes participan. Se publica."),
    )
    starts_on = DateField(label=gettext_lazy("Empieza"))
    ends_on = DateField(label=gettext_lazy("Termina"))
    currency = forms.RegexField(
        regex=r"^[A-Z]{3}$",
        label=gettext_lazy("Moneda"),
        initial="USD",
        help_text=gettext_lazy("En tres letras: USD, COP, PEN."),
        error_messages={"invalid": gettext_lazy("Escriba la moneda en tres letras mayúsculas, por ejemplo USD.")},
    )

    groups = (
        FieldGroup(gettext_lazy("El plan de asistencia"), ("title", "plan", "authority", "introduction")),
        FieldGroup(gettext_lazy("Fechas y moneda"), ("starts_on", "ends_on", "currency")),
    )

    def __init__(self, *args: Any, assistance: AssistancePlan | None = None, **kwargs: Any) -> None:
        if assistance is not None:
            names = ("title", "introduction", "starts_on", "ends_on", "currency")
            kwargs["initial"] = {
                "plan": assistance.plan_id,
                "authority": assistance.authority_id,
                **{name: getattr(assistance, name) for name in names},
            }
        super().__init__(*args, **kwargs)
        plan, authority = self.fields["plan"], self.fields["authority"]
        assert isinstance(plan, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        assert isinstance(authority, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        plan.queryset = Plan.objects.order_by("title")
        authority.queryset = Authority.objects.select_related("organization").order_by("organization__name", "unit")
        authority.label_from_instance = authority_words  # type: ignore[method-assign, assignment]


class ObjectiveForm(forms.Form):
    """What the assistance is to achieve."""

    title = forms.CharField(
        label=gettext_lazy("Objetivo"),
        max_length=300,
        help_text=gettext_lazy("Empiece por un verbo: lograr, incluir, medir."),
        error_messages={"required": gettext_lazy("Escriba el objetivo.")},
    )
    description = forms.CharField(
        label=gettext_lazy("Descripción"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )


class OutputForm(forms.Form):
    """What is handed over for an objective."""

    title = forms.CharField(
        label=gettext_lazy("Producto"),
        max_length=300,
        help_text=gettext_lazy("Lo que se entrega: un documento, un taller, una mesa instalada."),
        error_messages={"required": gettext_lazy("Escriba el producto.")},
    )


class ActivityForm(_Days):
    """What is done, by whom, when and with how much."""

    title = forms.CharField(
        label=gettext_lazy("Actividad"),
        max_length=300,
        error_messages={"required": gettext_lazy("Escriba la actividad.")},
    )
    responsible = forms.CharField(
        label=gettext_lazy("Responsable"),
        max_length=200,
        help_text=gettext_lazy("La unidad o institución que responde. Se publica."),
        error_messages={"required": gettext_lazy("Diga quién responde por la actividad.")},
    )
    starts_on = DateField(label=gettext_lazy("Empieza"))
    ends_on = DateField(label=gettext_lazy("Termina"))
    budget = forms.DecimalField(
        label=gettext_lazy("Presupuesto"),
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
        help_text=gettext_lazy("Déjelo vacío si no cuesta."),
    )
    funding = forms.CharField(
        label=gettext_lazy("Fuente de financiamiento"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Por ejemplo: presupuesto municipal, cooperación."),
    )

    groups = (
        FieldGroup(gettext_lazy("Qué y quién"), ("title", "responsible")),
        FieldGroup(gettext_lazy("Cuándo y con cuánto"), ("starts_on", "ends_on", "budget", "funding")),
    )


class IndicatorForm(forms.Form):
    """How an objective is measured."""

    name = forms.CharField(
        label=gettext_lazy("Indicador"),
        max_length=200,
        error_messages={"required": gettext_lazy("Escriba el indicador.")},
    )
    definition = forms.CharField(
        label=gettext_lazy("Cómo se mide"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )
    unit = forms.CharField(
        label=gettext_lazy("Unidad"),
        max_length=60,
        help_text=gettext_lazy("Por ejemplo: artículos, personas, %."),
        error_messages={"required": gettext_lazy("Diga en qué unidad se mide.")},
    )
    baseline = forms.DecimalField(label=gettext_lazy("Línea base"), required=False, max_digits=16, decimal_places=2)
    baseline_on = DateField(label=gettext_lazy("Fecha de la línea base"), required=False)
    target = forms.DecimalField(label=gettext_lazy("Meta"), max_digits=16, decimal_places=2)
    target_on = DateField(label=gettext_lazy("Fecha de la meta"))
    source = forms.CharField(label=gettext_lazy("Medio de verificación"), required=False, max_length=300)

    groups = (
        FieldGroup(gettext_lazy("Qué se mide"), ("name", "definition", "unit", "source")),
        FieldGroup(gettext_lazy("De dónde a dónde"), ("baseline", "baseline_on", "target", "target_on")),
    )


RATES = [(number, str(number)) for number in range(1, 6)]


class RiskForm(forms.Form):
    """What may stand in the way."""

    title = forms.CharField(
        label=gettext_lazy("Riesgo"), max_length=300, error_messages={"required": gettext_lazy("Escriba el riesgo.")}
    )
    likelihood = forms.TypedChoiceField(
        label=gettext_lazy("Probabilidad"),
        coerce=int,
        choices=RATES,
        help_text=gettext_lazy("1 es muy poco probable; 5, casi seguro."),
    )
    impact = forms.TypedChoiceField(
        label=gettext_lazy("Impacto"), coerce=int, choices=RATES, help_text=gettext_lazy("1 es leve; 5, muy grave.")
    )
    mitigation = forms.CharField(
        label=gettext_lazy("Qué se hará"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )
    owner = forms.CharField(label=gettext_lazy("Quién lo vigila"), required=False, max_length=200)


class ProgressForm(forms.Form):
    """How an activity stands on a day."""

    on = DateField(label=gettext_lazy("Fecha"))
    state = forms.ChoiceField(label=gettext_lazy("Estado"), choices=STATES)
    percent = forms.IntegerField(
        label=gettext_lazy("Avance (%)"),
        min_value=0,
        max_value=100,
        error_messages={"required": gettext_lazy("Escriba el avance, de 0 a 100.")},
    )
    note = forms.CharField(
        label=gettext_lazy("Qué se hizo"), required=False, max_length=2000, widget=forms.Textarea({"rows": 4})
    )
    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, activity: Activity, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": today, "state": activity.state, "percent": activity.percent, "nonce": uuid4()}
        super().__init__(*args, **kwargs)


class ValueForm(forms.Form):
    """What an indicator stood at on a day."""

    on = DateField(label=gettext_lazy("Fecha"))
    value = forms.DecimalField(
        label=gettext_lazy("Valor"),
        max_digits=16,
        decimal_places=2,
        error_messages={"required": gettext_lazy("Escriba el valor.")},
    )
    note = forms.CharField(label=gettext_lazy("Nota"), required=False, max_length=300)


class PublishForm(forms.Form):
    """What changed since the last edition."""

    note = forms.CharField(
        label=gettext_lazy("Qué cambió"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Una frase para quien ya leyó la edición anterior."),
    )
