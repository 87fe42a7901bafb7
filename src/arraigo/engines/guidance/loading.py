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
from arraigo.engines.guidance.model import Route, Translation
from arraigo.engines.guidance.problems import Problem, RouteError
from arraigo.engines.guidance.reading_route import read_route
from arraigo.engines.guidance.translating import check_translation, english_is_missing, file_of, read_translation

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
    route, problems = inspect(text, name=name, numbers=numbers, needs=needs, today=today, translations=translations)
    if route is None or not all(one.is_warning for one in problems):
        raise RouteError(problems)
    return replace(route, warnings=tuple(problems))


def inspect(
    text: str,
    *,
    name: str,
    numbers: Mapping[str, object] | Collection[str],
    needs: Mapping[str, object] | Collection[str],
    today: str,
    translations: Mapping[str, str] | None = None,
) -> tuple[Route | None, list[Problem]]:
    """Return what could be read of a route, whole or not, and its problems: for an editor, that draws what there is.

    Only `load` gives a route to walk or to publish. Arguments are those of `load`.
    """
    root, found = read_marked(text, file=name)
    notes = Notes(name, found)
    route = read_route(root, notes) if root is not None else None
    if route is None:
        return None, in_order(notes.problems)
    if route.steps:
        _check(route, notes, numbers=numbers, needs=needs, today=today)
    given, told = _in_other_languages(route, notes, translations or {})
    return replace(route, translations=given), in_order([*notes.problems, *told])


def _in_other_languages(
    route: Route, notes: Notes, files: Mapping[str, str]
) -> tuple[dict[str, Translation], list[Problem]]:
    given, told = {}, []
    for lang, text in sorted(files.items()):
        given[lang], found = read_translation(text, lang=lang, name=file_of(notes.file, lang))
        if given[lang].texts or not found.problems:
            check_translation(route, given[lang], found, notes)
        told += found.problems
    if route.protection and "en" not in given:
        told.append(english_is_missing(notes.file, notes.line("protection")))
    return given, told


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
