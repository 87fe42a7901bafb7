"""Certificates given out, revoked, and shown with or without a name."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.actions.credentials import Badge, badge_of
from arraigo.areas.training.actions.sheets import Edition, edition
from arraigo.areas.training.actions.signing_keys import current_key
from arraigo.areas.training.documents.certificates import MEDIA_TYPE, Printed, Printer, printer
from arraigo.areas.training.models import Certificate, CertificateRule, Course
from arraigo.areas.training.queries.certificate_codes import grouped, new_code
from arraigo.areas.training.queries.standings import Standing, standings
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit
from arraigo.core.consent import api as consent
from arraigo.core.consent.api import LegalBasis, Purpose
from arraigo.core.files import api as files
from arraigo.core.people import api as people
from arraigo.core.people.api import Profile
from arraigo.core.tenancy import bulk
from arraigo.core.tenancy.models import new_id

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Issued:
    """What became of an issue: certificates given out, and people passed over who lack something."""

    certificates: Sequence[Certificate]
    lacking: int


@transaction.atomic
def issue(
    *,
    course: Course,
    by: User | None,
    at: datetime,
    enrolments: Collection[UUID] | None = None,
    again: bool = False,
    progress: Progress = lambda step, done, total: None,
) -> Issued:
    """Give a certificate to everybody who meets the conditions and has none; run again, it adds those missing alone.

    enrolments: only to these people. again: only to those whose certificate was revoked, whom a plain issue leaves
    out. All of them are given out or none. Raises TrainingError for a course without a rule, or cancelled.
    """
    rule = CertificateRule.objects.select_for_update().filter(course=course).first()
    if rule is None or course.cancelled_at is not None:
        raise TrainingError(_("Este curso no da constancias: diga primero qué hace falta para recibirla."))
    everybody = standings([rule], at=at, enrolments=enrolments)
    due = _due(course, everybody, again=again)
    made = _make(rule, due, by=by, at=at, progress=progress) if due else []
    if made:
        detail = {"certificates": len(made), "again": again}
        audit.record(action="training.certificate.issue", subject=course, by=by, at=at, detail=detail)
    return Issued(made, sum(not one.meets for one in everybody))


def _due(course: Course, everybody: Sequence[Standing], *, again: bool) -> list[Standing]:
    rows = Certificate.objects.filter(course=course, enrolment__isnull=False).order_by()
    held: set[UUID | None] = set()
    had: set[UUID | None] = set()
    for enrolment_id, revoked_at in rows.values_list("enrolment_id", "revoked_at"):
        (held if revoked_at is None else had).add(enrolment_id)
    wanted = [one for one in everybody if one.meets and one.enrolment_id not in held]
    return [one for one in wanted if (one.enrolment_id in had) is again]


def _make(
    rule: CertificateRule, due: Sequence[Standing], *, by: User | None, at: datetime, progress: Progress
) -> list[Certificate]:
    profiles = people.profiles(one.person_id for one in due)
    # Named in public is who agreed to it; who came by a list shows initials until they say otherwise on their page.
    named = consent.allowed(profiles, [Purpose.TRAINING], legal_basis=LegalBasis.CONSENT)
    key = current_key(city=rule.course.city, by=by, at=at)
    made = edition(rule, at=at)
    rows = [
        _row(made, one, profiles[one.person_id], shows_name=one.person_id in named, by=by, at=at)
        for one in due
        if certified_name(profiles[one.person_id])
    ]
    urls: list[str] = []
    for row in rows:
        unsigned = badge_of(row, made.badge, profiles[row.person_id].emails)  # type: ignore[index]
        row.key, row.credential = key, unsigned.signed(key)
        urls.append(unsigned.document["id"])
    with printer(made.sheet) as press:
        pages = _printed(press, list(zip(rows, urls, strict=True)), made, progress)
        kept = files.store_many(pages, media_type=MEDIA_TYPE, by=by, at=at)
    for row, file in zip(rows, kept, strict=True):
        row.file = file
    bulk.insert(rows)
    return rows


def _row(
    made: Edition, one: Standing, profile: Profile, *, shows_name: bool, by: User | None, at: datetime
) -> Certificate:
    sheet = made.sheet
    return Certificate(
        id=new_id(),
        city_id=made.badge.city.pk,
        course_id=one.course_id,
        enrolment_id=one.enrolment_id,
        person_id=one.person_id,
        code=new_code(),
        kind=sheet.kind,
        name=certified_name(profile),
        shows_name=shows_name,
        hours=sheet.hours,
        starts_on=sheet.starts_on,
        ends_on=sheet.ends_on,
        content=made.content,
        issued_at=at,
        by=by,
    )


def certified_name(profile: Profile) -> str:
    """Return a name as it is read aloud: given names first."""
    whole = f"{profile.given_names} {profile.surnames}" if profile.given_names and profile.surnames else ""
    return " ".join((whole or profile.full_name).split())


def _printed(
    press: Printer, rows: Sequence[tuple[Certificate, str]], made: Edition, progress: Progress
) -> Iterator[tuple[str, bytes]]:
    step = _("Preparando las constancias")
    for number, (row, url) in enumerate(rows, start=1):
        yield f"Constancia {grouped(row.code)}.pdf", press.page(Printed(str(row.name), row.code, url, made.issued_on))
        progress(step, number, len(rows))


@transaction.atomic
def revoke(*, certificate: Certificate, reason: str, by: User | None, at: datetime) -> Certificate:
    """Say that a certificate no longer holds; its row and its page stay. Raises TrainingError without a reason."""
    row = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if row.revoked_at is not None:
        return row
    if not reason.strip():
        raise TrainingError(_("Escriba por qué se anula. Lo leerá el equipo; en público solo se dice que se anuló."))
    row.revoked_at, row.revoked_by, row.revocation_reason = at, by, reason.strip()[:300]
    row.save(update_fields=["revoked_at", "revoked_by", "revocation_reason"])
    audit.record(action="training.certificate.revoke", subject=row, by=by, at=at)
    return row


@transaction.atomic
def show_name(*, certificate: Certificate, shows: bool, by: User | None, at: datetime) -> Certificate:
    """Let the public read the name on a certificate, or its initials alone; the credential is signed anew to match."""
    row = Certificate.objects.select_for_update().select_related("course__city").get(pk=certificate.pk)
    if row.shows_name == shows:
        return row
    row.shows_name = shows
    key = current_key(city=row.course.city, by=by, at=at)
    emails = people.profiles([row.person_id])[row.person_id].emails if row.person_id else ()
    row.key, row.credential = key, badge_of(row, Badge(row.course.city), emails).signed(key)
    row.save(update_fields=["shows_name", "key", "credential"])
    audit.record(action="training.certificate.name", subject=row, by=by, at=at, detail={"shown": shows})
    return row
