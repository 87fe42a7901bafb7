"""What the public pages of enrolling share."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from arraigo.areas.training.models import Course, Enrolment
from arraigo.areas.training.queries import links
from arraigo.core.accounts.api import PublicRequest

# What opens by a link is nobody else's to keep.
private_page: Callable[[Any], Any] = cache_control(private=True, no_store=True)


def published_course(request: PublicRequest, slug: str) -> Course:
    """Return a course that is published in this city; raises Http404 otherwise."""
    found = Course.objects.select_related("institution", "city").prefetch_related("sessions")
    course = found.filter(slug=slug, published_at__isnull=False).first()
    if course is None:
        raise Http404(_("Este curso no existe o ya no se publica."))
    return course


def own_enrolment(token: str) -> Enrolment | None:
    """Return the enrolment that a participant's link opens, with its city; None when it opens nothing any more."""
    found = links.enrolment_by(token)
    if found is not None:
        found.course.city = found.city
    return found


def gone(request: PublicRequest, sentence: str) -> HttpResponse:
    """Say kindly that a link opens nothing any more, and what to do."""
    return render(request, "training/enrolling/gone.html", {"sentence": sentence}, status=404)
