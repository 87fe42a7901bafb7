"""The forms of the parts of an assistance plan, and what each kind of part is called."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from arraigo.areas.plans.actions.assistance import Part
from arraigo.areas.plans.models import Activity, AssistanceIndicator, AssistancePlan, Objective, Output, Risk
from arraigo.areas.plans.web.assistance.amounts import AmountField
from arraigo.areas.plans.web.assistance.forms import ordered
from arraigo.core.ui.forms import DateField, FieldGroup
from arraigo.core.ui.shell import Text

PUBLIC = gettext_lazy("Unidad o cargo: se publica. No escriba el nombre de una persona.")
SCALE = [(number, str(number)) for number in range(1, 6)]


class PartForm(forms.Form):
    """A part of a plan; `above` says to which objective or output it belongs, where that can be chosen."""

    def __init__(
        self,
        *args: Any,
        assistance: AssistancePlan,
        part: Part | None = None,
        above: UUID | str | None = None,
        **kwargs: Any,
    ) -> None:
        self.assistance = assistance
        kwargs["initial"] = {name: getattr(part, name) for name in self.base_fields if hasattr(part, name)}
        kwargs["initial"]["above"] = above
        super().__init__(*args, **kwargs)
        choice = self.fields.get("above")
        if isinstance(choice, forms.ModelChoiceField):
            choice.queryset = self.choices_above()

    def choices_above(self) -> QuerySet[Any]:
        """Return what the part may belong to."""
        return self.assistance.objectives.all()


class ObjectiveForm(PartForm):
    """What the assistance is to achieve."""

    title = forms.CharField(
        label=gettext_lazy("Objetivo"),
        max_length=300,
        help_text=gettext_lazy("Qué habrá cambiado al terminar, en una frase."),
        error_messages={"required": gettext_lazy("Escriba el objetivo en una frase.")},
    )
    description = forms.CharField(
        label=gettext_lazy("Descripción"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("Por qué hace falta y a quién le sirve. Se publica con cada edición."),
    )


class OutputForm(PartForm):
    """What is handed over."""

    above = forms.ModelChoiceField(
        label=gettext_lazy("Objetivo"), queryset=Objective.objects.none(), empty_label=gettext_lazy("Elija un objetivo")
    )
    title = forms.CharField(
        label=gettext_lazy("Producto"),
        max_length=300,
        help_text=gettext_lazy("Lo que se entrega: un documento, un registro, un equipo formado."),
        error_messages={"required": gettext_lazy("Escriba qué se entrega.")},
    )


class ActivityForm(PartForm):
    """What is done for an output. How far it is, is noted apart, with its date."""

    above = forms.ModelChoiceField(
        label=gettext_lazy("Producto"), queryset=Output.objects.none(), empty_label=gettext_lazy("Elija un producto")
    )
    title = forms.CharField(
        label=gettext_lazy("Actividad"),
        max_length=300,
        error_messages={"required": gettext_lazy("Escriba qué se hará.")},
    )
    responsible = forms.CharField(
        label=gettext_lazy("Responsable"),
        max_length=200,
        help_text=PUBLIC,
        error_messages={"required": gettext_lazy("Escriba qué unidad o cargo responde.")},
    )
    starts_on = DateField(label=gettext_lazy("Empieza"), help_text=gettext_lazy("Por ejemplo, 01/03/2027."))
    ends_on = DateField(
        label=gettext_lazy("Termina"),
        help_text=gettext_lazy("Si pasa este día sin terminar, se muestra como atrasada."),
    )
    budget = AmountField(
        label=gettext_lazy("Presupuesto"),
        required=False,
        max_digits=14,
        min_value=0,
        help_text=gettext_lazy("Déjelo vacío si todavía no se sabe; escriba 0 si no cuesta."),
    )
    funding = forms.CharField(
        label=gettext_lazy("Fuente de financiamiento"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Escríbala siempre igual: así se suma bien."),
    )

    groups = (
        FieldGroup(gettext_lazy("Qué se hace"), ("above", "title", "responsible")),
        FieldGroup(gettext_lazy("Cuándo"), ("starts_on", "ends_on")),
        FieldGroup(gettext_lazy("Con cuánto"), ("budget", "funding")),
    )

    def choices_above(self) -> QuerySet[Any]:
        """Return the outputs of the plan."""
        rows = Output.objects.filter(objective__assistance=self.assistance)
        return rows.order_by("objective__order", "order")

    def clean(self) -> dict[str, Any]:
        """Refuse to end before starting."""
        return ordered(super().clean() or {})


class IndicatorForm(PartForm):
    """How an objective is measured."""

    above = forms.ModelChoiceField(
        label=gettext_lazy("Objetivo"), queryset=Objective.objects.none(), empty_label=gettext_lazy("Elija un objetivo")
    )
    name = forms.CharField(
        label=gettext_lazy("Indicador"),
        max_length=200,
        error_messages={"required": gettext_lazy("Escriba cómo se llama el indicador.")},
    )
    definition = forms.CharField(
        label=gettext_lazy("Cómo se mide"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Qué se cuenta, de quiénes y cada cuánto."),
    )
    unit = forms.CharField(
        label=gettext_lazy("Unidad"),
        max_length=60,
        help_text=gettext_lazy("Por ejemplo: familias, ordenanzas, %."),
        error_messages={"required": gettext_lazy("Escriba en qué se mide.")},
    )
    baseline = AmountField(
        label=gettext_lazy("Línea base"),
        required=False,
        max_digits=16,
        help_text=gettext_lazy("Cuánto mide antes de empezar, solo el número. Vacía si no se midió."),
    )
    baseline_on = DateField(
        label=gettext_lazy("Fecha de la línea base"),
        required=False,
        help_text=gettext_lazy("Hace falta si escribe la línea base."),
    )
    target = AmountField(
        label=gettext_lazy("Meta"), max_digits=16, error_messages={"required": gettext_lazy("Escriba la meta.")}
    )
    target_on = DateField(
        label=gettext_lazy("Fecha de la meta"),
        help_text=gettext_lazy("Para cuándo; después de la fecha de la línea base."),
    )
    source = forms.CharField(
        label=gettext_lazy("Medio de verificación"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Dónde puede comprobarlo cualquiera."),
    )

    groups = (
        FieldGroup(gettext_lazy("Qué se mide"), ("above", "name", "definition", "unit", "source")),
        FieldGroup(gettext_lazy("De dónde se parte"), ("baseline", "baseline_on")),
        FieldGroup(gettext_lazy("Adónde se quiere llegar"), ("target", "target_on")),
    )

    def clean(self) -> dict[str, Any]:
        """Want the day of a baseline, and a target that comes after it."""
        told = super().clean() or {}
        if told.get("baseline") is not None and not told.get("baseline_on"):
            self.add_error("baseline_on", gettext_lazy("Escriba de qué día es la línea base."))
        if told.get("baseline_on") and told.get("target_on") and told["target_on"] <= told["baseline_on"]:
            self.add_error("target_on", gettext_lazy("La meta debe ser posterior a la línea base. Revise las fechas."))
        return told


class RiskForm(PartForm):
    """What may stand in the way."""

    title = forms.CharField(
        label=gettext_lazy("Riesgo"),
        max_length=300,
        error_messages={"required": gettext_lazy("Escriba qué podría pasar.")},
    )
    likelihood = forms.TypedChoiceField(
        label=gettext_lazy("Probabilidad"),
        choices=SCALE,
        coerce=int,
        help_text=gettext_lazy("1: casi imposible. 5: casi seguro."),
    )
    impact = forms.TypedChoiceField(
        label=gettext_lazy("Impacto"),
        choices=SCALE,
        coerce=int,
        help_text=gettext_lazy("1: apenas se nota. 5: el plan no se cumple."),
    )
    mitigation = forms.CharField(
        label=gettext_lazy("Qué se hará"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Para que no pase o pese menos. Se publica con cada edición."),
    )
    owner = forms.CharField(label=gettext_lazy("Quién lo vigila"), required=False, max_length=200, help_text=PUBLIC)


@dataclass(frozen=True)
class Kind:
    """A kind of part: its table, form and words for its pages."""

    model: type[Any]
    form: type[PartForm]
    new: Text
    edit: Text
    question: Text
    below: Text
    saved: Text
    deleted: Text


GOES_TOO = gettext_lazy("Se elimina también todo lo que contiene. Las ediciones publicadas no cambian.")
GOES = gettext_lazy("Las ediciones publicadas no cambian.")
KINDS = {
    "objetivos": Kind(
        Objective,
        ObjectiveForm,
        gettext_lazy("Nuevo objetivo"),
        gettext_lazy("Cambiar el objetivo"),
        gettext_lazy("¿Eliminar este objetivo?"),
        GOES_TOO,
        gettext_lazy("Objetivo guardado."),
        gettext_lazy("Objetivo eliminado."),
    ),
    "productos": Kind(
        Output,
        OutputForm,
        gettext_lazy("Nuevo producto"),
        gettext_lazy("Cambiar el producto"),
        gettext_lazy("¿Eliminar este producto?"),
        GOES_TOO,
        gettext_lazy("Producto guardado."),
        gettext_lazy("Producto eliminado."),
    ),
    "actividades": Kind(
        Activity,
        ActivityForm,
        gettext_lazy("Nueva actividad"),
        gettext_lazy("Cambiar la actividad"),
        gettext_lazy("¿Eliminar esta actividad?"),
        gettext_lazy("Se eliminan también sus notas de avance. Las ediciones publicadas no cambian."),
        gettext_lazy("Actividad guardada."),
        gettext_lazy("Actividad eliminada."),
    ),
    "indicadores": Kind(
        AssistanceIndicator,
        IndicatorForm,
        gettext_lazy("Nuevo indicador"),
        gettext_lazy("Cambiar el indicador"),
        gettext_lazy("¿Eliminar este indicador?"),
        gettext_lazy("Se eliminan también sus valores. Las ediciones publicadas no cambian."),
        gettext_lazy("Indicador guardado."),
        gettext_lazy("Indicador eliminado."),
    ),
    "riesgos": Kind(
        Risk,
        RiskForm,
        gettext_lazy("Nuevo riesgo"),
        gettext_lazy("Cambiar el riesgo"),
        gettext_lazy("¿Eliminar este riesgo?"),
        GOES,
        gettext_lazy("Riesgo guardado."),
        gettext_lazy("Riesgo eliminado."),
    ),
}
