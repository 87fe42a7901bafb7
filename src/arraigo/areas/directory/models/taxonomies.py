"""Taxonomies: that of needs (packs/common/needs.yaml), and those that come with a package."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from arraigo.areas.directory.models.common import HsdsRow
from arraigo.core.tenancy.models import CityForeignKey

NEEDS = "arraigo-needs"


class Taxonomy(HsdsRow):
    """An HSDS taxonomy. The one whose name is `NEEDS` holds the needs that routes and the finder know."""

    name = models.CharField(_("nombre"), max_length=300)
    description = models.TextField(_("descripción"), blank=True)
    uri = models.CharField(max_length=500, blank=True)
    version = models.CharField(max_length=60, blank=True)

    class Meta(HsdsRow.Meta):
        ordering = ["name"]
        constraints = [
            *HsdsRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["city"], condition=models.Q(name=NEEDS), name="a_city_has_one_taxonomy_of_needs"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TaxonomyTerm(HsdsRow):
    """A term; in the taxonomy of needs, `code` is the need's."""

    taxonomy = CityForeignKey(Taxonomy, models.CASCADE, null=True, blank=True, related_name="terms")
    code = models.CharField(_("código"), max_length=120, blank=True)
    name = models.CharField(_("nombre"), max_length=300)
    description = models.TextField(_("descripción"), blank=True)
    parent = CityForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="children")
    language = models.CharField(_("idioma"), max_length=20, blank=True)
    term_uri = models.CharField(max_length=500, blank=True)

    class Meta(HsdsRow.Meta):
        ordering = ["name", "id"]
        constraints = [
            *HsdsRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["taxonomy", "code"], condition=~models.Q(code=""), name="a_term_has_one_code_in_its_taxonomy"
            ),
        ]
        indexes = [models.Index(fields=["city", "code"], name="term_by_code")]

    def __str__(self) -> str:
        return self.name
