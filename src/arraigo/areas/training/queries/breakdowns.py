"""People by series and by programme area, each once in each, with the hours that they attended."""

from dataclasses import dataclass, field

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from arraigo.areas.training.enums import ProgrammeArea
from arraigo.areas.training.queries.figures import Count, FigureFilter, Line, largest_first, lines_of, rows_of, where_of

SQL = """
WITH each AS MATERIALIZED (
 SELECT a.person_id, a.course_id, count(*) AS times, sum(a.seconds) AS seconds
 FROM training_attendance a WHERE {where} GROUP BY a.person_id, a.course_id),
 named AS MATERIALIZED (
 SELECT g.*, c.series_id, c.programme_area FROM each g JOIN training_course c ON c.id = g.course_id)
SELECT 'series', g.series_id::text, coalesce(s.name, ''), p.sex, count(*), sum(g.times)::int, sum(g.seconds)::bigint
 FROM (SELECT series_id, person_id, sum(times) AS times, sum(seconds) AS seconds FROM named GROUP BY 1, 2) g
 JOIN people_person p ON p.id = g.person_id LEFT JOIN training_series s ON s.id = g.series_id GROUP BY 2, 3, 4
UNION ALL
SELECT 'all', '', '', p.sex, count(*), sum(g.times)::int, sum(g.seconds)::bigint
 FROM (SELECT person_id, sum(times) AS times, sum(seconds) AS seconds FROM each GROUP BY 1) g
 JOIN people_person p ON p.id = g.person_id GROUP BY p.sex
UNION ALL
SELECT 'area', g.programme_area, '', p.sex, count(*), sum(g.times)::int, sum(g.seconds)::bigint
 FROM (SELECT programme_area, person_id, sum(times) AS times, sum(seconds) AS seconds FROM named GROUP BY 1, 2) g
 JOIN people_person p ON p.id = g.person_id GROUP BY 2, 3, 4
"""


@dataclass(frozen=True)
class Breakdowns:
    """The largest first, and everybody once. A line's key is the series' id, empty for courses of none, or the area."""

    people: Count = field(default_factory=Count)
    by_series: tuple[Line, ...] = ()
    by_area: tuple[Line, ...] = ()


def breakdowns(wanted: FigureFilter) -> Breakdowns:
    """Break the people of a filter down by series and by programme area; one query."""
    where, values = where_of(wanted)
    rows = rows_of(SQL.format(where=where), values)
    series = (
        (key or "", name or _("Sin serie"), "", sex, number, times, seconds)
        for kind, key, name, sex, number, times, seconds in rows
        if kind == "series"
    )
    areas = (
        (key, str(capfirst(ProgrammeArea(key).label)), "", sex, number, times, seconds)
        for kind, key, _name, sex, number, times, seconds in rows
        if kind == "area"
    )
    everybody = Count()
    for kind, _key, _name, sex, number, _times, _seconds in rows:
        if kind == "all":
            everybody.add(sex, number)
    return Breakdowns(everybody, largest_first(lines_of(series)), largest_first(lines_of(areas)))
