"""The closed lists of the directory: those of HSDS 3.1, and those of its upkeep."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ServiceStatus(models.TextChoices):
    """HSDS `service.status`."""

    ACTIVE = "active", _("activo")
    INACTIVE = "inactive", _("inactivo")
    DEFUNCT = "defunct", _("ya no existe")
    CLOSED_FOR_NOW = "temporarily closed", _("cerrado por un tiempo")


class LocationType(models.TextChoices):
    """HSDS `location.location_type`."""

    PHYSICAL = "physical", _("lugar")
    POSTAL = "postal", _("dirección postal")
    VIRTUAL = "virtual", _("en línea o por teléfono")


class AddressType(models.TextChoices):
    """HSDS `address.address_type`."""

    PHYSICAL = "physical", _("donde se atiende")
    POSTAL = "postal", _("postal")
    VIRTUAL = "virtual", _("virtual")


class Frequency(models.TextChoices):
    """HSDS `schedule.freq` (RFC 5545, 3.3.10)."""

    WEEKLY = "WEEKLY", _("cada semana")
    MONTHLY = "MONTHLY", _("cada mes")


class Weekday(models.TextChoices):
    """Days of the week as RFC 5545 writes them."""

    MONDAY = "MO", _("lunes")
    TUESDAY = "TU", _("martes")
    WEDNESDAY = "WE", _("miércoles")
    THURSDAY = "TH", _("jueves")
    FRIDAY = "FR", _("viernes")
    SATURDAY = "SA", _("sábado")
    SUNDAY = "SU", _("domingo")


class VerificationMethod(models.TextChoices):
    """How somebody checked what the directory says of a service."""

    PHONE = "phone", _("por teléfono")
    VISIT = "visit", _("con una visita")
    MAIL = "mail", _("por correo")
    ORGANIZATION = "organization", _("lo dijo la propia organización")
    DOCUMENT = "document", _("en un documento o página oficial")


class VerificationResult(models.TextChoices):
    CONFIRMED = "confirmed", _("todo sigue igual")
    CHANGED = "changed", _("se corrigió")
    NOT_REACHED = "not_reached", _("no respondieron")


class ReportKind(models.TextChoices):
    """What a reader of the guide says is wrong."""

    PHONE = "phone", _("el teléfono no sirve")
    HOURS = "hours", _("el horario es otro")
    ADDRESS = "address", _("la dirección es otra")
    CLOSED = "closed", _("ya no atienden")
    REFUSED = "refused", _("no me atendieron o me cobraron")
    OTHER = "other", _("otra cosa")


class ReportState(models.TextChoices):
    OPEN = "open", _("por revisar")
    MENDED = "mended", _("corregido")
    DISMISSED = "dismissed", _("estaba bien")


class ProposalState(models.TextChoices):
    """Where an organisation's amendment of its entry stands."""

    PENDING = "pending", _("por revisar")
    ACCEPTED = "accepted", _("aceptada")
    REJECTED = "rejected", _("no aceptada")
