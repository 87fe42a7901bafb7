"""Services: what is given, to whom, and where."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from arraigo.areas.directory.enums import ServiceStatus
from arraigo.areas.directory.models.common import HsdsRow
from arraigo.areas.directory.models.locations import Location
from arraigo.areas.directory.models.organizations import Program
from arraigo.areas.directory.models.taxonomies import TaxonomyTerm
from arraigo.core.tenancy.models import CityForeignKey


class Service(HsdsRow):
    """An HSDS service.

    `eligible` and `ineligible` are lists of groups (queries.eligibility.Group as plain JSON): whoever falls in one of
    the first is attended, or anybody where there is none; whoever falls in one of the second is not. The ages of HSDS
    hold besides. `verified_on` is the `assured_date` of HSDS.
    """

    organization = CityForeignKey("organisations.Organization", models.PROTECT, related_name="services")
    program = CityForeignKey(Program, models.SET_NULL, null=True, blank=True, related_name="services")
    name = models.CharField(_("nombre"), max_length=300)
    alternate_name = models.CharField(_("otro nombre"), max_length=300, blank=True)
    description = models.TextField(_("descripción"), blank=True)
    url = models.URLField(_("página web"), max_length=500, blank=True)
    email = models.EmailField(_("correo del servicio"), blank=True)
    status = models.CharField(_("estado"), max_length=20, choices=ServiceStatus, default=ServiceStatus.ACTIVE)
    interpretation_services = models.TextField(_("interpretación a otros idiomas"), blank=True)
    application_process = models.TextField(_("cómo se pide"), blank=True)
    fees_description = models.TextField(_("cuánto cuesta"), blank=True)
    wait_time = models.CharField(_("tiempo de espera"), max_length=300, blank=True)
    fees = models.TextField(_("tarifas"), blank=True)
    accreditations = models.TextField(_("acreditaciones"), blank=True)
    licenses = models.TextField(_("permisos"), blank=True)
    alert = models.TextField(_("aviso"), blank=True)
    eligibility_description = models.TextField(_("a quién atiende"), blank=True)
    minimum_age = models.DecimalField(_("edad mínima"), max_digits=5, decimal_places=2, null=True, blank=True)
    maximum_age = models.DecimalField(_("edad máxima"), max_digits=5, decimal_places=2, null=True, blank=True)
    eligible = models.JSONField(_("atiende a"), default=list, blank=True)
    ineligible = models.JSONField(_("no atiende a"), default=list, blank=True)
    verified_on = models.DateField(_("verificado el"), null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    assurer_email = models.EmailField(_("correo de quien verificó"), blank=True)
    due_on = models.DateField(_("verificar antes del"), null=True, blank=True)
    last_modified = models.DateTimeField(_("última modificación"), null=True, blank=True)
    # Where the row came from: the name of a file or of a pack; empty for what was written here.
    source = models.CharField(_("fuente"), max_length=200, blank=True)

    class Meta(HsdsRow.Meta):
        ordering = ["name", "id"]
        constraints = [
            *HsdsRow.Meta.constraints,
            models.CheckConstraint(condition=models.Q(status__in=ServiceStatus.values), name="service_status_is_known"),
            models.CheckConstraint(
                condition=models.Q(minimum_age__isnull=True) | models.Q(minimum_age__range=(0, 150)),
                name="service_minimum_age_is_an_age",
            ),
            models.CheckConstraint(
                condition=models.Q(maximum_age__isnull=True) | models.Q(maximum_age__range=(0, 150)),
                name="service_maximum_age_is_an_age",
            ),
            models.CheckConstraint(
                condition=models.Q(minimum_age__isnull=True)
                | models.Q(maximum_age__isnull=True)
                | models.Q(maximum_age__gte=models.F("minimum_age")),
                name="service_ages_are_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["city", "status"], name="service_by_status"),
            models.Index(fields=["city", "due_on"], name="service_by_due"),
        ]

    def __str__(self) -> str:
        return self.name


class ServiceAtLocation(HsdsRow):
    """An HSDS service_at_location: a service at one of its places."""

    service = CityForeignKey(Service, models.CASCADE, related_name="at_locations")
    location = CityForeignKey(Location, models.CASCADE, related_name="services_here")
    description = models.TextField(_("descripción"), blank=True)

    class Meta(HsdsRow.Meta):
        constraints = [
            *HsdsRow.Meta.constraints,
            models.UniqueConstraint(fields=["service", "location"], name="a_service_is_at_a_location_once"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class ServiceNeed(HsdsRow):
    """A term of a taxonomy that a service answers: an HSDS attribute of the service."""

    service = CityForeignKey(Service, models.CASCADE, related_name="needs")
    term = CityForeignKey(TaxonomyTerm, models.CASCADE, related_name="services")

    class Meta(HsdsRow.Meta):
        constraints = [
            *HsdsRow.Meta.constraints,
            models.UniqueConstraint(fields=["service", "term"], name="a_service_answers_a_need_once"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class RequiredDocument(HsdsRow):
    """A document to bring."""

    service = CityForeignKey(Service, models.CASCADE, related_name="required_documents")
    document = models.TextField(_("documento"))
    uri = models.URLField(_("dónde se explica"), max_length=500, blank=True)

    class Meta(HsdsRow.Meta):
        ordering = ["id"]

    def __str__(self) -> str:
        return self.document[:80]


class CostOption(HsdsRow):
    """What a service costs, in one case."""

    service = CityForeignKey(Service, models.CASCADE, related_name="cost_options")
    valid_from = models.DateField(_("desde"), null=True, blank=True)
    valid_to = models.DateField(_("hasta"), null=True, blank=True)
    option = models.CharField(_("caso"), max_length=300, blank=True)
    currency = models.CharField(_("moneda"), max_length=3, blank=True)
    amount = models.DecimalField(_("valor"), max_digits=12, decimal_places=2, null=True, blank=True)
    amount_description = models.TextField(_("explicación"), blank=True)

    class Meta(HsdsRow.Meta):
        ordering = ["id"]
        constraints = [
            *HsdsRow.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(amount__isnull=True) | models.Q(amount__gte=0), name="a_cost_is_not_negative"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="a_cost_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.option or f"#{self.pk}"


class ServiceArea(HsdsRow):
    """Where people must live to be attended. `area` is the city's own, where the text names one."""

    service = CityForeignKey(Service, models.CASCADE, null=True, blank=True, related_name="service_areas")
    service_at_location = CityForeignKey(
        ServiceAtLocation, models.CASCADE, null=True, blank=True, related_name="service_areas"
    )
    name = models.TextField(_("zona que atiende"), blank=True)
    description = models.TextField(_("descripción"), blank=True)
    extent = models.TextField(blank=True)
    extent_type = models.CharField(max_length=60, blank=True)
    uri = models.CharField(max_length=500, blank=True)
    area = CityForeignKey("places.Area", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta(HsdsRow.Meta):
        ordering = ["id"]
        constraints = [
            *HsdsRow.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(service__isnull=False) | models.Q(service_at_location__isnull=False),
                name="a_service_area_is_of_something",
            ),
        ]

    def __str__(self) -> str:
        return self.name[:80]


class ServiceCapacity(HsdsRow):
    """How many places a service has, and how many are free. `unit` is the HSDS unit as it is written there."""

    service = CityForeignKey(Service, models.CASCADE, related_name="capacities")
    unit = models.JSONField(_("unidad"), default=dict, blank=True)
    available = models.DecimalField(_("disponibles"), max_digits=12, decimal_places=2)
    maximum = models.DecimalField(_("en total"), max_digits=12, decimal_places=2, null=True, blank=True)
    description = models.TextField(_("descripción"), blank=True)
    updated = models.DateTimeField(_("contado el"))

    class Meta(HsdsRow.Meta):
        ordering = ["id"]
        constraints = [
            *HsdsRow.Meta.constraints,
            models.CheckConstraint(condition=models.Q(available__gte=0), name="free_places_are_not_negative"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
