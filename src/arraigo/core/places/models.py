from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _

from arraigo.core.places.enums import AreaLevel
from arraigo.core.tenancy.models import CityForeignKey, CityModel, new_id


class City(models.Model):
    """A municipality that uses this installation: the unit of tenancy."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(_("nombre corto"), max_length=40, unique=True)
    name = models.CharField(_("nombre"), max_length=120)
    municipality = models.CharField(_("nombre de la institución"), max_length=160, blank=True)
    country = models.CharField(_("país"), max_length=2, default="EC")
    timezone = models.CharField(_("zona horaria"), max_length=64, default="America/Guayaquil")
    language = models.CharField(_("idioma"), max_length=8, default="es")
    invented = models.BooleanField(_("es inventada"), default=False)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def day_of(self, at: datetime) -> date:
        """Return which day a moment is on the city's calendar."""
        return at.astimezone(ZoneInfo(self.timezone)).date()


class Area(CityModel):
    """A part of the city with its official code (in Ecuador the DPA's)."""

    code = models.CharField(_("código oficial"), max_length=20)
    name = models.CharField(_("nombre"), max_length=120)
    level = models.CharField(_("nivel"), max_length=16, choices=AreaLevel)
    parent = CityForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    geometry = models.BinaryField(_("geometría (WKB, EPSG:4326)"), null=True, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["city", "level", "code"], name="area_code_is_unique"),
            models.CheckConstraint(condition=models.Q(level__in=AreaLevel.values), name="area_level_is_known"),
        ]

    def __str__(self) -> str:
        return self.name
