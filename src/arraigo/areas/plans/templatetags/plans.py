"""What templates of plans say in words, and the tabs of a plan."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arraigo.areas.plans.enums import PairKind, Progress, Verdict, VersionState
from arraigo.areas.plans.models import Plan, PlanVersion, Review, Section, VersionComparison
from arraigo.areas.plans.queries import adoption
from arraigo.areas.plans.queries.desk import state_of
from arraigo.areas.plans.queries.plans import reading_of
from arraigo.areas.plans.queries.problems import sentence
from arraigo.core.ui.templatetags import ui

register = template.Library()

VERDICT_TONES = {Verdict.ACCEPTED: "ok", Verdict.IN_PART: "warn", Verdict.REJECTED: "danger"}
VERSION_TONES = {
    VersionState.DRAFT: "line",
    VersionState.CONSULTATION: "info",
    VersionState.APPROVED: "ok",
    VersionState.IN_FORCE: "ok",
    VersionState.REPLACED: "",
}


@register.filter
def problem_sentence(problem: Mapping[str, Any]) -> str:
    """Say what is wrong with a file or a pair of them, and how to mend it."""
    return sentence(problem)


@register.filter
def heading(section: Section) -> str:
    """Name a section: «Artículo 13. Vivienda»; one without a number goes by its title alone."""
    own = str(section.path[-1]) if section.path else ""
    return own if not section.title or section.title == own else f"{own}. {section.title}" if own else section.title


@register.filter
def pair_words(kind: str) -> str:
    """Say what became of a passage."""
    return str(capfirst(PairKind(kind).label))


@register.filter
def reading_standing(version: PlanVersion) -> str:
    """Say where the reading of a version stands, as a word of the program."""
    return str(reading_of(version))


@register.filter
def comparison_standing(comparison: VersionComparison) -> str:
    """Say where a comparison of two versions stands, as a word of the program."""
    return str(adoption.state_of(comparison))


@register.simple_tag
def version_state(version: PlanVersion) -> str:
    """Draw the state of a version."""
    state = VersionState(version.state)
    return ui.state(state.label, VERSION_TONES[state])


@register.simple_tag
def verdict_state(verdict: str) -> str:
    """Draw what the authority answered."""
    told = Verdict(verdict)
    return ui.state(told.label, VERDICT_TONES[told])


@register.simple_tag(takes_context=True)
def version_reviews(context: Context, version: PlanVersion) -> list[dict[str, str]]:
    """Return the reviews of a version that stand, each with its address and what to call it."""
    slug = context["request"].city.slug
    found: list[Review] = [
        one for one in version.reviews.all() if state_of(one) not in {Progress.FAILED, Progress.CANCELLED}
    ]
    return [
        {
            "url": reverse("plans:desk", args=[slug, one.pk]),
            "words": _("Ver la revisión cerrada") if one.closed_at else _("Seguir la revisión"),
        }
        for one in found
    ]


TABS = (
    (gettext_lazy("Resumen"), "plans:plan", ()),
    (gettext_lazy("Recomendaciones"), "plans:recommendations", ("plan",)),
    (gettext_lazy("Adopción"), "plans:adoption_of", ()),
    (gettext_lazy("Consultas"), "plans:consultations", ("plan",)),
)


@register.inclusion_tag("plans/parts/tabs.html", takes_context=True)
def plan_tabs(context: Context, plan: Plan) -> dict[str, Any]:
    """Draw the ways to the other pages of a plan."""
    request = context["request"]
    tabs = []
    for label, name, query in TABS:
        try:
            url = reverse(name, args=[request.city.slug] if query else [request.city.slug, plan.pk])
        except NoReverseMatch:
            continue
        address = f"{url}?plan={plan.pk}" if query else url
        tabs.append({"label": label, "url": address, "current": request.path == url})
    return {"tabs": tabs}
