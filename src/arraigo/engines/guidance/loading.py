"""A route from its text: read, checked and refused, with file, line and reason, or returned whole."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from arraigo.engines.guidance.checking_names import (
    check_conditions,
    check_days,
    check_names,
    check_steps_named,
)
from arraigo.engines.guidance.checking_way import check_shape, check_way
from arraigo.engines.guidance.fields import Notes
from arraigo.engines.guidance.marked import read_marked
from arraigo.engines.guidance.model import Route
from arraigo.engines.guidance.problems import Problem, RouteError
from arraigo.engines.guidance.reading_route import read_route

MAX_PAGES = 2_000


def load(
    text: str,
    *,
    name: str,
    numbers: Mapping[str, object] | Collection[str],
    needs: Mapping[str, object] | Collection[str],
    today: str,
    translations: Mapping[str, str] | None = None,
) -> Route:
    """Return the route of a YAML text, found whole on the day `today` (ISO); its `warnings` do not stop it.

    `name` is the file's name as problems tell it, `numbers` and `needs` are the ids that exist, `translations` the
    texts of the files in other languages. Raises RouteError with every problem found, in the order of lines.
    """
    root, found = read_marked(text, file=name)
    if root is None:
        raise RouteError(found)
    notes = Notes(name, found)
    route = read_route(root, notes)
    if route is not None and route.steps:
        _check(route, notes, numbers=numbers, needs=needs, today=today)
    problems = in_order(notes.problems)
    if route is None or not all(one.is_warning for one in problems):
        raise RouteError(problems)
    return replace(route, warnings=tuple(problems))


def _check(route: Route, notes: Notes, *, numbers: Collection[str], needs: Collection[str], today: str) -> None:
    check_names(route, notes, numbers=numbers, needs=needs)
    check_days(route, notes, today=today)
    check_shape(route, notes)
    is_whole = check_steps_named(route, notes)
    is_whole = check_conditions(route, notes, is_whole=is_whole) and is_whole
    check_way(route, notes, is_whole=is_whole, limit=MAX_PAGES)


def in_order(problems: Collection[Problem]) -> list[Problem]:
    """Return problems by file and line, each once."""
    once = {(one.file, one.line, one.code, str(one)): one for one in problems}
    return sorted(once.values(), key=lambda one: (one.file, one.line))
