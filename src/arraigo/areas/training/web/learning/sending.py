"""How people get to a test or survey: by mail, or by a code on the wall of the room."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from arraigo.areas.training import permissions
from arraigo.areas.training.actions.assessment_mail import start_mail
from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.documents.codes import qr_svg
from arraigo.areas.training.queries.assessment_links import room_url
from arraigo.areas.training.queries.assessments import state_of
from arraigo.areas.training.web.learning.common import assessment_for, local, to_assessment
from arraigo.core.accounts.api import CityRequest, membership_required


@require_POST
@membership_required(permissions.manages_training)
def mail(request: CityRequest, city: str, course_id: UUID, assessment_id: UUID) -> HttpResponse:
    """Start writing to those who have not answered, and lead to how it goes."""
    found = assessment_for(request, course_id, assessment_id)
    reminds = request.POST.get("que") == "recordar"
    try:
        job = start_mail(assessment=found, reminds=reminds, by=request.membership.user, at=timezone.now())
    except TrainingError as error:
        messages.error(request, str(error))
        return to_assessment(found)
    return redirect("ciudad:job", city, job.pk)


@require_safe
@membership_required(permissions.reads_training)
def project(request: CityRequest, city: str, course_id: UUID, assessment_id: UUID) -> HttpResponse:
    """Show the code that people read with their telephones, large enough for the back of the room."""
    found = assessment_for(request, course_id, assessment_id)
    address = room_url(found, request.city)
    context = {
        "course": found.course,
        "assessment": found,
        "address": address,
        "code": qr_svg(address, label=_("Código para abrir «%(title)s» en el teléfono") % {"title": found.title}),
        "state": state_of(found, timezone.now()).value,
        "closes": local(found.course, found.closes_at),
    }
    return render(request, "training/learning/project.html", context)
