"""Unmet needs as the team sees them: counts by month of which none is small enough to point at somebody."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from arraigo.areas.attention.enums import DemandKind
from arraigo.areas.attention.models import Route, SearchDemand
from arraigo.areas.attention.queries import packs
from arraigo.areas.attention.queries.published import published

LEAST = 5
"""A count below it is not shown, nor one from which it could be worked out."""

WHOLE, BY_LANGUAGE, BY_AREA = "total", "idioma", "barrio"


@dataclass(frozen=True, slots=True)
class Unmet:
    """How often something was not found in a month; `part` is a language or an area, "" for all of them."""

    month: date
    kind: str
    what: str
    code: str
    step: str
    part: str
    count: int


def unmet(split: str = WHOLE, *, today: date, language: str = "es") -> list[Unmet]:
    """Return the counts of finished months that may be shown, the newest month first and then the largest.

    The running month is not shown: who looked at it twice would see what was asked in between.

    split: WHOLE, BY_LANGUAGE or BY_AREA. Parts of one whole are hidden so that what is hidden of it cannot be worked
    out from the whole, which is shown elsewhere: where the hidden parts sum to fewer than LEAST, the smallest part
    that is left is hidden too (complementary suppression; Hundepool and others, Statistical Disclosure Control, 2012,
    chapter 4).
    """
    fields = {WHOLE: (), BY_LANGUAGE: ("language",), BY_AREA: ("area__name",)}[split]
    own = ("month", "kind", "need", "route", "step")
    rows = finished(today).values_list(*own, *fields).annotate(n=Sum("count")).order_by(*own, *fields)
    titles = dict(Route.objects.values_list("slug", "title"))
    steps = {one.slug: {name: step.title for name, step in one.route.steps.items()} for one in published("es")}
    groups: dict[tuple[object, ...], list[Unmet]] = {}
    for month, kind, need, route, step, *part, count in rows:
        what = titles.get(route, route) if kind == DemandKind.ABANDONED else _need(need, language)
        one = Unmet(
            month,
            kind,
            what,
            route or need,
            steps.get(route, {}).get(step, step),
            part[0] or NOWHERE if part else "",
            count,
        )
        groups.setdefault((month, kind, need, route, step), []).append(one)
    shown = [one for group in groups.values() for one in open_parts(group)]
    return sorted(shown, key=lambda one: (-one.month.toordinal(), -one.count, one.what, one.step, one.part))


NOWHERE = "-"
"""The part of what was asked without saying where."""


def open_parts(parts: Iterable[Unmet]) -> Iterator[Unmet]:
    """Yield the parts of one whole that may be shown."""
    ranked = sorted(parts, key=lambda one: one.count)
    hidden = [one for one in ranked if one.count < LEAST]
    left = ranked[len(hidden) :]
    while hidden and left and sum(one.count for one in hidden) < LEAST:
        hidden.append(left.pop(0))
    yield from left


def finished(today: date) -> QuerySet[SearchDemand]:
    """Return what was counted in the months before this one."""
    return SearchDemand.objects.filter(month__lt=today.replace(day=1))


def hidden_months(shown: Iterable[Unmet], *, today: date) -> int:
    """Return in how many finished months something was counted of which nothing may be shown."""
    seen = {one.month for one in shown}
    return finished(today).exclude(month__in=seen).values("month").distinct().count()


def _need(code: str, language: str) -> str:
    return packs.need_words(code, language) if code else _("No se entendió qué buscaba")


def named(rows: Iterable[Unmet], names: dict[str, str]) -> list[Unmet]:
    """Return the counts with each part called by its name."""
    return [replace(one, part=names.get(one.part, one.part)) for one in rows]
