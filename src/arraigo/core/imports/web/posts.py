"""Pages that write: a file comes in, is answered, applied, stopped, undone, discarded, taken out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.files import api as files
from arraigo.core.imports import api as imports
from arraigo.core.imports.enums import RunState
from arraigo.core.imports.models import ImportRun
from arraigo.core.imports.web.common import TROUBLE, kind_for, known_place, place_of, run_for
from arraigo.core.imports.web.forms import ColumnsForm, QuestionsForm, UploadForm
from arraigo.core.imports.web.pages import preview
from arraigo.core.jobs import api as jobs
from arraigo.core.ui.formats import long_date


@require_http_methods(["GET", "HEAD", "POST"])
@membership_required(imports.imports_something)
def new(request: CityRequest, city: str, kind: str, context: str) -> HttpResponseBase:
    """Take in one or several files for something; each becomes a run."""
    found = kind_for(request, kind)
    place = place_of(request, found, context)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        runs = [_take_in(request, form, file, kind=kind, context=context) for file in form.cleaned_data["archivos"]]
        if not form.errors:
            return _after_upload(request, [run for run in runs if run])
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "imports/new.html", {"form": form, "kind": found, "place": place}, status=status)


def _take_in(
    request: CityRequest, form: UploadForm, file: "UploadedFile[bytes]", *, kind: str, context: str
) -> ImportRun | None:
    try:
        return imports.receive(
            file.read(),
            kind=kind,
            name=file.name or "",
            context=context,
            by=request.membership.user,
            at=timezone.now(),
            look=True,
        )
    except imports.FileRefused as refused:
        for problem in refused.problems:
            form.add_error("archivos", problem.message)
    except (imports.ImportRefused, files.FileError) as refused:
        form.add_error("archivos", str(refused))
    return None


def _after_upload(request: CityRequest, runs: list[ImportRun]) -> HttpResponseBase:
    for run in runs:
        if run.repeated:
            messages.info(request, already(run))
    if len(runs) == 1:
        return redirect("imports:run", request.city.slug, runs[0].pk)
    open_now = sum(run.state == RunState.UPLOADED for run in runs)
    if open_now:
        words = ngettext("%(n)s archivo espera su revisión.", "%(n)s archivos esperan su revisión.", open_now)
        messages.success(request, words % {"n": open_now})
    return redirect("imports:history", request.city.slug)


def already(run: ImportRun) -> str:
    """Say that a file was imported before, and when."""
    sentence = _("Este archivo ya se importó el %(day)s, con el nombre «%(name)s». No hace falta importarlo otra vez.")
    day = long_date(timezone.localtime(run.applied_at)) if run.applied_at else ""
    return sentence % {"day": day, "name": run.file.name}


@require_POST
@membership_required(imports.imports_something)
def answers(request: CityRequest, city: str, run_id: UUID) -> HttpResponseBase:
    """Store what a person answered, or ask again what they want to change."""
    run = run_for(request, run_id)
    forget = request.POST.getlist("preguntar")
    return _answered(request, run, {} if forget else _texts(request), forget=forget)


@require_POST
@membership_required(imports.imports_something)
def columns(request: CityRequest, city: str, run_id: UUID) -> HttpResponseBase:
    """Store what each column is, and remember it for the next file of this source."""
    return _answered(request, run_for(request, run_id), {"columns": _texts(request)})


def _answered(
    request: CityRequest, run: ImportRun, options: dict[str, Any], forget: list[str] | None = None
) -> HttpResponseBase:
    try:
        imports.answer(run, options, by=request.membership.user, at=timezone.now(), forget=forget or ())
    except imports.BadAnswer as refused:
        return _refused(request, run, options, str(refused))
    except TROUBLE as refused:
        messages.warning(request, str(refused))
    return redirect("imports:run", request.city.slug, run.pk)


def _refused(request: CityRequest, run: ImportRun, options: dict[str, Any], why: str) -> HttpResponseBase:
    """Show the page again with what was chosen, so that it can be mended."""
    seen = imports.preview(run)
    if "columns" in options:
        return preview(request, run, columns=ColumnsForm(seen, options["columns"]), trouble=why, status=422)
    return preview(request, run, questions=QuestionsForm(seen.questions, options), trouble=why, status=422)


def _texts(request: CityRequest) -> dict[str, str]:
    return {key: str(value) for key, value in request.POST.items() if key != "csrfmiddlewaretoken"}


@require_POST
@membership_required(imports.imports_something)
def apply(request: CityRequest, city: str, run_id: UUID) -> HttpResponseBase:
    """Import the rows that are ready, at once or as a job where the file is long."""
    run = run_for(request, run_id)
    try:
        done = imports.begin(run, by=request.membership.user, at=timezone.now())
    except TROUBLE as refused:
        messages.error(request, str(refused))
        return redirect("imports:run", city, run.pk)
    if done.repeated:
        messages.info(request, already(done))
    return redirect("imports:run", city, done.pk)


@require_POST
@membership_required(imports.imports_something)
def stop(request: CityRequest, city: str, run_id: UUID) -> HttpResponseBase:
    """Ask the job of a run to stop; nothing of it is kept."""
    run = run_for(request, run_id)
    if run.job is not None and imports.is_running(run):
        jobs.cancel(run.job, by=request.membership.user, at=timezone.now())
    return redirect("imports:run", city, run.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@membership_required(imports.imports_something)
def undo(request: CityRequest, city: str, run_id: UUID) -> HttpResponseBase:
    """Ask whether to take an import back, and say why not where something depends on it."""
    run = run_for(request, run_id)
    at = timezone.now()
    if request.method == "POST":
        try:
            imports.undo(run, by=request.membership.user, at=at)
        except imports.CannotUndo as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Se deshizo. «%(name)s» ya no cuenta.") % {"name": run.file.name})
            return redirect("imports:run", city, run.pk)
    if run.state != RunState.APPLIED:
        return redirect("imports:run", city, run.pk)
    return _confirm(request, run, "imports/undo.html", reasons=imports.why_not_undo(run, at=at))


@require_http_methods(["GET", "HEAD", "POST"])
@membership_required(imports.imports_something)
def discard(request: CityRequest, city: str, run_id: UUID) -> HttpResponseBase:
    """Ask whether to drop a file that was not imported; what it held is erased."""
    run = run_for(request, run_id)
    if run.state != RunState.UPLOADED:
        return redirect("imports:run", city, run.pk)
    name = run.file.name
    if request.method == "POST":
        try:
            imports.discard(run, by=request.membership.user, at=timezone.now())
        except imports.ImportRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("«%(name)s» se descartó y se borró.") % {"name": name})
        return redirect("imports:history", city)
    return _confirm(request, run, "imports/discard.html")


def _confirm(request: CityRequest, run: ImportRun, template: str, **values: Any) -> HttpResponseBase:
    kind = kind_for(request, run.kind)
    context = {"run": run, "kind": kind, "place": known_place(request, run, kind), **values}
    return render(request, template, context)


@require_safe
@membership_required(imports.imports_something)
def raw_file(request: CityRequest, city: str, run_id: UUID) -> HttpResponseBase:
    """Hand out a file as it came; who took it is recorded."""
    run = run_for(request, run_id)
    if not imports.takes_files_out(request.membership):
        raise PermissionDenied(_("Solo coordinación y formación descargan los archivos como llegaron."))
    try:
        return files.download(run.file, by=request.membership.user, at=timezone.now())
    except files.FileError as refused:
        messages.error(request, str(refused))
    return redirect("imports:run", city, run.pk)
