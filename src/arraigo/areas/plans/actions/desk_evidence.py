"""Evidence that people add to a finding or set aside, and what is known of a neighbourhood about it."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.actions.judging import locked
from arraigo.areas.plans.enums import EvidenceSource
from arraigo.areas.plans.models import Evidence, Finding, Passage, PlaceEvidence
from arraigo.areas.plans.queries.documents import anchor_of
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit
from arraigo.core.places.models import Area


@transaction.atomic
def add_evidence(*, finding: Finding, passage: Passage, why: str = "", by: User | None, at: datetime) -> Evidence:
    """Add a passage of the reviewed version as evidence; one that was set aside counts again. Returns it.

    Raises PlansError where the passage is another version's, or the review is closed.
    """
    review, finding = locked(finding)
    if passage.version_id != review.version_id:
        raise PlansError(_("Este pasaje es de otra versión. Elija uno del texto que se revisa."))
    there = finding.evidence.select_for_update().filter(passage=passage).first()
    if there is not None:
        return set_aside(evidence=there, aside=False, by=by, at=at)
    last = finding.evidence.aggregate(last=Max("order"))["last"]
    made = Evidence.objects.create(
        city_id=finding.city_id,
        finding=finding,
        passage=passage,
        anchor=anchor_of(passage),
        source=EvidenceSource.REVIEWER,
        why=why.strip(),
        order=0 if last is None else last + 1,
        by=by,
        created_at=at,
    )
    audit.record(action="plans.evidence.add", subject=made, by=by, at=at)
    return made


@transaction.atomic
def set_aside(*, evidence: Evidence, aside: bool, by: User | None, at: datetime) -> Evidence:
    """Set evidence aside, so that it no longer counts for its criterion, or take it back; raises PlansError."""
    locked(evidence.finding)
    evidence = Evidence.objects.select_for_update(of=("self",)).select_related("finding").get(pk=evidence.pk)
    if evidence.set_aside == aside:
        return evidence
    evidence.set_aside = aside
    evidence.save(update_fields=["set_aside"])
    action = "plans.evidence.set_aside" if aside else "plans.evidence.take_back"
    audit.record(action=action, subject=evidence, by=by, at=at)
    return evidence


@transaction.atomic
def attach_place_evidence(
    *,
    finding: Finding,
    area: Area,
    indicator: str,
    definition: str,
    value: Decimal,
    unit: str,
    dated_on: date,
    source: str,
    by: User | None,
    at: datetime,
) -> PlaceEvidence:
    """Attach what an indicator says of a neighbourhood to a finding; the same one of that day is replaced."""
    _review, finding = locked(finding)
    told = {"definition": definition, "value": value, "unit": unit, "source": source}
    key = {"finding": finding, "area": area, "indicator": indicator, "dated_on": dated_on}
    made, is_new = PlaceEvidence.objects.get_or_create(
        **key, defaults={**told, "city_id": finding.city_id, "by": by, "created_at": at}
    )
    if not is_new:
        if all(getattr(made, name) == one for name, one in told.items()):
            return made
        for name, one in told.items():
            setattr(made, name, one)
        made.save(update_fields=list(told))
    audit.record(action="plans.place_evidence.attach", subject=made, by=by, at=at)
    return made


@transaction.atomic
def remove_place_evidence(*, evidence: PlaceEvidence, by: User | None, at: datetime) -> None:
    """Take away what was attached of a neighbourhood; taken away already, nothing happens."""
    locked(evidence.finding)
    found = PlaceEvidence.objects.filter(pk=evidence.pk).first()
    if found is not None:
        audit.record(action="plans.place_evidence.remove", subject=found, by=by, at=at)
        found.delete()
