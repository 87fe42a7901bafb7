"""The SQL of the outcomes. Each query takes the conditions of a filter in its braces.

`{courses}` is a condition on courses `c`, `{people}` on enrolments `e`, `{days}` on the day that `{day}` stands for.
"""

from arraigo.areas.training.queries.learning_gain import PAIRS

# Who completed a course: courses that have a rule and ended; what each enrolled person did there; whether it is enough.
# Time counts up to what a session lasted; a cancelled session is neither asked for nor counted.
COMPLETION = """
WITH meeting AS MATERIALIZED (SELECT s.id, s.course_id, s.minutes * 60 AS seconds, s.is_required, s.starts_at,
  s.timezone FROM training_session s WHERE s.cancelled_at IS NULL),
 course AS MATERIALIZED (
 SELECT c.id, r.measure, r.minimum_percent, sum(m.seconds) AS seconds, count(*) AS sessions,
  count(*) FILTER (WHERE m.is_required) AS required,
  (SELECT count(*) FROM training_assessment t
    WHERE t.course_id = c.id AND t.is_required) AS tests
  FROM training_certificaterule r JOIN training_course c ON c.id = r.course_id JOIN meeting m ON m.course_id = c.id
  WHERE c.cancelled_at IS NULL AND {courses} GROUP BY c.id, r.measure, r.minimum_percent
  HAVING max(m.starts_at + make_interval(secs => m.seconds)) <= %s AND {days}),
 done AS MATERIALIZED (
 SELECT a.enrolment_id, sum(least(a.seconds, m.seconds)) AS seconds, count(*) AS sessions,
  count(*) FILTER (WHERE m.is_required) AS required
  FROM training_attendance a JOIN meeting m ON m.id = a.session_id
  WHERE a.course_id IN (SELECT id FROM course) GROUP BY a.enrolment_id),
 answered AS MATERIALIZED (
 SELECT enrolment_id, count(DISTINCT assessment_id) AS tests FROM (
  SELECT r.enrolment_id, r.assessment_id FROM training_response r JOIN training_assessment t ON t.id = r.assessment_id
   WHERE t.is_required AND t.course_id IN (SELECT id FROM course) AND r.enrolment_id IS NOT NULL
   AND (t.pass_percent IS NULL OR coalesce(r.out_of, 0) = 0 OR 100 * r.score >= t.pass_percent * r.out_of)
  UNION ALL SELECT k.enrolment_id, k.assessment_id FROM training_surveyticket k
   JOIN training_assessment t ON t.id = k.assessment_id
   WHERE t.is_required AND t.course_id IN (SELECT id FROM course)) one GROUP BY enrolment_id),
 judged AS (
 SELECT e.id, e.course_id, e.organization_id,
  EXISTS (SELECT FROM training_certificate g WHERE g.enrolment_id = e.id AND g.revoked_at IS NULL)
  OR (CASE k.measure WHEN 'time' THEN 100 * coalesce(d.seconds, 0) >= k.minimum_percent * k.seconds
   ELSE 100 * coalesce(d.sessions, 0) >= k.minimum_percent * k.sessions END
  AND coalesce(d.required, 0) >= k.required AND coalesce(n.tests, 0) >= k.tests) AS completed
  FROM training_enrolment e JOIN course k ON k.id = e.course_id LEFT JOIN done d ON d.enrolment_id = e.id
  LEFT JOIN answered n ON n.enrolment_id = e.id WHERE {people})
"""
COMPLETION_COUNTS = """SELECT course_id, organization_id, count(*), count(*) FILTER (WHERE completed) FROM judged
 GROUP BY 1, 2"""
COMPLETION_ROWS = "SELECT id FROM judged WHERE completed"
ENDED_ON = "max((m.starts_at AT TIME ZONE m.timezone)::date)"

CERTIFICATES = """
SELECT g.course_id, e.organization_id, count(*) FILTER (WHERE g.revoked_at IS NULL),
 count(*) FILTER (WHERE g.revoked_at IS NOT NULL)
 FROM training_certificate g JOIN training_course c ON c.id = g.course_id
 LEFT JOIN training_enrolment e ON e.id = g.enrolment_id WHERE {courses} AND {people} AND {days} GROUP BY 1, 2
"""
ISSUED_ON = "(g.issued_at AT TIME ZONE c.timezone)::date"

# Learning is what a course's own results page says of it: `PAIRS` finds it for both. Its parts are in percent.
LEARNING = PAIRS
LEARNING_COUNTS = """SELECT e.course_id, e.organization_id, count(*), sum(g.before) / 100, sum(g.after) / 100
 FROM both_times g JOIN training_enrolment e ON e.id = g.enrolment_id WHERE {days} AND {people} GROUP BY 1, 2"""
LEARNING_ROWS = """SELECT e.id FROM both_times g JOIN training_enrolment e ON e.id = g.enrolment_id
 WHERE {days} AND {people}"""
TESTED_ON = "g.answered_on"

# A survey's answers bear no name: an institution is only asked of the courses in which it has people.
SATISFACTION = """
SELECT t.course_id, NULL::uuid, count(DISTINCT a.response_id), count(*), sum(a.number)
 FROM training_assessment t JOIN training_course c ON c.id = t.course_id
 JOIN training_question q ON q.assessment_id = t.id AND q.kind = 'scale'
 JOIN training_answer a ON a.question_id = q.id AND a.number IS NOT NULL
 JOIN training_response r ON r.id = a.response_id
 WHERE t.kind = 'survey' AND {courses} AND {days}
 AND EXISTS (SELECT FROM training_enrolment e WHERE e.course_id = t.course_id AND {people})
 GROUP BY 1
"""
ANSWERED_ON = "r.submitted_on"

LABELS = """
SELECT c.id, c.title, c.code, c.series_id::text, coalesce(s.name, ''), c.programme_area FROM training_course c
 LEFT JOIN training_series s ON s.id = c.series_id WHERE c.id = ANY(%s)
UNION ALL SELECT o.id, o.name, '', NULL, '', '' FROM organisations_organization o WHERE o.id = ANY(%s)
"""
