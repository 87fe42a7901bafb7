"""What courses achieved, and what a participant's page says of their tests.

Neither learning nor satisfaction of fewer people than `scoring.FEWEST` is told.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arraigo.areas.training.enums import AssessmentKind, QuestionKind
from arraigo.areas.training.models import Assessment, Course, Enrolment, Response, SurveyTicket
from arraigo.areas.training.queries.assessments import State, state_of
from arraigo.areas.training.queries.learning_gain import means_of
from arraigo.areas.training.queries.links import participant_token
from arraigo.areas.training.queries.participant_panel import Panel
from arraigo.areas.training.queries.scoring import FEWEST, Gain
from arraigo.core.ui.formats import clock, long_date


@dataclass(frozen=True)
class CourseLearning:
    """What a course, or several, achieved.

    `gain` is None where fewer than five people sat both tests, `satisfaction` (mean of the 1–5 scales) where fewer
    than five answered a survey; `paired` and `surveyed` count people all the same. `scales` is how many answers to
    scales the mean rests on.
    """

    paired: int = 0
    gain: Gain | None = None
    surveyed: int = 0
    satisfaction: float | None = None
    scales: int = 0


NOTHING = CourseLearning()
_ON_SCALE = Q(answers__question__kind=QuestionKind.SCALE)
_SCALES = Count("answers__number", filter=_ON_SCALE)
_SUM = Sum("answers__number", filter=_ON_SCALE)


def learning_of(course_ids: Iterable[UUID]) -> dict[UUID, CourseLearning]:
    """Return what each course achieved; two queries, however many there are. A course without answers has `NOTHING`."""
    ids = list(dict.fromkeys(course_ids))
    if not ids:
        return {}
    means = means_of(ids)
    surveys = {
        row["course"]: row
        for row in Response.objects.filter(assessment__course__in=ids, assessment__kind=AssessmentKind.SURVEY)
        .order_by()
        .values(course=F("assessment__course"))
        .annotate(people=Count("pk", distinct=True), given=_SCALES, total=_SUM)
    }
    return {course: _learning(means.get(course), surveys.get(course)) for course in ids}


def _learning(means: tuple[int, float, float] | None, survey: Mapping[str, Any] | None) -> CourseLearning:
    number, before, after = means or (0, 0.0, 0.0)
    people, given, total = (survey["people"], survey["given"], survey["total"] or 0) if survey else (0, 0, 0)
    told = people >= FEWEST and given > 0
    return CourseLearning(
        paired=number,
        gain=Gain(number, before, after) if number >= FEWEST else None,
        surveyed=people,
        satisfaction=total / given if told else None,
        scales=given if told else 0,
    )


def learning_summary(course: Course) -> CourseLearning:
    """Return what one course achieved."""
    return learning_of([course.pk])[course.pk]


def panel(enrolment: Enrolment, at: datetime) -> Panel | None:
    """Return what a participant's page says of tests and surveys; None where the course has none to show them."""
    shown = list(Assessment.objects.filter(course=enrolment.course, published_at__isnull=False).select_related("city"))
    if not shown:
        return None
    mine = Response.objects.filter(enrolment=enrolment).order_by().values_list("assessment_id")
    sittings = dict(mine.annotate(number=Count("pk")))
    tickets = SurveyTicket.objects.filter(enrolment=enrolment).values_list("assessment_id", flat=True)
    sittings |= dict.fromkeys(tickets, 1)
    lines, links = [], []
    for one in shown:
        made, state = sittings.get(one.pk, 0), state_of(one, at)
        lines.append(_line(one, made, state, enrolment.course.timezone))
        if made or state == State.OPEN:
            address = reverse("training:assessment_take", args=[one.city.slug, participant_token(enrolment), one.pk])
            links.append(((_("Ver «%s»") if made else _("Responder «%s»")) % one.title, address))
    return Panel(_("Pruebas y encuesta"), tuple(lines), tuple(links))


def _line(one: Assessment, made: int, state: State, zone: str) -> str:
    if made:
        said = ngettext("respondida.", "respondida %(count)s veces.", made) % {"count": made}
    elif state == State.EARLY:
        said = _("abre el %s.") % _moment(one.opens_at, zone)
    elif state == State.CLOSED:
        said = _("cerrada.")
    else:
        said = _("hasta el %s.") % _moment(one.closes_at, zone) if one.closes_at else _("ya puede responderla.")
    return f"{one.title}: {said}"


def _moment(moment: datetime | None, zone: str) -> str:
    if moment is None:
        return ""
    local = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return _("%(day)s a las %(hour)s") % {"day": long_date(local), "hour": clock(local)}
