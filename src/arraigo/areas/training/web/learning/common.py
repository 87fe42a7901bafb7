"""What the pages of tests and surveys share."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from arraigo.areas.training.models import Assessment, Course
from arraigo.areas.training.web.common import course_for
from arraigo.core.accounts.api import CityRequest


def assessment_for(request: CityRequest, course_id: UUID, assessment_id: UUID) -> Assessment:
    """Return a test or survey of a course that this member opens; raises Http404 as for one that does not exist."""
    course = course_for(request, course_id)
    found = Assessment.objects.filter(course=course, pk=assessment_id).first()
    if found is None:
        raise Http404(_("Esta prueba o encuesta no existe."))
    found.course = course
    return found


def to_assessment(assessment: Assessment, anchor: str = "") -> HttpResponseRedirect:
    """Lead to the page of a test or survey."""
    address = redirect("training:assessment", assessment.course.city.slug, assessment.course_id, assessment.pk).url
    return HttpResponseRedirect(f"{address}{anchor}")


def local(course: Course, moment: datetime | None) -> datetime | None:
    """Return a moment as clocks at the course show it, without its zone, so that no template converts it again."""
    return moment.astimezone(ZoneInfo(course.timezone)).replace(tzinfo=None) if moment else None
