"""The bars of a review: how many criteria have each level."""

from collections.abc import Iterable, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from arraigo.areas.plans.enums import Level
from arraigo.areas.plans.queries.desk_results import Tally
from arraigo.core.ui.charts import BarChart, Series, Stack, stacked


def level_series(*, waiting: bool = True) -> tuple[Series, ...]:
    """Return the levels as the groups of a stacked chart, with those that wait last."""
    levels = tuple(Series(f"{int(one)} · {capfirst(one.label)}", f"lv{int(one)}") for one in Level)
    return (*levels, Series(_("Por resolver"), "lv-none")) if waiting else levels


def by_group(tallies: Iterable[Tally]) -> BarChart:
    """Return a bar for each theme or part, all of the same scale."""
    rows = list(tallies)
    full = max((one.total for one in rows), default=0) or None
    return stacked([Stack(one.name, (*one.levels, one.waiting)) for one in rows], level_series(), full=full)


def overall(settled: Tally, suggested: Sequence[int]) -> BarChart:
    """Return what the program suggested beside what people settled on."""
    rows = [
        Stack(_("Propuesto por el programa"), (*suggested, 0)),
        Stack(_("Resuelto por el equipo"), (*settled.levels, settled.waiting)),
    ]
    return stacked(rows, level_series(), full=settled.total or None, summed=False)
