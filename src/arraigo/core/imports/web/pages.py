"""Pages that read: the history, a run before and after it is applied, its progress, what was left over."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.files import api as files
from arraigo.core.imports import api as imports
from arraigo.core.imports import workbook
from arraigo.core.imports.enums import RunState
from arraigo.core.imports.kinds import Preview
from arraigo.core.imports.models import ImportRun
from arraigo.core.imports.sheet import Sheet, discreet
from arraigo.core.imports.web import tables as own_tables
from arraigo.core.imports.web.common import TROUBLE, kind_for, known_place, note_opening, reasons, run_for
from arraigo.core.imports.web.forms import ColumnsForm, QuestionsForm
from arraigo.core.imports.web.recent import RECENT
from arraigo.core.imports.web.review import Review
from arraigo.core.ui import htmx, tables

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_FINDINGS = 200


@require_safe
@membership_required(imports.imports_something)
def history(request: CityRequest, city: str) -> HttpResponseBase:
    """List what was imported, of the kinds that this member imports."""
    kinds = imports.kinds_for(request.membership)
    table = own_tables.history(kinds, request.city.slug)
    shown = tables.listing(table, request, imports.runs(kinds))
    return tables.respond(request, "imports/history.html", shown, filename=_("importaciones"))


@require_safe
@membership_required(imports.imports_something)
def run(request: CityRequest, city: str, run_id: UUID) -> HttpResponseBase:
    """Show a run as it stands: what it would do, how far it is, or what it did."""
    found = run_for(request, run_id)
    if imports.is_running(found):
        return redirect("imports:progress", city, found.pk)
    if found.state == RunState.UPLOADED:
        return preview(request, found)
    return render(request, "imports/result.html", _result(request, found))


def preview(
    request: CityRequest,
    found: ImportRun,
    *,
    questions: QuestionsForm | None = None,
    columns: ColumnsForm | None = None,
    trouble: str = "",
    status: int = 200,
) -> HttpResponseBase:
    """Draw what a file would do, with a form's errors where one was refused."""
    at = timezone.now()
    kind = kind_for(request, found.kind)
    base: dict[str, Any] = {"run": found, "kind": kind, "place": known_place(request, found, kind), "trouble": trouble}
    base["failed"] = imports.failed_job(found)
    try:
        seen = _seen(request, found, at)
    except TROUBLE as refused:
        return render(request, "imports/refused.html", {**base, "reasons": reasons(refused)}, status=status)
    note_opening(request, found, at)
    sheet = Sheet(seen, state=request.GET.get("filas", ""), page=_page(request))
    columns = columns or (ColumnsForm(seen) if seen.fields and seen.columns else None)
    context = {
        **base,
        "seen": seen,
        "sheet": sheet,
        "review": Review(sheet, request.path, columns),
        "questions": questions or (QuestionsForm(seen.questions) if seen.questions else None),
        "columns": columns,
        "said": found.options.get("said", {}),
    }
    if htmx.asked(request, "revision"):
        return htmx.push_url(render(request, "imports/parts/review.html", context), request.get_full_path())
    return render(request, "imports/preview.html", context, status=status)


def _seen(request: CityRequest, found: ImportRun, at: datetime) -> Preview:
    """Read a run's file, or take what was just read when the person turns a page of it."""
    turns = "pagina" in request.GET or "filas" in request.GET
    seen = RECENT.get(found, at=at) if turns else None
    if seen is None:
        seen = imports.preview(found)
        RECENT.keep(found, seen, at=at)
    return seen


@require_safe
@membership_required(imports.imports_something)
def progress(request: CityRequest, city: str, run_id: UUID) -> HttpResponseBase:
    """Show how far the job of a run is; once it ends, lead to what it did."""
    found = run_for(request, run_id)
    if not imports.is_running(found):
        url = redirect("imports:run", city, found.pk).url
        return htmx.go(url) if htmx.asked(request) else redirect(url)
    kind = kind_for(request, found.kind)
    context = {"run": found, "job": found.job, "kind": kind, "place": known_place(request, found, kind)}
    template = "imports/parts/progress.html" if htmx.asked(request) else "imports/progress.html"
    return render(request, template, context)


@require_safe
@membership_required(imports.imports_something)
def left_over(request: CityRequest, city: str, run_id: UUID) -> HttpResponseBase:
    """Hand out a workbook of the rows that would not be imported, with the reasons."""
    found = run_for(request, run_id)
    if found.state != RunState.UPLOADED:
        return redirect("imports:run", city, found.pk)
    note_opening(request, found, timezone.now())
    name = _("%(stem)s, por corregir.xlsx") % {"stem": found.file.name.rpartition(".")[0] or found.file.name}
    try:
        data = workbook.left_over(imports.preview(found))
    except TROUBLE:
        return redirect("imports:run", city, found.pk)
    return files.attachment(data, name=name, media_type=XLSX)


def _result(request: CityRequest, found: ImportRun) -> dict[str, Any]:
    kind = kind_for(request, found.kind)
    at = timezone.now()
    return {
        "run": found,
        "kind": kind,
        "place": known_place(request, found, kind),
        "outcome": imports.outcome(found) if found.state == RunState.APPLIED else (),
        "findings": [discreet(problem.message) for problem in imports.findings(found)[:MOST_FINDINGS]],
        "said": list(found.options.get("said", {}).values()),
        "undo_until": imports.undo_until(found),
        "may_undo_still": found.state == RunState.APPLIED and at <= (imports.undo_until(found) or at),
        "may_take_out": imports.takes_files_out(request.membership) and found.file.erased_at is None,
    }


def _page(request: CityRequest) -> int:
    text = request.GET.get("pagina", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
