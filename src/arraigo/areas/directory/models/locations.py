"""Places where services are given. A confidential one never leaves through a public answer (docs/adr/0015)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from arraigo.areas.directory.enums import AddressType, LocationType
from arraigo.areas.directory.models.common import HsdsRow
from arraigo.core.crypto.api import EncryptedText
from arraigo.core.tenancy.models import CityForeignKey


class Location(HsdsRow):
    """An HSDS location. `area` is computed from the coordinates where the city's areas have shapes.

    `is_confidential` marks a place whose address protects people, such as a shelter: read it only through
    queries.public, which never shows its name, address, coordinates, hours or phones.
    """

    organization = CityForeignKey(
        "organisations.Organization", models.PROTECT, null=True, blank=True, related_name="locations"
    )
    location_type = models.CharField(_("tipo"), max_length=10, choices=LocationType, default=LocationType.PHYSICAL)
    name = models.CharField(_("nombre"), max_length=300, blank=True)
    alternate_name = models.CharField(_("otro nombre"), max_length=300, blank=True)
    description = models.TextField(_("descripción"), blank=True)
    transportation = models.TextField(_("cómo llegar"), blank=True)
    url = models.URLField(_("página web"), max_length=500, blank=True)
    latitude = models.FloatField(_("latitud"), null=True, blank=True)
    longitude = models.FloatField(_("longitud"), null=True, blank=True)
    external_identifier = models.CharField(max_length=200, blank=True)
    external_identifier_type = models.CharField(max_length=200, blank=True)
    is_confidential = models.BooleanField(
        _("la dirección es reservada"),
        default=False,
        help_text=_("Márquelo en casas de acogida y donde la dirección protege a personas: nunca se publica."),
    )
    area = CityForeignKey("places.Area", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta(HsdsRow.Meta):
        ordering = ["name", "id"]
        constraints = [
            *HsdsRow.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(location_type__in=LocationType.values), name="location_type_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="location_is_on_the_earth",
            ),
        ]
        indexes = [models.Index(fields=["city", "area"], name="location_by_area")]

    def __str__(self) -> str:
        return self.name or f"#{self.pk}"


class Address(HsdsRow):
    """An HSDS address. `attention` names a person and is never published."""

    location = CityForeignKey(Location, models.CASCADE, related_name="addresses")
    attention = EncryptedText(_("a la atención de"))
    address_1 = models.CharField(_("dirección"), max_length=500, blank=True)
    address_2 = models.CharField(_("referencia"), max_length=500, blank=True)
    city_name = models.CharField(_("ciudad"), max_length=200, blank=True)
    region = models.CharField(_("sector"), max_length=200, blank=True)
    state_province = models.CharField(_("provincia"), max_length=200, blank=True)
    postal_code = models.CharField(_("código postal"), max_length=20, blank=True)
    country = models.CharField(_("país"), max_length=2, blank=True)
    address_type = models.CharField(_("tipo"), max_length=10, choices=AddressType, default=AddressType.PHYSICAL)

    class Meta(HsdsRow.Meta):
        ordering = ["id"]
        constraints = [
            *HsdsRow.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(address_type__in=AddressType.values), name="address_type_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Accessibility(HsdsRow):
    """How a place can be entered and used by people with a disability."""

    location = CityForeignKey(Location, models.CASCADE, related_name="accessibility")
    description = models.TextField(_("accesibilidad"), blank=True)
    details = models.TextField(_("detalle"), blank=True)
    url = models.URLField(max_length=500, blank=True)

    class Meta(HsdsRow.Meta):
        ordering = ["id"]

    def __str__(self) -> str:
        return self.description[:80]
