from django.db import models
from django.utils.translation import gettext_lazy as _

from arraigo.core.organisations.enums import OrganizationKind
from arraigo.core.tenancy.models import CityModel


class Organization(CityModel):
    """An HSDS organization: who gives a service, sends officials, or answers for a plan."""

    name = models.CharField(_("nombre"), max_length=200)
    name_key = models.CharField(max_length=200, editable=False)
    alternate_name = models.CharField(_("sigla u otro nombre"), max_length=120, blank=True)
    kind = models.CharField(_("tipo"), max_length=24, choices=OrganizationKind, default=OrganizationKind.PUBLIC)
    description = models.TextField(_("descripción"), blank=True)
    website = models.URLField(_("sitio web"), blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["city", "name_key"], name="organization_name_is_unique"),
            models.CheckConstraint(
                condition=models.Q(kind__in=OrganizationKind.values), name="organization_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name
