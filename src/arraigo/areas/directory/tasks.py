"""Importing a package or a sheet as a job, with its progress and a way to stop it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from arraigo.areas.directory.actions.importing import apply
from arraigo.areas.directory.importers.reading import read_bytes
from arraigo.core.accounts.models import User
from arraigo.core.files import api as files
from arraigo.core.files.models import StoredFile
from arraigo.core.imports.problems import FileRefused
from arraigo.core.jobs import api as jobs
from arraigo.core.jobs.api import Job, JobRun, handler
from arraigo.core.places.models import City
from arraigo.core.ui.formats import number


def start_import(file: StoredFile, *, mends: bool, by: User, at: datetime) -> Job:
    """Start the job that writes a file into the directory; pressed twice, the second finds everything the same."""
    return jobs.start(
        f"{__name__}.{import_file.__name__}",
        title=_("Importar servicios de «%(name)s»") % {"name": file.name},
        arguments={"file": str(file.pk), "mends": mends},
        by=by,
        at=at,
    )


@handler(idempotent=True, explains=(FileRefused, files.FileError))
def import_file(run: JobRun, *, file: str, mends: bool) -> dict[str, Any]:
    """Write a file into the directory within a job: all of it or, when it is stopped, nothing."""
    stored = StoredFile.objects.get(pk=UUID(file))
    city = City.objects.get(pk=stored.city_id)
    run.progress(_("Leyendo el archivo"))
    draft = read_bytes(files.read(stored), stored.name, city=city, mends=mends)
    done = apply(draft, city=city, by=run.by, at=timezone.now(), progress=run.progress)
    services = done.of("service")
    words = _("Servicios: %(created)s nuevos, %(changed)s cambiados, %(same)s ya estaban igual.")
    counts = {name: number(getattr(services, name)) for name in ("created", "changed", "same")}
    return {
        "summary": words % counts,
        "url": reverse("directory:services", args=[city.slug]),
        "label": _("Ver los servicios"),
    }
