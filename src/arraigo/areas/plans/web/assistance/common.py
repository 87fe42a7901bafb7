"""What the pages of assistance plans share: finding one, its parts by the word of their address, and what day it is."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.http import Http404
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arraigo.areas.plans.models import Activity, AssistanceIndicator, AssistancePlan, Objective, Output, Risk
from arraigo.areas.plans.web.assistance.forms import (
    ActivityForm,
    IndicatorForm,
    ObjectiveForm,
    OutputForm,
    RiskForm,
)
from arraigo.core.accounts.api import CityRequest


@dataclass(frozen=True)
class Kind:
    """A kind of part: its model, its form, the lookup to its assistance plan, its parent and what it is called."""

    model: type[Any]
    form: type[forms.Form]
    path: str
    parent: type[Any] | None
    parent_path: str
    one: Promise
    add: Promise


KINDS = {
    "objetivo": Kind(
        Objective, ObjectiveForm, "assistance", None, "", gettext_lazy("Objetivo"), gettext_lazy("Agregar un objetivo")
    ),
    "producto": Kind(
        Output,
        OutputForm,
        "objective__assistance",
        Objective,
        "assistance",
        gettext_lazy("Producto"),
        gettext_lazy("Agregar un producto"),
    ),
    "actividad": Kind(
        Activity,
        ActivityForm,
        "output__objective__assistance",
        Output,
        "objective__assistance",
        gettext_lazy("Actividad"),
        gettext_lazy("Agregar una actividad"),
    ),
    "indicador": Kind(
        AssistanceIndicator,
        IndicatorForm,
        "objective__assistance",
        Objective,
        "assistance",
        gettext_lazy("Indicador"),
        gettext_lazy("Agregar un indicador"),
    ),
    "riesgo": Kind(Risk, RiskForm, "assistance", None, "", gettext_lazy("Riesgo"), gettext_lazy("Agregar un riesgo")),
}


def assistance_for(assistance_id: UUID) -> AssistancePlan:
    """Return an assistance plan of the city; raises Http404."""
    found = AssistancePlan.objects.select_related("authority__organization", "plan", "city").filter(pk=assistance_id)
    assistance = found.first()
    if assistance is None:
        raise Http404(_("Este plan de asistencia no existe."))
    return assistance


def kind_of(word: str) -> Kind:
    """Return the kind of part that an address names; raises Http404."""
    if word not in KINDS:
        raise Http404(_("Un plan de asistencia no tiene esa parte."))
    return KINDS[word]


def part_for(assistance: AssistancePlan, kind: Kind, part_id: UUID) -> Any:  # noqa: ANN401 - one of the kinds' models
    """Return a part of an assistance plan; raises Http404."""
    found = kind.model._default_manager.filter(**{kind.path: assistance}, pk=part_id).first()
    if found is None:
        raise Http404(_("Esta parte ya no está en el plan de asistencia."))
    return found


def today_in(request: CityRequest) -> date:
    """Return what day it is in the city."""
    return timezone.now().astimezone(ZoneInfo(request.city.timezone)).date()
