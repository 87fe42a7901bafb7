"""What templates of assistance plans say in words and draw."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString

from arraigo.areas.plans.documents import assistance_words as words
from arraigo.areas.plans.enums import ActivityState
from arraigo.areas.plans.queries import assistance_figures as figures
from arraigo.areas.plans.queries.assistance_content import ActivitySaid, Content, GroundSaid, IndicatorSaid, RiskSaid
from arraigo.core.ui import charts
from arraigo.core.ui.formats import short_date
from arraigo.core.ui.templatetags import ui

register = template.Library()

ACTIVITY_TONES = {
    ActivityState.PLANNED: "line",
    ActivityState.STARTED: "info",
    ActivityState.DONE: "ok",
    ActivityState.DROPPED: "",
}
GRAVITY = {"low": "line", "medium": "warn", "high": "danger"}


@register.simple_tag
def activity_state(activity: ActivitySaid, content: Content) -> SafeString:
    """Draw how an activity stands, or that it is late."""
    late = figures.is_late(activity, content.as_of)
    return ui.state(
        words.state_words(activity, content), "danger" if late else ACTIVITY_TONES[ActivityState(activity.state)]
    )


@register.simple_tag
def activity_words(activity: ActivitySaid, content: Content) -> str:
    """Say how an activity stands."""
    return words.state_words(activity, content)


@register.filter
def measure(value: Decimal | None) -> str:
    """Write a measured value with the decimals that it has."""
    return words.measure(value)


@register.filter
def money(amount: Decimal | None, currency: str) -> str:
    """Write an amount with its currency."""
    return words.money(amount, currency)


@register.filter
def ground_words(ground: GroundSaid) -> str:
    """Say on what an objective rests."""
    return words.ground_words(ground)


@register.filter
def month(day: date, with_year: bool = False) -> str:
    """Write a month in three letters, with its year in January or where asked."""
    name = formats.date_format(day, "M").lower().rstrip(".")
    return f"{name} {day:%y}" if with_year or day.month == 1 else name


@register.simple_tag
def risk_state(risk: RiskSaid) -> SafeString:
    """Draw how grave a risk is: likelihood times impact."""
    told = f"{risk.likelihood} × {risk.impact} = {risk.score}, {words.gravity_words(risk.score)}"
    return ui.state(told, GRAVITY[figures.gravity(risk.score)], icon_name="")


@register.simple_tag
def indicator_spark(indicator: IndicatorSaid) -> str:
    """Draw what was measured as a line as small as a word; nothing under two values or below zero."""
    if len(indicator.values) < 2 or min(one.value for one in indicator.values) < 0:
        return ""
    points = [charts.Point(short_date(one.on), one.value) for one in indicator.values]
    top = max(Decimal(1), indicator.target, *(one.value for one in indicator.values))
    return ui.sparkline(charts.line(points, full=top), indicator.name)


@register.simple_tag(takes_context=True)
def ground_link(context: Context, ground: GroundSaid) -> Any:  # noqa: ANN401 - words or a link
    """Name a finding or a recommendation, with a link to its page where there is one."""
    slug = context["request"].city.slug
    name, args = "plans:recommendation", [slug, ground.id]
    if ground.kind == "finding":
        name, args = "plans:finding", [slug, ground.within, ground.id]
    try:
        return format_html('<a href="{}">{}</a>', reverse(name, args=args), ground.title)
    except NoReverseMatch:
        return ground.title
