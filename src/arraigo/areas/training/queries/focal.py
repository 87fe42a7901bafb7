"""What a focal link allows, and whom it enrolled."""

from datetime import datetime

from django.db.models import Count, Q, QuerySet

from arraigo.areas.training.enums import ApplicationState
from arraigo.areas.training.models import Application, Course, FocalLink

TAKES_A_PLACE = (ApplicationState.ACCEPTED, ApplicationState.WAITING, ApplicationState.TO_APPROVE)


def is_valid(link: FocalLink, *, at: datetime) -> bool:
    """Tell whether a link still enrols: neither revoked nor expired, and its course is held."""
    return link.revoked_at is None and at < link.expires_at and link.course.cancelled_at is None


def places_left(link: FocalLink) -> int | None:
    """Return how many people more a link may enrol, None without a limit."""
    if link.places is None:
        return None
    return max(0, link.places - enrolled_by(link).count())


def enrolled_by(link: FocalLink) -> QuerySet[Application]:
    """Return the people whom a link enrolled and who have not left, in the order in which they were sent."""
    found = Application.objects.filter(focal_link=link, state__in=TAKES_A_PLACE)
    return found.select_related("enrolment").order_by("created_at", "pk")


def focal_links(course: Course) -> QuerySet[FocalLink]:
    """Return a course's links with `used`, how many people each enrolled."""
    used = Count("applications", filter=Q(applications__state__in=TAKES_A_PLACE))
    return FocalLink.objects.filter(course=course).select_related("organization", "city").annotate(used=used)
