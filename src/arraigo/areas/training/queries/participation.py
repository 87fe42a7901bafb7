"""What training tells the register of people: in what somebody took part, for whom, and courses by their words."""

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arraigo.areas.training.models import Course, Enrolment
from arraigo.areas.training.permissions import courses_of, reads_training
from arraigo.core.accounts.api import Standing
from arraigo.core.people.api import Hit, Panel
from arraigo.core.ui.formats import number

FOUND = 10


def panel(person_id: UUID, membership: Standing) -> Panel | None:
    """Return a person's courses, with how many sessions they attended of those held; None when they are in none."""
    rows = (
        Enrolment.objects.filter(person_id=person_id)
        .select_related("course", "organization")
        .annotate(attended=Count("attendances", distinct=True), held=Count("course__sessions", distinct=True))
        .order_by("-enrolled_at")
    )
    opened = set(Course.objects.filter(courses_of(membership)).values_list("pk", flat=True))
    may_open = reads_training(membership)
    shown = [
        (
            (
                row.course.title,
                row.organization.name if row.organization else "",
                _("%(part)s de %(whole)s") % {"part": number(row.attended), "whole": number(row.held)},
            ),
            _address(membership, row.course_id) if may_open and row.course_id in opened else "",
        )
        for row in rows
    ]
    if not shown:
        return None
    fact = ngettext("%(count)d curso", "%(count)d cursos", len(shown)) % {"count": len(shown)}
    headers = (_("Curso"), _("Institución"), _("Jornadas a las que asistió"))
    return Panel(_("Formación"), headers, tuple(row for row, _url in shown), tuple(url for _row, url in shown), fact)


def in_scope(membership: Standing, person_ids: Iterable[UUID]) -> set[UUID]:
    """Return those of these people who are enrolled for the organisations to which a membership is limited."""
    mine = Enrolment.objects.filter(person_id__in=list(person_ids), organization_id__in=membership.organization_ids)
    return set(mine.values_list("person_id", flat=True))


def institutions(person_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return for which institution each of these people was enrolled last."""
    rows = Enrolment.objects.filter(person_id__in=list(person_ids), organization__isnull=False)
    return dict(rows.order_by("enrolled_at").values_list("person_id", "organization__name"))


def find_courses(text: str, membership: Standing) -> Sequence[Hit]:
    """Return the courses whose title or code has a text."""
    if not reads_training(membership):
        return ()
    found = Course.objects.filter(courses_of(membership)).filter(Q(title__icontains=text) | Q(code__icontains=text))
    return [Hit(course.title, _address(membership, course.pk), _("Cursos"), course.code) for course in found[:FOUND]]


def _address(membership: Standing, course_id: UUID) -> str:
    return reverse("training:course", kwargs={"city": membership.city.slug, "course_id": course_id})
