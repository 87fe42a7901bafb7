"""Who learned how much: what people reached in the questions that both tests of a course ask."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection

from arraigo.areas.training.queries.scoring import Pair

# The first sitting of each counts: seeing the right answers and trying again is not learning. A question that was
# left empty earned nothing. Questions count where the other test of the same course has one of the same pair.
# `{courses}` is a condition on courses `c`. `answered_on` is the day of the test after.
PAIRS = """
WITH reached AS (
  SELECT a.course_id, r.enrolment_id, a.kind, max(r.submitted_on) AS answered_on,
    100.0 * sum(coalesce(w.points, 0)) / sum(q.points) AS part
  FROM training_assessment a JOIN training_course c ON c.id = a.course_id AND {courses}
  JOIN training_response r ON r.assessment_id = a.id AND r.attempt = 1 AND r.enrolment_id IS NOT NULL
  JOIN training_question q ON q.assessment_id = a.id AND q.kind IN ('single', 'multiple', 'true_false')
    AND q.points > 0
  LEFT JOIN training_answer w ON w.response_id = r.id AND w.question_id = q.id
  WHERE a.kind IN ('pre', 'post') AND EXISTS (
    SELECT FROM training_question o JOIN training_assessment b ON b.id = o.assessment_id
    WHERE o.pair = q.pair AND b.course_id = a.course_id AND b.kind <> a.kind AND b.kind IN ('pre', 'post')
  )
  GROUP BY a.course_id, r.enrolment_id, a.kind
), both_times AS (
  SELECT before.course_id, before.enrolment_id, before.part::float AS before, after.part::float AS after,
    after.answered_on
  FROM reached before JOIN reached after USING (course_id, enrolment_id)
  WHERE before.kind = 'pre' AND after.kind = 'post'
)
"""


def _rows(sql: str, course_ids: Iterable[UUID]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(PAIRS.format(courses="c.id = ANY(%s)") + sql, [list(course_ids)])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def pairs_of(course_id: UUID) -> list[Pair]:
    """Return what each person who sat both tests of a course reached in them, with sex and institution; one query."""
    rows = _rows(
        "SELECT b.before, b.after, p.sex, coalesce(o.name, '') FROM both_times b"
        " JOIN training_enrolment e ON e.id = b.enrolment_id JOIN people_person p ON p.id = e.person_id"
        " LEFT JOIN organisations_organization o ON o.id = e.organization_id",
        [course_id],
    )
    return [Pair(before, after, sex, institution) for before, after, sex, institution in rows]


def means_of(course_ids: Iterable[UUID]) -> dict[UUID, tuple[int, float, float]]:
    """Return how many sat both tests of each course, and their means before and after in percent; one query."""
    rows = _rows("SELECT course_id, count(*)::int, avg(before), avg(after) FROM both_times GROUP BY 1", course_ids)
    return {course: (number, before, after) for course, number, before, after in rows}
