"""What a course hands out to those enrolled in it."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from arraigo.areas.training.models import CourseMaterial, Enrolment
from arraigo.areas.training.queries.links import participant_token
from arraigo.areas.training.queries.participant_panel import Panel


def materials_for(enrolment: Enrolment) -> QuerySet[CourseMaterial]:
    """Return the files of a course, those for anybody and those for who is enrolled, the oldest first."""
    found = CourseMaterial.objects.filter(course_id=enrolment.course_id, file__erased_at__isnull=True)
    return found.select_related("file").order_by("created_at")


def material_for(enrolment: Enrolment, material_id: UUID) -> CourseMaterial | None:
    """Return one of these files; None when it is of another course or gone."""
    return materials_for(enrolment).filter(pk=material_id).first()


def panel(enrolment: Enrolment, at: datetime) -> Panel | None:
    """Return the part of a participant's page that hands out the files of the course."""
    found = list(materials_for(enrolment))
    if not found:
        return None
    slug, token = enrolment.course.city.slug, participant_token(enrolment)
    links = [(one.title, reverse("training:participant_material", args=[slug, token, one.pk])) for one in found]
    return Panel(_("Materiales"), (), tuple(links))
