"""What the certificates of a course say in common, read from the course as it stands when they are given out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.actions.credentials import Badge, credential_id
from arraigo.areas.training.documents.certificates import Logo, Picture, Printed, Sheet, Signing, printer
from arraigo.areas.training.enums import Modality
from arraigo.areas.training.models import CertificateRule, Session
from arraigo.areas.training.queries.eligibility import criteria
from arraigo.areas.training.queries.standings import conditions_of
from arraigo.core.files import api as files
from arraigo.core.files.models import StoredFile

SAMPLE_NAME = "Nombre y Apellidos de la Persona"
SAMPLE_CODE = "0" * 12


@dataclass(frozen=True)
class Edition:
    """One giving out: the sheet, what of it is kept with each certificate, the issuer and the day."""

    sheet: Sheet
    content: dict[str, Any]
    badge: Badge
    issued_on: date


def edition(rule: CertificateRule, *, at: datetime, is_sample: bool = False) -> Edition:
    """Return what a course's certificates say; raises TrainingError when it has no session to date it."""
    course = rule.course
    sessions = list(Session.objects.filter(course=course, cancelled_at=None).order_by("starts_at"))
    if not sessions and not is_sample:
        raise TrainingError(_("El curso no tiene jornadas: la constancia no podría decir sus fechas."))
    days = [one.starts_at.astimezone(ZoneInfo(one.timezone)).date() for one in sessions]
    issued_on = at.astimezone(ZoneInfo(course.city.timezone)).date()
    sheet = Sheet(
        issuer=course.city.municipality or course.city.name,
        place=f"{course.city.name} · Movilidad humana" if course.city.municipality else "Movilidad humana",
        course=course.title,
        course_kind=course.kind,
        kind=rule.kind,
        hours=rule.hours or hours_of(sessions),
        starts_on=min(days, default=issued_on),
        ends_on=max(days, default=issued_on),
        modality=_modality(sessions),
        institution=course.institution.name if course.institution else "",
        text=rule.text,
        invented=course.city.invented,
        is_sample=is_sample,
        signatories=[
            Signing(str(one.name), one.position, one.institution, _picture(one.image))
            for one in rule.signatories.select_related("image")
        ],
        logos=[Logo(one.name, _read(one.image)) for one in rule.logos.select_related("image")],
    )
    content = {
        "course": course.title,
        "course_kind": course.kind,
        "issuer": sheet.issuer,
        "modality": sheet.modality,
        "institution": sheet.institution,
        "text": rule.text,
        "criteria": criteria(conditions_of([rule])[rule.course_id]),
    }
    return Edition(sheet, content, Badge(course.city), issued_on)


def sample(rule: CertificateRule, *, at: datetime) -> bytes:
    """Return a certificate as it would be, of nobody: it says that it is a sample."""
    made = edition(rule, at=at, is_sample=True)
    with printer(made.sheet) as press:
        url = credential_id(made.badge.city, SAMPLE_CODE)
        return press.page(Printed(SAMPLE_NAME, SAMPLE_CODE, url, made.issued_on))


def hours_of(sessions: Sequence[Session]) -> Decimal:
    """Return the hours of sessions, to half of a tenth: what a certificate says where the rule says nothing."""
    minutes = sum(session.minutes for session in sessions)
    exact = (Decimal(minutes) / 60).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return max(exact, Decimal("0.1"))


def _modality(sessions: Sequence[Session]) -> str:
    held = {session.modality for session in sessions}
    return held.pop() if len(held) == 1 else Modality.HYBRID


def _picture(file: StoredFile | None) -> Picture | None:
    return _read(file) if file is not None else None


def _read(file: StoredFile) -> Picture:
    return Picture(files.read(file), file.media_type)
