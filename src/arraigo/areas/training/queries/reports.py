"""A course in one value, as the command line prints it and the API answers it."""

from typing import Any

from arraigo.areas.training.enums import Doubt, EvidenceState
from arraigo.areas.training.models import Course, Evidence
from arraigo.areas.training.queries.figures import FigureFilter, Figures, figures, percent


def course_report(course: Course) -> dict[str, Any]:
    """Return a course's figures and its rows that wait, with plain values.

    `percent` is over `people`; who waits for review is in none of the counts.
    """
    return {
        "code": course.code,
        **figures_report(figures(FigureFilter(course=course.pk))),
        "to_review": _waiting(course),
    }


def figures_report(found: Figures) -> dict[str, Any]:
    """Return figures as plain values."""
    people = found.people
    return {
        "enrolled": found.enrolled,
        "people": people.total,
        "by_modality": {name: count.total for name, count in found.by_modality.items()},
        "by_sex": {"women": people.women, "men": people.men, "unknown": people.unknown},
        "percent": {"women": percent(people.women, people.total), "men": percent(people.men, people.total)},
        "attendances": found.attendances,
    }


def _waiting(course: Course) -> list[dict[str, Any]]:
    waiting = Evidence.objects.filter(session__course=course, state=EvidenceState.REVIEW)
    return [
        {
            "session": row.session.code,
            "file": row.run.file.name,
            "row": row.row,
            "name": _names(row),
            "email": row.email,
            "reason": row.doubt,
            "message": str(Doubt(row.doubt).label),
        }
        for row in waiting.select_related("session", "run__file").order_by("session__starts_at", "run", "row")
    ]


def _names(row: Evidence) -> str:
    """Return a row's name as its file writes it: the shown one, with the original one in parentheses."""
    if row.original_name and row.name and row.original_name != row.name:
        return f"{row.name} ({row.original_name})"
    return str(row.original_name or row.name)
