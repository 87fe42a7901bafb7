"""What runs outside a request: long imports."""

from typing import Any

from django.utils import timezone

from arraigo.core.files.api import FileError
from arraigo.core.imports import actions
from arraigo.core.imports.errors import ImportRefused
from arraigo.core.imports.models import ImportRun
from arraigo.core.imports.problems import FileRefused
from arraigo.core.jobs.api import JobRun, handler


@handler(idempotent=True, explains=(ImportRefused, FileRefused, FileError))
def apply_run(job: JobRun, *, import_run: str) -> dict[str, Any]:
    """Apply a run within its job, which shows how far it is and may stop it."""
    run = ImportRun.objects.get(pk=import_run)
    applied = actions.apply(run, by=job.by, at=timezone.now(), progress=job.progress)
    return {"import_run": str(applied.pk), "counts": applied.counts}
