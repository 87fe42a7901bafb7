"""Checking what the directory says, and how often that must be done."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.areas.directory.actions.common import DirectoryError
from arraigo.areas.directory.enums import VerificationMethod, VerificationResult
from arraigo.areas.directory.models import DAYS, NEEDS, FreshnessRule, Service, ServiceNeed, Verification
from arraigo.areas.directory.queries import freshness
from arraigo.areas.directory.queries.needs import need_names
from arraigo.core.audit import api as audit
from arraigo.core.places.models import City

if TYPE_CHECKING:
    from arraigo.core.accounts.models import User


@transaction.atomic
def verify(
    service: Service,
    *,
    method: str,
    result: str = VerificationResult.CONFIRMED,
    note: str = "",
    by: "User | None",
    at: datetime,
) -> Verification:
    """Note that somebody checked a service; said twice on a day by the same person in the same way, it is once.

    Whoever was not reached checked nothing: the service stays as overdue as it was. Raises DirectoryError for a way of
    checking that does not exist.
    """
    if method not in VerificationMethod.values or result not in VerificationResult.values:
        raise DirectoryError(_("Diga cómo lo verificó: por teléfono, con una visita o por correo."))
    service = Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
    day = service.city.day_of(at)
    for row in Verification.objects.filter(service=service, method=method, result=result, by=by).order_by("-at")[:1]:
        if service.city.day_of(row.at) == day and row.note == note.strip():
            return row
    row = Verification.objects.create(
        city_id=service.city_id, service=service, method=method, result=result, note=note.strip(), by=by, at=at
    )
    if result != VerificationResult.NOT_REACHED:
        service.verified_on, service.verified_by = day, by
        service.due_on = freshness.due_after(service, day, freshness.rules())
        service.save(update_fields=["verified_on", "verified_by", "due_on"])
    audit.record(
        action="directory.service.verify", subject=service, by=by, at=at, detail={"method": method, "result": result}
    )
    return row


@transaction.atomic
def set_freshness(*, city: City, days: Mapping[str, int | None], by: "User | None", at: datetime) -> bool:
    """Say within how many days services are checked anew: "" for all, a need's code for its own; None forgets one.

    What is due moves with it. Returns whether anything changed; raises DirectoryError for other days or needs.
    """
    known = {"", *need_names()}
    if set(days) - known or {value for value in days.values() if value is not None} - set(DAYS):
        raise DirectoryError(_("Elija 30, 90 o 180 días."))
    before = {row.need: row.days for row in FreshnessRule.objects.select_for_update(of=("self",))}
    changed = [need for need, value in days.items() if value != before.get(need)]
    FreshnessRule.objects.filter(need__in=changed).delete()
    for need in changed:
        if (value := days[need]) is not None:
            FreshnessRule.objects.create(city_id=city.pk, need=need, days=value)
    if changed:
        _move_due_days()
        audit.record(action="directory.freshness.set", subject=city, by=by, at=at, detail={"needs": sorted(changed)})
    return bool(changed)


def _move_due_days() -> None:
    told = freshness.rules()
    answered: dict[object, list[str]] = {}
    pairs = ServiceNeed.objects.filter(term__taxonomy__name=NEEDS).values_list("service_id", "term__code")
    for service_id, code in pairs:
        answered.setdefault(service_id, []).append(code)
    services = list(Service.objects.select_for_update(of=("self",)).filter(verified_on__isnull=False).order_by("id"))
    for service in services:
        assert service.verified_on is not None  # noqa: S101 - asked for above
        service.due_on = service.verified_on + timedelta(days=freshness.days_for(answered.get(service.pk, ()), told))
    Service.objects.bulk_update(services, ["due_on"], batch_size=1000)
