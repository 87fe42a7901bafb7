"""What certifies somebody in a course, who signs, and whose logos stand on it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.enums import AssessmentKind, CertificateKind
from arraigo.areas.training.models import Assessment, CertificateLogo, CertificateRule, Course, Session, Signatory
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit
from arraigo.core.files import api as files
from arraigo.core.files.models import StoredFile

PICTURES = frozenset({"image/png", "image/jpeg"})
LARGEST = 512 * 1024
MOST_SIGNATORIES, MOST_LOGOS = 4, 4


def check_picture(data: bytes) -> None:
    """Refuse what is no PNG or JPEG by its content, or too heavy to print; raises TrainingError with what to do."""
    if len(data) > LARGEST:
        raise TrainingError(_("La imagen pesa más de 512 kB. Redúzcala a unos 800 puntos de ancho y súbala de nuevo."))
    if files.sniff(data) not in PICTURES:
        raise TrainingError(_("El archivo no es una imagen PNG ni JPEG. Guárdela en uno de esos formatos."))


@transaction.atomic
def save_rule(
    *,
    course: Course,
    required_sessions: Collection[UUID],
    required_tests: Collection[UUID],
    by: User | None,
    at: datetime,
    **fields: Any,
) -> CertificateRule:
    """Set what a course asks for its certificate; saying the same twice changes nothing.

    fields: kind, measure, minimum_percent, hours, text. Certificates that were given out stay as they are. Raises
    TrainingError when a certificate of approval asks for no test.
    """
    tests = Assessment.objects.filter(course=course).exclude(kind=AssessmentKind.SURVEY)
    if fields.get("kind") == CertificateKind.APPROVAL and not tests.filter(pk__in=required_tests).exists():
        raise TrainingError(_("Una constancia de aprobación pide al menos una prueba. Marque cuál debe aprobarse."))
    rule, is_new = CertificateRule.objects.select_for_update().get_or_create(
        city_id=course.city_id, course=course, defaults=fields
    )
    changed = sorted(name for name, value in fields.items() if getattr(rule, name) != value)
    if changed:
        for name in changed:
            setattr(rule, name, fields[name])
        rule.save(update_fields=changed)
    if _require(Session.objects.filter(course=course), required_sessions):
        changed.append("required_sessions")
    if _require(tests, required_tests):
        changed.append("required_tests")
    if is_new or changed:
        audit.record(action="training.rule.save", subject=rule, by=by, at=at, detail={"fields": changed})
    return rule


def _require(rows: Any, wanted: Collection[UUID]) -> int:  # noqa: ANN401 - sessions or tests
    """Mark these rows as required and no other; return how many changed."""
    more = rows.filter(pk__in=wanted, is_required=False).update(is_required=True)
    return int(more + rows.filter(is_required=True).exclude(pk__in=wanted).update(is_required=False))


@transaction.atomic
def save_signatory(
    *,
    rule: CertificateRule,
    signatory: Signatory | None = None,
    name: str,
    position: str,
    institution: str,
    picture: bytes | None = None,
    without_picture: bool = False,
    by: User | None,
    at: datetime,
) -> Signatory:
    """Add somebody who signs, or change them. `picture` replaces the drawing, `without_picture` takes it away.

    Raises TrainingError for a picture that cannot be printed, or a fifth signatory.
    """
    row = signatory or _next(rule)
    before = row.image
    row.name, row.position, row.institution = name, position, institution
    if picture is not None:
        row.image = _kept(picture, "firma", by=by, at=at)
    elif without_picture:
        row.image = None
    row.save()
    if before is not None and before.pk != row.image_id:
        files.erase(before, by=by, at=at)
    audit.record(action="training.signatory.save", subject=row, by=by, at=at)
    return row


@transaction.atomic
def remove_signatory(*, signatory: Signatory, by: User | None, at: datetime) -> None:
    """Take away somebody who signs; what they signed stays signed."""
    subject, image = audit.name_of(signatory), signatory.image
    signatory.delete()
    if image is not None:
        files.erase(image, by=by, at=at)
    audit.record(action="training.signatory.remove", subject=subject, by=by, at=at)


@transaction.atomic
def add_logo(*, rule: CertificateRule, name: str, picture: bytes, by: User | None, at: datetime) -> CertificateLogo:
    """Add an institution's logo. Raises TrainingError for a picture that cannot be printed, or a fifth logo."""
    if rule.logos.count() >= MOST_LOGOS:
        raise TrainingError(_("Caben cuatro logos. Quite uno antes de agregar otro."))
    order = _order(rule.logos.all())
    logo = CertificateLogo.objects.create(
        city_id=rule.city_id, rule=rule, name=name, image=_kept(picture, "logo", by=by, at=at), order=order
    )
    audit.record(action="training.logo.add", subject=logo, by=by, at=at)
    return logo


@transaction.atomic
def remove_logo(*, logo: CertificateLogo, by: User | None, at: datetime) -> None:
    """Take away a logo; certificates that were given out keep it."""
    subject, image = audit.name_of(logo), logo.image
    logo.delete()
    files.erase(image, by=by, at=at)
    audit.record(action="training.logo.remove", subject=subject, by=by, at=at)


def _next(rule: CertificateRule) -> Signatory:
    if rule.signatories.count() >= MOST_SIGNATORIES:
        raise TrainingError(_("Caben cuatro firmas. Quite una antes de agregar otra."))
    return Signatory(city_id=rule.city_id, rule=rule, order=_order(rule.signatories.all()))


def _order(rows: Any) -> int:  # noqa: ANN401 - signatories or logos
    return int(rows.aggregate(last=Max("order"))["last"] or 0) + 1


def _kept(picture: bytes, name: str, *, by: User | None, at: datetime) -> StoredFile:
    check_picture(picture)
    kind = files.sniff(picture)
    return files.store(picture, name=f"{name}.{kind.rpartition('/')[2]}", media_type=kind, by=by, at=at)
