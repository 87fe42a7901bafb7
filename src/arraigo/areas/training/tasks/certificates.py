"""Certificates given out and sent as jobs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arraigo.areas.training.actions import certificate_mail
from arraigo.areas.training.actions import certificates as actions
from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.models import Course
from arraigo.core.accounts.models import User
from arraigo.core.files.api import FileError
from arraigo.core.jobs import api as jobs
from arraigo.core.jobs.api import Job, JobRun, handler
from arraigo.core.ui.formats import number


def start_issuing(
    course: Course, *, enrolments: Sequence[UUID] | None = None, again: bool = False, by: User, at: datetime
) -> Job:
    """Start the job that gives out certificates, to all who meet the conditions or to some."""
    title = _("Emitir constancias de %(course)s") % {"course": course.code}
    return _start(issue_certificates.__name__, course, title, enrolments, {"again": again}, by, at)


def start_sending(course: Course, *, enrolments: Sequence[UUID] | None = None, by: User, at: datetime) -> Job:
    """Start the job that sends certificates that were not sent yet."""
    title = _("Enviar constancias de %(course)s") % {"course": course.code}
    return _start(send_certificates.__name__, course, title, enrolments, {}, by, at)


def _start(
    name: str,
    course: Course,
    title: str,
    enrolments: Sequence[UUID] | None,
    more: dict[str, Any],
    by: User,
    at: datetime,
) -> Job:
    chosen = [str(one) for one in enrolments] if enrolments is not None else None
    arguments = {"course": str(course.pk), "enrolments": chosen, **more}
    return jobs.start(f"{__name__}.{name}", title=title, arguments=arguments, by=by, at=at)


@handler(idempotent=True, explains=(TrainingError, FileError))
def issue_certificates(run: JobRun, *, course: str, enrolments: list[str] | None, again: bool) -> dict[str, Any]:
    """Give out certificates within a job."""
    found = Course.objects.select_related("city", "institution").get(pk=course)
    done = actions.issue(
        course=found,
        by=run.by,
        at=timezone.now(),
        enrolments=_ids(enrolments),
        again=again,
        progress=run.progress,
    )
    made = len(done.certificates)
    words = ngettext("%(n)s constancia emitida.", "%(n)s constancias emitidas.", made) % {"n": number(made)}
    return {"summary": words, "issued": made, "url": _address(found), "label": _("Ver las constancias")}


@handler(idempotent=True, explains=(TrainingError, FileError))
def send_certificates(run: JobRun, *, course: str, enrolments: list[str] | None) -> dict[str, Any]:
    """Send certificates within a job."""
    found = Course.objects.select_related("city").get(pk=course)
    done = certificate_mail.send(
        course=found, by=run.by, at=timezone.now(), enrolments=_ids(enrolments), progress=run.progress
    )
    words = ngettext("%(n)s correo escrito.", "%(n)s correos escritos.", done.written) % {"n": number(done.written)}
    if done.without_email:
        left = ngettext("%(n)s persona no tiene correo.", "%(n)s personas no tienen correo.", done.without_email)
        words = f"{words} {left % {'n': number(done.without_email)}}"
    return {"summary": words, "sent": done.written, "url": _address(found), "label": _("Ver las constancias")}


def _ids(enrolments: list[str] | None) -> list[UUID] | None:
    return [UUID(one) for one in enrolments] if enrolments is not None else None


def _address(course: Course) -> str:
    return reverse("training:certificates", args=[course.city.slug, course.pk])
