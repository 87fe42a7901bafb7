"""A course made after another: its words, its sessions from another day on, who gives it and what certifies in it."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.areas.training.actions.announcing import set_trainers
from arraigo.areas.training.actions.certificate_rules import add_logo, save_rule, save_signatory
from arraigo.areas.training.actions.courses import TrainingError, save_course, save_session
from arraigo.areas.training.enums import CertificateKind
from arraigo.areas.training.models import CertificateRule, Course
from arraigo.core.accounts.models import User
from arraigo.core.files import api as files
from arraigo.core.files.models import StoredFile

COPIED = (
    "title", "institution", "programme_area", "series", "timezone", "kind", "summary", "description", "audience",
    "contact", "enrolment_mode", "capacity", "has_waiting_list", "retention_months",
)  # fmt: skip
RULED = ("measure", "minimum_percent", "hours", "text")


@transaction.atomic
def duplicate_course(
    course: Course, *, code: str, title: str, first_day: date | None, by: User | None, at: datetime
) -> Course:
    """Make a course like another, with its sessions from `first_day` on, its trainers and no people, not published.

    Sessions keep their hour and the days between them; the link to join is not copied. Tests are not copied, and so a
    rule that certifies attendance is and one that certifies approval is not. Raises TrainingError when the code is
    taken, or when a session would fall on a day that no calendar has.
    """
    code = " ".join(code.split())
    if Course.objects.filter(code__iexact=code).exists():
        raise TrainingError(_("Ya hay un curso con el código «%(code)s». Escriba otro.") % {"code": code})
    copied = {name: getattr(course, name) for name in COPIED}
    made = save_course(code=code, by=by, at=at, **{**copied, "title": title})
    _copy_sessions(course, made, first_day, by, at)
    set_trainers(made, [(one.name, one.position) for one in course.trainers.all()], by=by, at=at)
    rule = CertificateRule.objects.filter(course=course, kind=CertificateKind.ATTENDANCE).first()
    if rule is not None:
        _copy_rule(rule, made, by, at)
    return made


def _copy_sessions(course: Course, made: Course, first_day: date | None, by: User | None, at: datetime) -> None:
    sessions = list(course.sessions.filter(cancelled_at__isnull=True).order_by("starts_at"))
    if not sessions or first_day is None:
        return
    shift = first_day - sessions[0].starts_at.astimezone(ZoneInfo(sessions[0].timezone)).date()
    for session in sessions:
        zone = ZoneInfo(session.timezone)
        local = session.starts_at.astimezone(zone)
        starts = datetime.combine(local.date() + shift, local.time(), tzinfo=zone)
        kept = ("title", "minutes", "timezone", "modality", "place", "is_required", "self_check_in")
        values = {name: getattr(session, name) for name in kept}
        save_session(course=made, by=by, at=at, code=session.code, starts_at=starts, **values)


def _copy_rule(rule: CertificateRule, made: Course, by: User | None, at: datetime) -> None:
    """Copy what certifies attendance, who signs and whose logos: pictures anew, so that each course keeps its own."""
    required = list(made.sessions.filter(is_required=True).values_list("pk", flat=True))
    fields: dict[str, Any] = {"kind": rule.kind, **{name: getattr(rule, name) for name in RULED}}
    copy = save_rule(course=made, required_sessions=required, required_tests=(), by=by, at=at, **fields)
    for one in rule.signatories.select_related("image"):
        save_signatory(
            rule=copy,
            name=str(one.name),
            position=one.position,
            institution=one.institution,
            picture=_picture(one.image),
            by=by,
            at=at,
        )
    for logo in rule.logos.select_related("image"):
        add_logo(rule=copy, name=logo.name, picture=files.read(logo.image), by=by, at=at)


def _picture(kept: StoredFile | None) -> bytes | None:
    return files.read(kept) if kept is not None else None
