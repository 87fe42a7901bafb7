"""A course in one value, as the command line prints it and the API answers it."""

from collections.abc import Iterable
from typing import Any

from arraigo.areas.training.enums import Doubt, EvidenceState
from arraigo.areas.training.models import Course, Evidence
from arraigo.areas.training.queries.breakdowns import Breakdowns
from arraigo.areas.training.queries.figures import Count, FigureFilter, Figures, Line, figures, percent
from arraigo.areas.training.queries.outcomes import Outcome, Outcomes


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


def outcomes_report(found: Figures, parts: Breakdowns, led_to: Outcomes) -> dict[str, Any]:
    """Return what stands beside the figures in the API: hours, sessions held, breakdowns and outcomes."""
    return {
        "hours": round(found.seconds / 3600, 1),
        "sessions_held": found.held,
        "hours_held": round(found.held_minutes / 60, 1),
        **outcome_report(led_to.total),
        "by_series": _parts(parts.by_series, led_to.by_series),
        "by_programme_area": _parts(parts.by_area, led_to.by_area),
    }


def outcome_report(one: Outcome) -> dict[str, Any]:
    """Return the outcomes of one group as plain values; null where fewer than five would be told apart."""
    return {
        "completion": {"completed": one.completed, "enrolled": one.enrolled},
        "certificates": {"valid": one.valid, "revoked": one.revoked},
        "learning": {
            "people": one.tested,
            "before_percent": _rounded(one.mean_before, 1),
            "after_percent": _rounded(one.mean_after, 1),
            "gain_points": _rounded(one.gain, 1),
            "normalised_gain": _rounded(one.normalised_gain, 3),
        },
        "satisfaction": {"responses": one.responses, "mean": _rounded(one.satisfaction, 2)},
    }


def _parts(lines: Iterable[Line], led_to: Iterable[Outcome]) -> list[dict[str, Any]]:
    """Join people and outcomes of the same groups; whoever has one of them alone has zeros in the other."""
    people = {line.key: line for line in lines}
    results = {one.key: one for one in led_to}
    nobody, nothing = Line("", "", Count(), 0), Outcome()
    return [
        {
            "key": key,
            "label": (people.get(key) or results[key]).label,
            "people": (line := people.get(key, nobody)).people.total,
            "by_sex": {"women": line.people.women, "men": line.people.men, "unknown": line.people.unknown},
            "attendances": line.attendances,
            "hours": round(line.seconds / 3600, 1),
            **outcome_report(results.get(key, nothing)),
        }
        for key in dict.fromkeys([*people, *results])
    ]


def _rounded(value: float | None, places: int) -> float | None:
    return None if value is None else round(value, places)


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
