"""The pages of long work: what runs, how far it is, how it ended."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from arraigo.core.accounts.api import CityRequest, Role, Standing, is_member, membership_required
from arraigo.core.jobs import api as jobs
from arraigo.core.ui import htmx, tables
from arraigo.core.ui.tables import Column, Filter, Table

TONES = {"running": "info", "done": "ok", "failed": "danger", "cancelled": "line", "waiting": "line"}


def sees_every_job(standing: Standing) -> bool:
    """See the jobs that others started; whoever does not sees their own."""
    return standing.has_for_whole_city(Role.COORDINATION, Role.ADMINISTRATOR, Role.AUDITOR)


def tone(job: jobs.Job) -> str:
    """Return the tone of a job's state."""
    return TONES.get(job.state, "")


JOBS: Table[jobs.Job] = Table(
    key="trabajos",
    caption=gettext_lazy("Trabajos"),
    noun=(gettext_lazy("trabajo"), gettext_lazy("trabajos")),
    columns=(
        Column("title", gettext_lazy("Trabajo"), main=True),
        Column("state", gettext_lazy("Cómo va"), value=lambda job: job.get_state_display(), template="jobs/cell.html"),
        Column("by", gettext_lazy("Quién lo empezó"), value=lambda job: str(job.by or "")),
        Column("created_at", gettext_lazy("Cuándo"), template="jobs/moment.html", order=("created_at",), nowrap=True),
    ),
    filters=(
        Filter(
            "estado",
            gettext_lazy("Cómo va"),
            jobs.JobState.choices,
            lambda rows, chosen: rows.filter(state__in=chosen),
            multiple=True,
        ),
    ),
    sort="-created_at",
    exports=False,
    empty_title=gettext_lazy("No hay trabajos"),
    empty_text=gettext_lazy("Lo que tarda, como importar un archivo grande, aparece aquí con su avance."),
)


@require_safe
@membership_required(is_member)
def jobs_list(request: CityRequest, city: str) -> HttpResponseBase:
    """List the jobs that the member may see."""
    jobs.recover(at=timezone.now())
    table = tables.listing(_linked(city), request, _visible(request.membership))
    return tables.respond(request, "jobs/list.html", table)


@require_safe
@membership_required(is_member)
def job(request: CityRequest, city: str, job_id: UUID) -> HttpResponse:
    """Show one job; HTMX asks for its state alone, every second, until it is over."""
    found = _job(request, job_id)
    if not found.is_over and jobs.recover(at=timezone.now()):
        found = _job(request, job_id)
    context = {"job": found, "tone": tone(found), "result_url": _result_url(request, found)}
    if htmx.asked(request, "trabajo"):
        return render(request, "jobs/state.html", context)
    return render(request, "jobs/job.html", context)


@require_POST
@membership_required(is_member)
def stop(request: CityRequest, city: str, job_id: UUID) -> HttpResponse:
    """Ask a job to stop."""
    found = jobs.cancel(_job(request, job_id), by=request.membership.user, at=timezone.now())
    if found.state == jobs.JobState.RUNNING:
        messages.info(request, _("Se detendrá en un momento; lo que hizo se deshace."))
    return redirect("ciudad:job", city, found.pk)


def _visible(standing: Standing) -> QuerySet[jobs.Job]:
    return jobs.jobs(by=None if sees_every_job(standing) else standing.user.pk)


def _job(request: CityRequest, job_id: UUID) -> jobs.Job:
    found = _visible(request.membership).filter(pk=job_id).first()
    if found is None:
        raise Http404
    return found


def _result_url(request: CityRequest, found: jobs.Job) -> str:
    """Return where the job's result is to be seen, if that is a page of this program."""
    url = str(found.result.get("url", ""))
    return url if url.startswith("/") and url_has_allowed_host_and_scheme(url, {request.get_host()}) else ""


def _linked(city: str) -> Table[jobs.Job]:
    return replace(JOBS, row_url=lambda one: reverse("ciudad:job", args=[city, one.pk]))
