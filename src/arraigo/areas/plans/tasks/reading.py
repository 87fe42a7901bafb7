"""Reading a version as a job, with its progress and a way to stop it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.actions.reading import read_version
from arraigo.areas.plans.enums import Progress
from arraigo.areas.plans.models import PlanVersion
from arraigo.core.accounts.models import User
from arraigo.core.files.api import FileError
from arraigo.core.jobs import api as jobs
from arraigo.core.jobs.api import Job, JobRun, handler
from arraigo.core.ui.formats import number
from arraigo.gateways.ocr import tesseract


def start_reading(version: PlanVersion, *, by: User, at: datetime) -> Job:
    """Start the job that reads a version, unless one is under way; returns it."""
    running: Job | None = version.reading_job
    if running is not None and not running.is_over:
        return running
    words = {"plan": version.plan.title, "number": version.number}
    job = jobs.start(
        f"{__name__}.{read_plan_version.__name__}",
        title=_("Leer %(plan)s, versión %(number)s") % words,
        arguments={"version": str(version.pk)},
        by=by,
        at=at,
    )
    version.reading_job, version.reading = job, Progress.RUNNING
    version.save(update_fields=["reading_job", "reading"])
    return job


@handler(idempotent=True, explains=(PlansError, FileError))
def read_plan_version(run: JobRun, *, version: str) -> dict[str, Any]:
    """Read a version within a job."""
    found = PlanVersion.objects.select_related("plan", "city").get(pk=UUID(version))
    done = read_version(found, by=run.by, at=timezone.now(), tell=run.progress, ocr=tesseract())
    relevant = int(done.counts["relevant"])
    words = ngettext(
        "%(n)s pasaje habla de personas en movilidad.", "%(n)s pasajes hablan de personas en movilidad.", relevant
    )
    return {
        "summary": words % {"n": number(relevant)},
        "url": reverse("plans:version", args=[found.city.slug, found.plan_id, found.pk]),
        "label": _("Leer la versión"),
    }
