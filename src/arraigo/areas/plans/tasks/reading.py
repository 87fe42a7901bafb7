"""Reading a version as a job, with its progress and a way to stop it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.actions.reading import UnreadableError, mark_unread, read_version
from arraigo.areas.plans.enums import Progress
from arraigo.areas.plans.models import PlanVersion
from arraigo.core.accounts.models import User
from arraigo.core.files.api import FileError
from arraigo.core.jobs import api as jobs
from arraigo.core.jobs.api import Cancelled, Job, JobRun, handler
from arraigo.core.ui.formats import number
from arraigo.gateways.ocr import OcrError, tesseract


@transaction.atomic
def start_reading(version: PlanVersion, *, by: User, at: datetime) -> Job:
    """Start the job that reads a version, unless one is under way; returns it.

    One that was read already stays readable until the new reading takes its place.
    """
    found = PlanVersion.objects.select_for_update(of=("self",)).select_related("reading_job", "plan").get(pk=version.pk)
    running: Job | None = found.reading_job
    if running is not None and not running.is_over:
        return running
    words = {"plan": found.plan.title, "number": found.number}
    job = jobs.start(
        f"{__name__}.{read_plan_version.__name__}",
        title=_("Leer %(plan)s, versión %(number)s") % words,
        arguments={"version": str(found.pk)},
        by=by,
        at=at,
    )
    found.reading_job = job
    if found.reading != Progress.READY:
        found.reading = Progress.RUNNING
    found.save(update_fields=["reading_job", "reading"])
    return job


# Not within one transaction: that a file cannot be read is written although the reading itself is taken back.
@handler(idempotent=True, atomic=False, explains=(PlansError, FileError, OcrError))
def read_plan_version(run: JobRun, *, version: str) -> dict[str, Any]:
    """Read a version within a job."""
    found = PlanVersion.objects.select_related("plan", "city").get(pk=UUID(version))
    try:
        done = read_version(found, by=run.by, at=timezone.now(), tell=run.progress, ocr=tesseract())
    except Cancelled:
        mark_unread(found, Progress.CANCELLED, by=run.by, at=timezone.now())
        raise
    except Exception as error:
        problem = error.problem if isinstance(error, UnreadableError) else None
        mark_unread(found, Progress.FAILED, problem=problem, by=run.by, at=timezone.now())
        raise
    relevant = int(done.counts["relevant"])
    words = ngettext(
        "%(n)s pasaje habla de personas en movilidad.", "%(n)s pasajes hablan de personas en movilidad.", relevant
    )
    return {
        "summary": words % {"n": number(relevant)},
        "url": reverse("plans:version", args=[found.city.slug, found.plan_id, found.pk]),
        "label": _("Leer la versión"),
    }
