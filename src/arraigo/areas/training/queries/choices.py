"""What a filter of figures offers: the city's courses, institutions and series, in one query."""

from dataclasses import dataclass

from django.db import connection

SQL = """
SELECT 'course', id::text, title || ' · ' || code FROM training_course
UNION ALL
SELECT 'institution', o.id::text, o.name FROM organisations_organization o
 WHERE EXISTS (SELECT FROM training_enrolment e WHERE e.organization_id = o.id)
UNION ALL
SELECT 'series', id::text, name FROM training_series
"""


@dataclass(frozen=True)
class Choices:
    """(id, words) pairs, each list by its words."""

    courses: tuple[tuple[str, str], ...]
    institutions: tuple[tuple[str, str], ...]
    series: tuple[tuple[str, str], ...]


def choices() -> Choices:
    """Return what figures can be narrowed to, in one query."""
    found: dict[str, list[tuple[str, str]]] = {"course": [], "institution": [], "series": []}
    with connection.cursor() as cursor:
        cursor.execute(SQL)
        for kind, key, words in cursor.fetchall():
            found[kind].append((key, words))
    ordered = {kind: tuple(sorted(pairs, key=lambda pair: pair[1].casefold())) for kind, pairs in found.items()}
    return Choices(ordered["course"], ordered["institution"], ordered["series"])
