"""What is printed for the door: badges, the sheet to sign with codes, and the poster for those who note themselves."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from arraigo.areas.training import permissions
from arraigo.areas.training.documents import badges as documents
from arraigo.areas.training.documents.codes import qr_svg
from arraigo.areas.training.queries import courses as course_reads
from arraigo.areas.training.queries import doors as reads
from arraigo.areas.training.queries.badges import bearers
from arraigo.areas.training.queries.links import absolute
from arraigo.areas.training.web.common import course_for, here, session_for
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.audit import api as audit


@require_safe
@membership_required(permissions.manages_training)
def badges(request: CityRequest, city: str, course_id: UUID) -> HttpResponse:
    """Give the badges of a course as a PDF, eight to a page."""
    course = course_for(request, course_id)
    at = timezone.now()
    found = documents.badges(bearers(course), course=course, at=here(request, at))
    audit.seen(what="training.badges", subject=course, by=request.membership.user, at=at)
    return _pdf(found, f"{course.code}, {_('gafetes')}.pdf")


@require_safe
@membership_required(permissions.reads_training)
def sheet(request: CityRequest, city: str, course_id: UUID, session_id: UUID) -> HttpResponse:
    """Give the sheet to sign as a PDF, with each person's code beside their name."""
    session = session_for(request, course_id, session_id)
    at = timezone.now()
    # A code at the door is as good as a badge: those who only read courses get the sheet without.
    coded = permissions.manages_training(request.membership)
    people = bearers(session.course)
    starts = course_reads.local(session.starts_at, session.timezone)
    found = documents.sheet(people, session=session, starts=starts, coded=coded, at=here(request, at))
    audit.seen(what="training.sheet", subject=session, by=request.membership.user, at=at)
    return _pdf(found, f"{session.course.code} {session.code}, {_('lista')}.pdf")


@require_safe
@membership_required(permissions.manages_training)
def poster(request: CityRequest, city: str, course_id: UUID, session_id: UUID) -> HttpResponse:
    """Show the poster with the code by which people note their own arrival, to be printed or projected."""
    session = session_for(request, course_id, session_id)
    link = absolute("self_arrival", request.city, reads.self_token(session))
    context = {
        "course": session.course,
        "session": session,
        "starts": course_reads.local(session.starts_at, session.timezone),
        "link": link,
        "code": qr_svg(link, label=_("Código QR para registrar su llegada")),
    }
    return render(request, "training/checkin/poster.html", context)


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    response["Cache-Control"] = "private, no-store"
    return response
