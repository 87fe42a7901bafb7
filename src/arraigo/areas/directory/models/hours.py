"""When a service attends. What the rows mean is computed in queries.hours."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from arraigo.areas.directory.enums import Frequency, Weekday
from arraigo.areas.directory.models.common import HsdsRow
from arraigo.areas.directory.models.locations import Location
from arraigo.areas.directory.models.services import Service, ServiceAtLocation
from arraigo.core.tenancy.models import CityForeignKey, CityModel


def of_something(name: str) -> models.CheckConstraint:
    """Return the constraint that hours belong to a service, a place or a service at a place."""
    return models.CheckConstraint(
        condition=models.Q(service__isnull=False)
        | models.Q(location__isnull=False)
        | models.Q(service_at_location__isnull=False),
        name=name,
    )


class Schedule(HsdsRow):
    """An HSDS schedule: a recurrence of RFC 5545 with an opening and a closing time.

    A closing time before the opening time is on the next day; the same time means around the clock. `zone` is the
    IANA name of its time zone, or an offset as «+05:30»; empty is the city's. Rows of a service at a place go before
    those of the service, and those before the place's.
    """

    service = CityForeignKey(Service, models.CASCADE, null=True, blank=True, related_name="schedules")
    location = CityForeignKey(Location, models.CASCADE, null=True, blank=True, related_name="schedules")
    service_at_location = CityForeignKey(
        ServiceAtLocation, models.CASCADE, null=True, blank=True, related_name="schedules"
    )
    valid_from = models.DateField(_("rige desde"), null=True, blank=True)
    valid_to = models.DateField(_("rige hasta"), null=True, blank=True)
    dtstart = models.DateField(_("primer día"), null=True, blank=True)
    zone = models.CharField(_("zona horaria"), max_length=64, blank=True)
    until = models.DateField(_("último día"), null=True, blank=True)
    count = models.PositiveSmallIntegerField(_("cuántas veces"), null=True, blank=True)
    wkst = models.CharField(max_length=2, choices=Weekday, blank=True)
    freq = models.CharField(_("se repite"), max_length=8, choices=Frequency, blank=True)
    interval = models.PositiveSmallIntegerField(_("cada cuántas"), null=True, blank=True)
    byday = models.CharField(_("días"), max_length=120, blank=True)
    byweekno = models.CharField(max_length=300, blank=True)
    bymonthday = models.CharField(_("días del mes"), max_length=300, blank=True)
    byyearday = models.CharField(max_length=300, blank=True)
    description = models.TextField(_("horario en palabras"), blank=True)
    opens_at = models.TimeField(_("abre"), null=True, blank=True)
    closes_at = models.TimeField(_("cierra"), null=True, blank=True)
    schedule_link = models.CharField(max_length=500, blank=True)
    attending_type = models.CharField(_("cómo se asiste"), max_length=300, blank=True)
    notes = models.TextField(_("notas"), blank=True)
    on_holidays = models.BooleanField(_("atiende en feriados"), default=False)

    class Meta(HsdsRow.Meta):
        ordering = ["id"]
        constraints = [
            *HsdsRow.Meta.constraints,
            of_something("a_schedule_is_of_something"),
            models.CheckConstraint(
                condition=models.Q(freq="") | models.Q(freq__in=Frequency.values), name="schedule_frequency_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(wkst="") | models.Q(wkst__in=Weekday.values), name="schedule_week_start_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(interval__isnull=True) | models.Q(interval__gte=1),
                name="schedule_interval_is_positive",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="a_schedule_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(opens_at__isnull=True, closes_at__isnull=True)
                | models.Q(opens_at__isnull=False, closes_at__isnull=False),
                name="a_schedule_opens_and_closes",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class ScheduleException(CityModel):
    """Days on which a service or place attends at other hours, or, without hours, does not attend."""

    service = CityForeignKey(Service, models.CASCADE, null=True, blank=True, related_name="exceptions")
    location = CityForeignKey(Location, models.CASCADE, null=True, blank=True, related_name="exceptions")
    service_at_location = CityForeignKey(
        ServiceAtLocation, models.CASCADE, null=True, blank=True, related_name="exceptions"
    )
    starts_on = models.DateField(_("desde"))
    ends_on = models.DateField(_("hasta"))
    opens_at = models.TimeField(_("abre"), null=True, blank=True)
    closes_at = models.TimeField(_("cierra"), null=True, blank=True)
    note = models.CharField(_("motivo"), max_length=300, blank=True)

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            of_something("an_exception_is_of_something"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="an_exception_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=models.Q(opens_at__isnull=True, closes_at__isnull=True)
                | models.Q(opens_at__isnull=False, closes_at__isnull=False),
                name="an_exception_opens_and_closes",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Holiday(CityModel):
    """A day on which the city's services do not attend, unless their schedule says so."""

    day = models.DateField(_("día"))
    name = models.CharField(_("feriado"), max_length=200)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["city", "day"], name="a_day_is_a_holiday_once")]

    def __str__(self) -> str:
        return self.name
