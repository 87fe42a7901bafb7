"""Who meets the conditions of courses, read in a constant number of queries, however many courses and people."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from arraigo.areas.training.enums import AssessmentKind
from arraigo.areas.training.models import (
    Assessment,
    Attendance,
    CertificateRule,
    Enrolment,
    Response,
    Session,
    SurveyTicket,
)
from arraigo.areas.training.queries.eligibility import Conditions, ExamFact, Record, Result, SessionFact, missing

# A survey is anonymous: that it was answered is all that is known.
HANDED_IN = Result(0, 0)


@dataclass(frozen=True)
class Standing:
    """One person in one course, before their conditions: what they lack, in words."""

    enrolment_id: UUID
    person_id: UUID
    course_id: UUID
    missing: tuple[str, ...]

    @property
    def meets(self) -> bool:
        """Whether nothing is lacking."""
        return not self.missing


def conditions_of(rules: Collection[CertificateRule]) -> dict[UUID, Conditions]:
    """Return what each of these rules' courses asks, by course; two queries. Cancelled sessions are left out."""
    courses = [rule.course_id for rule in rules]
    sessions: defaultdict[UUID, list[SessionFact]] = defaultdict(list)
    held = Session.objects.filter(course_id__in=courses, cancelled_at=None)
    for one in held:
        fact = SessionFact(one.pk, one.code, one.starts_at, one.minutes, one.is_required)
        sessions[one.course_id].append(fact)
    tests: defaultdict[UUID, list[ExamFact]] = defaultdict(list)
    # A draft is asked as well: nobody is certified before the test that a course asks has been given.
    asked = Assessment.objects.filter(course_id__in=courses, is_required=True)
    for test in asked:
        exam = ExamFact(test.pk, test.title, test.pass_percent, test.kind == AssessmentKind.SURVEY)
        tests[test.course_id].append(exam)
    return {
        rule.course_id: Conditions(
            rule.measure, rule.minimum_percent, tuple(sessions[rule.course_id]), tuple(tests[rule.course_id])
        )
        for rule in rules
    }


def standings(
    rules: Collection[CertificateRule], *, at: datetime, enrolments: Collection[UUID] | None = None
) -> list[Standing]:
    """Return everybody enrolled in the courses of these rules; `enrolments` narrows to these people.

    Five queries, and one more where a survey is asked.
    """
    conditions = conditions_of(rules)
    people = Enrolment.objects.filter(course_id__in=list(conditions))
    attendances = Attendance.objects.filter(course_id__in=list(conditions))
    responses = Response.objects.filter(assessment__course_id__in=list(conditions), assessment__is_required=True)
    if enrolments is not None:
        people = people.filter(pk__in=enrolments)
        attendances = attendances.filter(enrolment_id__in=enrolments)
        responses = responses.filter(enrolment_id__in=enrolments)
    seconds: defaultdict[UUID, dict[UUID, int]] = defaultdict(dict)
    for enrolment_id, session_id, spent in attendances.values_list("enrolment_id", "session_id", "seconds"):
        seconds[enrolment_id][session_id] = spent
    results = _best(responses.values_list("enrolment_id", "assessment_id", "score", "out_of"))
    for enrolment_id, survey_id in _surveys_answered(conditions.values()):
        results[enrolment_id][survey_id] = HANDED_IN
    return [
        Standing(pk, person, course, missing(conditions[course], Record(seconds[pk], results[pk]), at=at))
        for pk, person, course in people.order_by("pk").values_list("pk", "person_id", "course_id")
    ]


def _surveys_answered(conditions: Collection[Conditions]) -> Collection[tuple[UUID, UUID]]:
    """Return who has answered which of the surveys that courses ask, as (enrolment, survey)."""
    asked = [test.id for condition in conditions for test in condition.tests if test.is_survey]
    if not asked:
        return ()
    tickets = SurveyTicket.objects.filter(assessment_id__in=asked)
    return list(tickets.values_list("enrolment_id", "assessment_id"))


def _best(rows: Collection[tuple[UUID, UUID, int | None, int | None]]) -> defaultdict[UUID, dict[UUID, Result]]:
    """Return the best result of each person and test: as a part, since two sittings may be of different points."""
    found: defaultdict[UUID, dict[UUID, Result]] = defaultdict(dict)
    for enrolment_id, assessment_id, score, out_of in rows:
        result = Result(score or 0, out_of or 0)
        known = found[enrolment_id].get(assessment_id)
        if known is None or result.score * known.out_of > known.score * result.out_of:
            found[enrolment_id][assessment_id] = result
    return found
