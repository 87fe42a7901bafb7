"""The desk's pages of focal points: their links, a new one, sending it again, revoking it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from arraigo.areas.training import permissions
from arraigo.areas.training.actions import focal as actions
from arraigo.areas.training.models import Course, FocalLink
from arraigo.areas.training.queries.focal import focal_links
from arraigo.areas.training.web.common import course_for
from arraigo.areas.training.web.enrolling import tables as own_tables
from arraigo.areas.training.web.enrolling.forms import FocalLinkForm
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.audit import api as audit
from arraigo.core.organisations import api as organisations
from arraigo.core.ui import tables

FORM = ("GET", "HEAD", "POST")


@require_safe
@membership_required(permissions.manages_training)
def links(request: CityRequest, city: str, course_id: UUID) -> HttpResponseBase:
    """List who enrols people of their institution, and how many each has enrolled."""
    course, at = course_for(request, course_id), timezone.now()
    rows = list(focal_links(course))
    for row in rows:
        row.course = course
    audit.seen(what="training.focal_links", subject=course, by=request.membership.user, at=at)
    shown = tables.listing(own_tables.focal_links(city, course.pk), request, rows)
    filename = _("%(code)s, puntos focales") % {"code": course.code}
    context = {"course": course}
    return tables.respond(request, "training/enrolling/focal_links.html", shown, context, filename=filename)


@require_http_methods(FORM)
@membership_required(permissions.manages_training)
def new(request: CityRequest, city: str, course_id: UUID) -> HttpResponse:
    """Invite a focal point: the link goes to their mail."""
    course, at = course_for(request, course_id), timezone.now()
    form = FocalLinkForm(request.POST or None, today=timezone.localdate(), zone=request.city.timezone)
    if request.method == "POST" and form.is_valid():
        link = actions.create_focal_link(course, **form.values, by=request.membership.user, at=at)
        messages.success(request, _("Enviamos el enlace a %(name)s.") % {"name": link.name})
        return redirect("training:focal_links", city, course.pk)
    context = {"course": course, "form": form, "institutions": [name for _pk, name in organisations.choices()]}
    return render(request, "training/enrolling/focal_link_new.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM)
@membership_required(permissions.manages_training)
def send(request: CityRequest, city: str, course_id: UUID, link_id: UUID) -> HttpResponse:
    """Ask, and then send a link that works once more to the same focal point."""
    course, at = course_for(request, course_id), timezone.now()
    link = _link(course, link_id)
    if request.method != "POST":
        return render(request, "training/enrolling/focal_link_send.html", {"course": course, "link": link})
    if actions.send_focal_link(link, by=request.membership.user, at=at):
        messages.success(request, _("Enviamos el enlace a %(name)s.") % {"name": link.name})
    else:
        messages.error(request, _("Este enlace está anulado o vencido. Invite de nuevo al punto focal."))
    return redirect("training:focal_links", city, course.pk)


@require_http_methods(FORM)
@membership_required(permissions.manages_training)
def revoke(request: CityRequest, city: str, course_id: UUID, link_id: UUID) -> HttpResponse:
    """Ask, and then make a link open nothing more."""
    course = course_for(request, course_id)
    link = _link(course, link_id)
    if request.method == "POST":
        actions.revoke_focal_link(link, by=request.membership.user, at=timezone.now())
        messages.success(request, _("Enlace anulado. Las personas que inscribió siguen en el curso."))
        return redirect("training:focal_links", city, course.pk)
    return render(request, "training/enrolling/focal_link_revoke.html", {"course": course, "link": link})


def _link(course: Course, link_id: UUID) -> FocalLink:
    found = focal_links(course).filter(pk=link_id).first()
    if found is None:
        raise Http404(_("Este enlace no existe."))
    found.course = course
    return found
