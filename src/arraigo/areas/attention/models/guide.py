"""What a city decides about its public guide."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from arraigo.core.tenancy.models import CityModel

# A page about the weather raises no question over anybody's shoulder; each city may choose another.
EXIT = "https://www.google.com/search?q=clima"


class GuideSettings(CityModel):
    """Where «Salir ya» leads, whose guide it is, and what the first page puts forward; a city has one row or none.

    `first_routes` are addresses of routes for whoever has just arrived, `talk_to` ids of services where somebody
    listens; empty, the guide chooses.
    """

    exit_url = models.URLField(_("página a la que lleva «Salir ya»"), max_length=300, default=EXIT)
    office = models.CharField(_("dependencia que la mantiene"), max_length=200, blank=True)
    first_routes = ArrayField(models.SlugField(max_length=80), verbose_name=_("rutas del comienzo"), default=list)
    talk_to = ArrayField(models.UUIDField(), verbose_name=_("servicios para hablar con alguien"), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city"], name="a_city_has_one_guide"),
            models.CheckConstraint(condition=models.Q(exit_url__startswith="https://"), name="the_way_out_is_sealed"),
        ]

    def __str__(self) -> str:
        return self.exit_url
