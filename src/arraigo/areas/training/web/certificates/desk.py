"""Pages of a course's certificates for its team: who may have one, who has one, and each of them."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from arraigo.areas.training import permissions
from arraigo.areas.training.actions import certificates as actions
from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.documents import certificate_words
from arraigo.areas.training.models import Certificate
from arraigo.areas.training.queries import certificates as reads
from arraigo.areas.training.queries.certificate_codes import grouped
from arraigo.areas.training.web.certificates import tables as own_tables
from arraigo.areas.training.web.certificates.forms import ReasonForm
from arraigo.areas.training.web.common import course_for
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.audit import api as audit
from arraigo.core.files import api as files
from arraigo.core.ui import tables


@require_safe
@membership_required(permissions.reads_training)
def listed(request: CityRequest, city: str, course_id: UUID) -> HttpResponseBase:
    """Show who meets what the course asks and who has a certificate; that somebody looked is logged."""
    at = timezone.now()
    course = course_for(request, course_id)
    rule = reads.rule_of(course)
    rows = reads.lines(course, rule, at=at) if rule else []
    counts = reads.counts(rows)
    manages = permissions.manages_training(request.membership)
    shown = tables.listing(own_tables.certificates(city, course.pk, manages=manages), request, rows)
    context = {
        "course": course,
        "rule": rule,
        "manages": manages,
        "counts": counts,
        "enrolled": len(rows),
        "completed": counts[reads.ISSUED] + counts[reads.READY],
        "unsent": sum(row.state == reads.ISSUED and not row.sent for row in rows),
    }
    audit.seen(what="training.certificates", subject=course, by=request.membership.user, at=at)
    filename = _("%(code)s, constancias") % {"code": course.code}
    return tables.respond(request, "training/certificates/list.html", shown, context, filename=filename)


@require_safe
@membership_required(permissions.reads_training)
def one(request: CityRequest, city: str, course_id: UUID, certificate_id: UUID) -> HttpResponse:
    """Show one certificate."""
    found = certificate_for(request, course_id, certificate_id)
    audit.seen(what="training.certificate", subject=found, by=request.membership.user, at=timezone.now())
    return _page(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
@membership_required(permissions.manages_training)
def revoke(request: CityRequest, city: str, course_id: UUID, certificate_id: UUID) -> HttpResponse:
    """Ask why, and then say that a certificate no longer holds."""
    found = certificate_for(request, course_id, certificate_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.revoke(
                certificate=found, reason=form.cleaned_data["reason"], by=request.membership.user, at=timezone.now()
            )
        except TrainingError as error:
            form.add_error("reason", str(error))
        else:
            messages.success(request, _("Constancia anulada. Su página ya lo dice."))
            return redirect("training:certificate_detail", city, course_id, found.pk)
    context = {"certificate": found, "course": found.course, "code": grouped(found.code), "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "training/certificates/revoke.html", context, status=status)


@require_safe
@membership_required(permissions.reads_training)
def pdf(request: CityRequest, city: str, course_id: UUID, certificate_id: UUID) -> HttpResponse:
    """Give the certificate as it was given out; who took it is logged."""
    found = certificate_for(request, course_id, certificate_id)
    if found.file is None:
        raise Http404(_("Este archivo se borró."))
    return files.download(found.file, by=request.membership.user, at=timezone.now())


def certificate_for(request: CityRequest, course_id: UUID, certificate_id: UUID) -> Certificate:
    """Return a certificate of a course that this member opens."""
    course = course_for(request, course_id)
    found = reads.certificates(course).filter(pk=certificate_id).first()
    if found is None:
        raise Http404(_("Esta constancia no existe."))
    found.course = course
    return found


def _page(request: CityRequest, found: Certificate) -> HttpResponse:
    context = {
        "certificate": found,
        "course": found.course,
        "code": grouped(found.code),
        "kind": certificate_words.KINDS[found.kind][0],
        "hours": certificate_words.hours(found.hours)[0],
        "period": certificate_words.period(found.starts_on, found.ends_on)[0],
        "manages": permissions.manages_training(request.membership),
    }
    return render(request, "training/certificates/one.html", context)
