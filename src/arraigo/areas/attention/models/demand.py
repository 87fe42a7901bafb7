"""What people look for in the guide and do not find: counts by month, with nobody behind them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from arraigo.areas.attention.enums import DemandKind
from arraigo.core.tenancy.models import CityForeignKey, CityModel


class SearchDemand(CityModel):
    """How often in a month something was not found. Neither a person, a device, a moment nor what was typed is kept.

    A search keeps the need it was understood as, "" for none. A route that was left keeps the route and the step.
    """

    month = models.DateField(_("mes"))
    kind = models.CharField(_("qué pasó"), max_length=10, choices=DemandKind)
    language = models.CharField(_("idioma"), max_length=8)
    area = CityForeignKey("places.Area", models.PROTECT, null=True, related_name="+", verbose_name=_("barrio"))
    need = models.CharField(_("necesidad"), max_length=40, blank=True)
    route = models.CharField(_("ruta"), max_length=80, blank=True)
    step = models.CharField(_("paso"), max_length=80, blank=True)
    count = models.PositiveIntegerField(_("veces"), default=0)

    class Meta:
        ordering = ["-month", "kind", "need", "route", "step"]
        constraints = [
            models.UniqueConstraint(
                fields=["city", "month", "kind", "language", "area", "need", "route", "step"],
                nulls_distinct=False,
                name="an_unmet_need_is_counted_in_one_row",
            ),
            models.CheckConstraint(condition=models.Q(kind__in=DemandKind.values), name="demand_kind_is_known"),
            models.CheckConstraint(condition=models.Q(month__day=1), name="demand_is_kept_by_month"),
            models.CheckConstraint(
                condition=~models.Q(kind=DemandKind.ABANDONED) | ~models.Q(route=""),
                name="a_route_that_was_left_is_named",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
