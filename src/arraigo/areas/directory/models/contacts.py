"""How a service is reached, and in which languages. A person's name is sealed and never published."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from arraigo.areas.directory.models.common import HsdsRow
from arraigo.areas.directory.models.locations import Location
from arraigo.areas.directory.models.services import Service, ServiceAtLocation
from arraigo.core.crypto.api import EncryptedText
from arraigo.core.tenancy.models import CityForeignKey


class Contact(HsdsRow):
    """Whom to ask for, by function. `name` is a person's: only the staff reads it."""

    organization = CityForeignKey(
        "organisations.Organization", models.CASCADE, null=True, blank=True, related_name="contacts"
    )
    service = CityForeignKey(Service, models.CASCADE, null=True, blank=True, related_name="contacts")
    service_at_location = CityForeignKey(
        ServiceAtLocation, models.CASCADE, null=True, blank=True, related_name="contacts"
    )
    location = CityForeignKey(Location, models.CASCADE, null=True, blank=True, related_name="contacts")
    name = EncryptedText(_("nombre de la persona"))
    title = models.CharField(_("cargo"), max_length=300, blank=True)
    department = models.CharField(_("dependencia"), max_length=300, blank=True)
    email = models.EmailField(_("correo institucional"), blank=True)

    class Meta(HsdsRow.Meta):
        ordering = ["id"]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Phone(HsdsRow):
    """A phone of whatever its references name. `is_private` keeps a number for the staff, such as somebody's mobile."""

    location = CityForeignKey(Location, models.CASCADE, null=True, blank=True, related_name="phones")
    service = CityForeignKey(Service, models.CASCADE, null=True, blank=True, related_name="phones")
    organization = CityForeignKey(
        "organisations.Organization", models.CASCADE, null=True, blank=True, related_name="phones"
    )
    contact = CityForeignKey(Contact, models.CASCADE, null=True, blank=True, related_name="phones")
    service_at_location = CityForeignKey(
        ServiceAtLocation, models.CASCADE, null=True, blank=True, related_name="phones"
    )
    number = models.CharField(_("número"), max_length=60)
    extension = models.CharField(_("extensión"), max_length=20, blank=True)
    type = models.CharField(
        _("tipo"), max_length=40, blank=True, help_text=_("voice, cell, fax, textphone o whatsapp (HSDS).")
    )
    description = models.TextField(_("para qué es"), blank=True)
    is_private = models.BooleanField(_("no se publica"), default=False)

    class Meta(HsdsRow.Meta):
        ordering = ["id"]

    def __str__(self) -> str:
        return self.number


class Language(HsdsRow):
    """A language in which a service, a place or a phone attends (`code`: BCP 47, as «es» or «qu»)."""

    service = CityForeignKey(Service, models.CASCADE, null=True, blank=True, related_name="languages")
    location = CityForeignKey(Location, models.CASCADE, null=True, blank=True, related_name="languages")
    phone = CityForeignKey(Phone, models.CASCADE, null=True, blank=True, related_name="languages")
    name = models.CharField(_("idioma"), max_length=120, blank=True)
    code = models.CharField(_("código"), max_length=20, blank=True)
    note = models.TextField(_("nota"), blank=True)

    class Meta(HsdsRow.Meta):
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name or self.code
