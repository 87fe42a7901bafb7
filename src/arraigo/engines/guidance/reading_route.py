"""The file of a route, as it is written: what is wrong in itself is noted, what it names is checked elsewhere."""

from arraigo.engines.guidance.fields import Fields, Notes, fields
from arraigo.engines.guidance.marked import Node
from arraigo.engines.guidance.model import Mandate, Route, Source, SourceKind
from arraigo.engines.guidance.reading_steps import read_steps

MAX_SUMMARY = 160

_ROUTE = (
    *("id", "need", "title", "summary", "protection", "valid_from", "valid_until", "verified_on", "reviewer"),
    *("mandate", "sources", "start", "steps"),
)
_SOURCE = ("id", "title", "url", "kind", "in_force_from", "in_force_until", "verified_on")


def read_route(node: Node, notes: Notes) -> Route | None:
    """Return the route of a file, or None where it is no map; what is wrong is noted and what is missing is empty."""
    route = fields(notes, node, "", _ROUTE, line=1)
    if route is None:
        return None
    valid_from, valid_until = route.day("valid_from", required=True), route.day("valid_until")
    _in_order(route, "valid_from", "valid_until", valid_from, valid_until)
    summary = route.text("summary", required=True)
    if len(summary) > MAX_SUMMARY:
        notes.add("too_many_letters", route.line("summary"), where="«summary»", count=len(summary), limit=MAX_SUMMARY)
    return Route(
        id=route.id("id", required=True),
        need=route.text("need", required=True),
        title=route.text("title", required=True),
        summary=summary,
        protection=route.boolean("protection"),
        valid_from=valid_from or "",
        valid_until=valid_until,
        verified_on=route.day("verified_on"),
        reviewer=route.text("reviewer") or None,
        mandate=_mandate(route),
        sources=tuple(_sources(route)),
        start=route.text("start", required=True),
        steps=read_steps(route),
    )


def _mandate(route: Fields) -> Mandate | None:
    made = route.map("mandate", ("institution", "ground"))
    if made is None:
        route.notes.add("missing", route.line("mandate"), key="mandate", where=route.where)
        return None
    return Mandate(made.text("institution", required=True), made.text("ground", required=True))


def _sources(route: Fields) -> list[Source]:
    found: dict[str, Source] = {}
    for one in route.maps("sources", _SOURCE):
        name = one.id("id", required=True)
        kind = one.one_of("kind", tuple(SourceKind))
        if name in found:
            one.notes.add("twice", one.line("id"), value=name, where="«sources»")
        begins, ends = one.day("in_force_from"), one.day("in_force_until")
        _in_order(one, "in_force_from", "in_force_until", begins, ends)
        made = Source(
            id=name,
            title=one.text("title", required=True),
            kind=SourceKind(kind) if kind else SourceKind.ORGANISATION,
            url=one.url("url"),
            in_force_from=begins,
            in_force_until=ends,
            verified_on=one.day("verified_on"),
        )
        found.setdefault(name, made)
    return list(found.values())


def _in_order(around: Fields, first: str, second: str, early: str | None, late: str | None) -> None:
    if early and late and early > late:
        around.notes.add(
            "days_swapped", around.line(second), first=first, second=second, early=early, late=late, where=around.where
        )
