"""What HSDS says of an organisation beyond what every area knows of it, and its programmes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from arraigo.areas.directory.models.common import HsdsRow
from arraigo.core.tenancy.models import CityForeignKey


class OrganizationProfile(HsdsRow):
    """The HSDS fields of an organisation that core.organisations does not have; one for each at most.

    Its `source_id` is the organisation's.
    """

    organization = CityForeignKey("organisations.Organization", models.CASCADE, related_name="profiles")
    email = models.EmailField(_("correo de la institución"), blank=True)
    tax_status = models.CharField(max_length=200, blank=True)
    tax_id = models.CharField(_("RUC o número de identificación"), max_length=60, blank=True)
    year_incorporated = models.PositiveSmallIntegerField(_("año de creación"), null=True, blank=True)
    legal_status = models.CharField(_("figura legal"), max_length=200, blank=True)
    logo = models.CharField(max_length=500, blank=True)
    uri = models.CharField(max_length=500, blank=True)
    parent = CityForeignKey("organisations.Organization", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta(HsdsRow.Meta):
        constraints = [
            *HsdsRow.Meta.constraints,
            models.UniqueConstraint(fields=["organization"], name="an_organization_has_one_profile"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Program(HsdsRow):
    """An HSDS program: services of one organisation that belong together."""

    organization = CityForeignKey("organisations.Organization", models.CASCADE, related_name="programs")
    name = models.CharField(_("nombre"), max_length=300)
    alternate_name = models.CharField(_("otro nombre"), max_length=300, blank=True)
    description = models.TextField(_("descripción"), blank=True)

    class Meta(HsdsRow.Meta):
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
