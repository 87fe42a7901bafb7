"""How long what the directory says of a service counts as checked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from arraigo.core.tenancy.models import CityModel

DAYS = (30, 90, 180)


class FreshnessRule(CityModel):
    """Within how many days services that answer a need are checked anew; without a need, all others of the city."""

    need = models.CharField(_("necesidad"), max_length=120, blank=True)
    days = models.PositiveSmallIntegerField(_("días"), choices=[(days, str(days)) for days in DAYS])

    class Meta:
        ordering = ["need"]
        constraints = [
            models.UniqueConstraint(fields=["city", "need"], name="a_need_is_checked_by_one_rule"),
            models.CheckConstraint(condition=models.Q(days__in=DAYS), name="freshness_days_are_known"),
        ]

    def __str__(self) -> str:
        return f"{self.need}: {self.days}"
