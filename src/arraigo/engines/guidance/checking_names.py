"""What a route names is there: needs, numbers, sources, steps and answers; norms are in force."""

from collections.abc import Collection, Iterator

from arraigo.engines.guidance.conditions import Was
from arraigo.engines.guidance.fields import Notes
from arraigo.engines.guidance.model import Kind, Route, SourceKind, Step

Reach = dict[str, frozenset[str]]


def check_names(route: Route, notes: Notes, *, numbers: Collection[str], needs: Collection[str]) -> None:
    """Note each need, number and source that does not exist, and emergencies without a number."""
    sources = {one.id for one in route.sources}
    if route.need and route.need not in needs:
        notes.unknown("unknown_need", notes.line("need"), route.need, needs)
    if route.mandate and route.mandate.ground and route.mandate.ground not in sources:
        notes.unknown("unknown_source", notes.line("mandate.ground"), route.mandate.ground, sources)
    for step in route.steps.values():
        place = f"steps.{step.id}"
        for code, known, named in (
            ("unknown_need", needs, _needs(step)),
            ("unknown_number", numbers, _numbered("numbers", step.numbers)),
            ("unknown_source", sources, _sources(step)),
        ):
            for where, name in named:
                if name and name not in known:
                    notes.unknown(code, notes.line(f"{place}.{where}"), name, known)
        if step.kind is Kind.EMERGENCY and not step.numbers:
            notes.add("no_number", notes.line(place), step=step.id)


def _needs(step: Step) -> Iterator[tuple[str, str]]:
    if step.services is not None:
        yield from _numbered("services.needs", step.services.needs)


def _sources(step: Step) -> Iterator[tuple[str, str]]:
    yield from _numbered("sources", step.sources)
    for number, one in enumerate(step.contacts):
        yield f"contacts.{number}.source", one.source


def _numbered(key: str, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for number, name in enumerate(names):
        yield f"{key}.{number}", name


def check_days(route: Route, notes: Notes, *, today: str) -> None:
    """Note the norms that are not in force on a day, ISO, and a route that is not valid on it."""
    for number, one in enumerate(route.sources):
        if one.kind is not SourceKind.NORM:
            continue
        if one.in_force_until and one.in_force_until < today:
            line = notes.line(f"sources.{number}.in_force_until")
            notes.add("expired_norm", line, title=one.title, day=one.in_force_until)
        if one.in_force_from and one.in_force_from > today:
            line = notes.line(f"sources.{number}.in_force_from")
            notes.add("norm_not_yet", line, title=one.title, day=one.in_force_from)
    if route.valid_until and route.valid_until < today:
        notes.add("not_current", notes.line("valid_until"), day=route.valid_until)
    elif route.valid_from > today:
        notes.add("not_yet_current", notes.line("valid_from"), day=route.valid_from)


def check_steps_named(route: Route, notes: Notes) -> bool:
    """Note each step that something leads to and that is not there; say whether all are."""
    before = len(notes.problems)
    if route.start and route.start not in route.steps:
        notes.unknown("unknown_step", notes.line("start"), route.start, route.steps, where="«start»")
    for step in route.steps.values():
        _check_ways(step, route, notes)
    return len(notes.problems) == before and route.start in route.steps


def _check_ways(step: Step, route: Route, notes: Notes) -> None:
    for answer, to in step.ways():
        if to and to not in route.steps:
            place = f"steps.{step.id}" + (f".answers.{answer}" if step.kind is Kind.QUESTION else "")
            notes.unknown("unknown_step", notes.line(f"{place}.to"), to, route.steps, where=f"«{place}»")


def check_conditions(route: Route, notes: Notes, *, is_whole: bool) -> bool:
    """Note conditions on what is no question, no answer of it, or cannot have been answered before; say if none is.

    The last is told only of a route whose steps all lead somewhere (`is_whole`): elsewhere it might not be so.
    """
    before = len(notes.problems)
    earlier = _asked_before(route)
    for step in route.steps.values():
        for place, when in step.conditions():
            where = f"steps.{step.id}.{place}"
            for atom in when.atoms():
                line = notes.line(f"{where}.when.{atom.step}")
                if _is_answerable(route, notes, atom, line, where) and is_whole and atom.step not in earlier[step.id]:
                    notes.add("condition_too_early", line, where=f"«{where}»", value=atom.step)
    return len(notes.problems) == before


def _is_answerable(route: Route, notes: Notes, atom: Was, line: int, where: str) -> bool:
    asked = route.steps.get(atom.step)
    if asked is None:
        notes.unknown("condition_unknown_step", line, atom.step, route.steps, where=f"«{where}»")
        return False
    if asked.kind is not Kind.QUESTION:
        notes.add("condition_no_question", line, where=f"«{where}»", value=atom.step)
        return False
    answers = [one.id for one in asked.answers]
    for name in atom.answers:
        if name not in answers:
            values = {"where": f"«{where}»", "value": name, "step": atom.step, "allowed": ", ".join(answers)}
            notes.add("condition_unknown_answer", line, **values)
    return True


def _asked_before(route: Route) -> Reach:
    """Return for each step the steps from which some way of one step or more leads to it."""
    found: dict[str, frozenset[str]] = dict.fromkeys(route.steps, frozenset())
    waiting = list(route.steps)
    while waiting:
        name = waiting.pop()
        behind = found[name] | {name}
        for _answer, to in route.steps[name].ways():
            if to in found and not behind <= found[to]:
                found[to] |= behind
                waiting.append(to)
    return found
