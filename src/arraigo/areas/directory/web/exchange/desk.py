"""Taking services in from a file, after it was looked at, and giving the directory out."""

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from arraigo.areas.directory import permissions
from arraigo.areas.directory.documents import sheets
from arraigo.areas.directory.importers.reading import read_bytes
from arraigo.areas.directory.importers.records import told_apart
from arraigo.areas.directory.queries import exchange as reads
from arraigo.areas.directory.queries.hsds.exporting import csv_package, nested_json
from arraigo.areas.directory.queries.hsds.sheet_rows import sheet_rows
from arraigo.areas.directory.queries.hsds.whole import Tables, whole
from arraigo.areas.directory.tasks import start_import
from arraigo.areas.directory.web.common import FORM
from arraigo.areas.directory.web.exchange.forms import ImportForm
from arraigo.areas.directory.web.exchange.looking import counted, is_empty
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.files import api as files
from arraigo.core.files.models import StoredFile
from arraigo.core.imports.problems import FileRefused, Problem

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# More than this on one page nobody mends by hand.
SHOWN_PROBLEMS = 200


@require_http_methods(FORM)
@membership_required(permissions.manages_directory)
def upload(request: CityRequest, city: str) -> HttpResponse:
    """Take a file; nothing of it is written before somebody has seen what it would change."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        if given.size > settings.IMPORT_MAX_BYTES:
            form.add_error("file", _("Pesa más de lo que se puede importar de una vez. Divídalo en varios."))
        else:
            by, at = request.membership.user, timezone.now()
            try:
                kept = files.store(given.read(), name=given.name, media_type=given.content_type or "", by=by, at=at)
            except files.FileError as error:
                form.add_error("file", str(error))
            else:
                return redirect("directory:import", city, reads.import_token(kept))
    status = 422 if request.method == "POST" else 200
    return render(request, "directory/exchange/upload.html", {"form": form}, status=status)


@require_safe
@membership_required(permissions.manages_directory)
def look(request: CityRequest, city: str, token: str) -> HttpResponse:
    """Show how much a file would write, and what is wrong with it, cell by cell."""
    kept = _file(token)
    mends = request.GET.get("coordenadas") == "corregir"
    context: dict[str, Any] = {"file": kept, "token": token, "mends": mends}
    try:
        draft = read_bytes(files.read(kept), kept.name, city=request.city, mends=mends)
    except FileRefused as error:
        context["reasons"] = [problem.message for problem in error.problems]
    except files.FileError as error:
        context["reasons"] = [str(error)]
    else:
        told = reads.preview(draft)
        context |= {"preview": told, "errors": _shown(told.errors), "warnings": _shown(told.warnings)}
        context |= {"rows": counted(draft, city=request.city, at=timezone.now()), "is_empty": is_empty(draft)}
    status = 200 if "preview" in context else 422
    return render(request, "directory/exchange/preview.html", context, status=status)


@require_POST
@membership_required(permissions.manages_directory)
def apply(request: CityRequest, city: str, token: str) -> HttpResponse:
    """Start the job that writes a file, and show how far it is."""
    kept = _file(token)
    mends = request.POST.get("coordenadas") == "corregir"
    job = start_import(kept, mends=mends, by=request.membership.user, at=timezone.now())
    return redirect("ciudad:job", city, job.pk)


@require_POST
@membership_required(permissions.manages_directory)
def discard(request: CityRequest, city: str, token: str) -> HttpResponse:
    """Erase a file of which nothing was written."""
    files.erase(_file(token), by=request.membership.user, at=timezone.now())
    messages.success(request, _("Archivo borrado. Nada de él entró al directorio."))
    return redirect("directory:import_new", city)


@require_safe
@membership_required(permissions.reads_directory)
def template(request: CityRequest, city: str) -> HttpResponse:
    """Hand out the empty sheet that an organisation fills."""
    return files.attachment(sheets.template(), name=_("plantilla-servicios.xlsx"), media_type=XLSX)


@require_safe
@membership_required(permissions.reads_directory)
def export(request: CityRequest, city: str, kind: str) -> HttpResponse:
    """Hand out what is public of the directory as HSDS or as the plain sheet."""
    made = EXPORTS.get(kind)
    if made is None:
        raise Http404(_("No hay una descarga de ese tipo."))
    name, media_type, write = made
    return files.attachment(write(whole()), name=f"{city}-{name}", media_type=media_type)


def _json(tables: Tables) -> bytes:
    return nested_json(tables).encode()


def _zip(tables: Tables) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in csv_package(tables).items():
            # The same directory makes the same file, whenever it is asked for.
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _sheet(tables: Tables) -> bytes:
    return sheets.services_sheet(sheet_rows(tables))


EXPORTS: Mapping[str, tuple[str, str, Callable[[Tables], bytes]]] = {
    "hsds-json": ("hsds.json", "application/json", _json),
    "hsds-csv": ("hsds.zip", "application/zip", _zip),
    "hoja": ("servicios.xlsx", XLSX, _sheet),
}


def _shown(problems: tuple[Problem, ...]) -> list[tuple[Problem, str]]:
    """Return problems with what each says besides the place that stands in the columns before."""
    return [(problem, told_apart(problem)) for problem in problems[:SHOWN_PROBLEMS]]


def _file(token: str) -> StoredFile:
    found = reads.import_by(token)
    if found is None:
        raise Http404(_("Este archivo no existe o se borró. Cárguelo de nuevo."))
    return found
