"""What the team does with a course's certificates: give out, send, take all of them along."""

import tempfile
import zipfile
from collections.abc import Iterable
from typing import IO
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from arraigo.areas.training import permissions
from arraigo.areas.training.models import Certificate, Course
from arraigo.areas.training.queries import certificates as reads
from arraigo.areas.training.queries.certificate_codes import grouped
from arraigo.areas.training.tasks.certificates import start_issuing, start_sending
from arraigo.areas.training.web.certificates.forms import DownloadForm
from arraigo.areas.training.web.common import course_for
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.audit import api as audit
from arraigo.core.files import api as files
from arraigo.core.ui import tables
from arraigo.core.ui.ids import ids_from

IN_MEMORY = 8 * 1024 * 1024


@require_POST
@membership_required(permissions.manages_training)
def issue(request: CityRequest, city: str, course_id: UUID) -> HttpResponse:
    """Start giving out certificates to all who meet what the course asks, and lead to the job."""
    course = course_for(request, course_id)
    if reads.rule_of(course) is None:
        return redirect("training:certificate_rule", city, course.pk)
    job = start_issuing(course, by=request.membership.user, at=timezone.now())
    return redirect("ciudad:job", city, job.pk)


@require_POST
@membership_required(permissions.manages_training)
def send(request: CityRequest, city: str, course_id: UUID) -> HttpResponse:
    """Start sending every certificate that was not sent yet, and lead to the job."""
    course = course_for(request, course_id)
    job = start_sending(course, by=request.membership.user, at=timezone.now())
    return redirect("ciudad:job", city, job.pk)


@require_POST
@membership_required(permissions.manages_training)
def act(request: CityRequest, city: str, course_id: UUID) -> HttpResponse:
    """Give out or send the certificates of those who are ticked."""
    course = course_for(request, course_id)
    action, ids = tables.ticked(request)
    back = tables.back(request, reverse("training:certificates", args=[city, course.pk]))
    chosen = ids_from(ids)
    if not chosen or reads.rule_of(course) is None:
        messages.info(request, _("Marque primero a las personas."))
        return redirect(back)
    by, at = request.membership.user, timezone.now()
    if action == "enviar":
        job = start_sending(course, enrolments=chosen, by=by, at=at)
    elif action in {"emitir", "reemitir"}:
        job = start_issuing(course, enrolments=chosen, again=action == "reemitir", by=by, at=at)
    else:
        return redirect(back)
    return redirect("ciudad:job", city, job.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@membership_required(permissions.manages_training)
def download_all(request: CityRequest, city: str, course_id: UUID) -> HttpResponseBase:
    """Ask why, and then give every certificate that stands as one file; both are logged."""
    course = course_for(request, course_id)
    rows = reads.certificates(course).filter(revoked_at=None, file__isnull=False)
    form = DownloadForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        packed = _packed(rows)
        by, at = request.membership.user, timezone.now()
        audit.seen(what="training.certificates.download", subject=course, by=by, at=at, reason=reason)
        name = _("Constancias %(code)s.zip") % {"code": course.code}
        response = FileResponse(packed, as_attachment=True, filename=name, content_type="application/zip")
        response["Cache-Control"] = "private, no-store"
        return response
    return _download_page(request, course, form, rows.count())


def _download_page(request: CityRequest, course: Course, form: DownloadForm, number: int) -> HttpResponse:
    context = {"course": course, "form": form, "number": number}
    status = 422 if form.is_bound else 200
    return render(request, "training/certificates/download.html", context, status=status)


def _packed(rows: Iterable[Certificate]) -> IO[bytes]:
    """Put certificates into a ZIP that leaves memory when it is large; PDFs are packed already."""
    held: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the answer closes it
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as box:
        for row in rows:
            if row.file is not None and row.file.erased_at is None:
                box.writestr(files.clean_name(f"{row.name} {grouped(row.code)}.pdf"), files.read(row.file))
    held.seek(0)
    return held
