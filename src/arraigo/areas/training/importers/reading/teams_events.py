"""Teams' lists of events, one row per entry or exit, paired into stays."""

import re
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from arraigo.areas.training.importers.reading.cleaning import email_of
from arraigo.areas.training.importers.reading.dates import find_order
from arraigo.areas.training.importers.reading.drafts import Draft, Place, raw_of, seen_date
from arraigo.areas.training.importers.reading.moments import moment_of
from arraigo.areas.training.importers.reading.names import name_and_brackets
from arraigo.areas.training.importers.reading.values import GivenOrder, IgnoredRow
from arraigo.core.imports.problems import Problem, problem_at
from arraigo.core.imports.reading import Cell, Row, fold, text_of

LEFT = re.compile(r"left|salio|abandon|se fue|se retiro|saiu|quitte|parti\b|opusc|verlass|lasciat|uscit|salida|exit")


@dataclass(slots=True)
class _Event:
    row: int
    key: str
    leaves: bool
    cell: Cell
    who: dict[str, Any]
    raw: tuple[str, ...]


@dataclass(slots=True)
class _Stays:
    drafts: list[Draft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def events_to_drafts(
    rows: list[tuple[int, Row]], columns: dict[str, int], place: Place, told: GivenOrder | None, end: Cell
) -> tuple[list[Draft], list[Problem], list[IgnoredRow]]:
    """Return stays from entries and exits, in the order of time; an entry without exit lasts until ``end`` if known.

    Two devices of one person may overlap: the first exit closes the first entry, so their union is right.
    """
    events, ignored = _events(rows, columns)
    dates = [seen for event in events for seen in seen_date(event.cell, event.row, place.joined)]
    order = find_order([*place.extra, *dates], told, place.file, place.sheet).order
    stays = _Stays()
    by_person: dict[str, list[_Event]] = {}
    for event in events:
        by_person.setdefault(event.key, []).append(event)
    for own in by_person.values():
        if order:
            own.sort(key=lambda event: _instant(event.cell, order))
        _pair(own, stays, place, end)
    stays.drafts.sort(key=lambda draft: draft.row)
    return stays.drafts, stays.problems, ignored


def _events(rows: list[tuple[int, Row]], columns: dict[str, int]) -> tuple[list[_Event], list[IgnoredRow]]:
    events, ignored = [], []
    for index, row in rows:

        def cell(name: str, row: Row = row) -> str:
            column = columns.get(name, -1)
            return text_of(row[column]) if 0 <= column < len(row) else ""

        name, with_brackets = name_and_brackets(cell("name"))
        email = email_of(cell("email")) or email_of(cell("upn"))
        if not name and not email:
            ignored.append(IgnoredRow(index + 1, "anonymous", cell("participant")))
            continue
        who = {"name": name, "original_name": with_brackets, "email": email, "role": cell("role")}
        key = cell("participant") or f"{fold(name)}|{email}"
        stamp = row[columns["timestamp"]] if columns["timestamp"] < len(row) else None
        events.append(_Event(index + 1, key, bool(LEFT.search(fold(cell("action")))), stamp, who, raw_of(row)))
    return events, ignored


def _instant(cell: Cell, order: str) -> datetime:
    moment = moment_of(cell)
    instant = moment.at(order) if moment else None
    return instant.replace(tzinfo=None) if instant else datetime.max  # noqa: DTZ901 - unreadable ones go last


def _pair(events: list[_Event], stays: _Stays, place: Place, end: Cell) -> None:
    waiting: deque[_Event] = deque()
    for event in events:
        if not event.leaves:
            waiting.append(event)
        elif waiting:
            entry = waiting.popleft()
            stays.drafts.append(Draft(entry.row, entry.who, entry.cell, event.cell, raw=entry.raw))
        else:
            stays.problems.append(_exit_alone(event, place))
            stays.drafts.append(Draft(event.row, event.who, None, event.cell, raw=event.raw))
    if waiting and not events[-1].leaves:
        entry = waiting[0]
        stays.drafts.append(Draft(entry.row, entry.who, entry.cell, end, raw=entry.raw))


def _exit_alone(event: _Event, place: Place) -> Problem:
    sentence = _("«%(name)s» sale sin haber entrado: esa salida no cuenta como tiempo de asistencia.") % {
        "name": event.who["name"]
    }
    where = place.sheet or None
    return problem_at(
        "exit_without_entry",
        sentence,
        file=place.file,
        sheet=where,
        row=event.row,
        column=place.joined,
        severity="warning",
    )
