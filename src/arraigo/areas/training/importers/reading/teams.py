"""Teams: the report in sections, the older summary, the list of entries and exits, live events; any language.

Columns are known by their label in the languages seen so far, and otherwise by what stands in them.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC

from django.utils.translation import gettext as _

from arraigo.areas.training.importers.reading.cleaning import email_of
from arraigo.areas.training.importers.reading.drafts import Draft, Place, finish, raw_of, seen_date
from arraigo.areas.training.importers.reading.durations import seconds_of
from arraigo.areas.training.importers.reading.moments import moment_of
from arraigo.areas.training.importers.reading.names import name_and_brackets
from arraigo.areas.training.importers.reading.platforms import TEAMS, TEAMS_META
from arraigo.areas.training.importers.reading.teams_events import events_to_drafts
from arraigo.areas.training.importers.reading.values import AttendanceFile, EvidenceRow, GivenOrder, IgnoredRow, Source
from arraigo.core.imports.problems import Problem, problem_at
from arraigo.core.imports.reading import Cell, Row, Sheet, fold, is_blank, text_of

HEADING = re.compile(r"^(\d)\s*[.)]\s*([^\d].*)$")
SUMMARIES = frozenset(
    ("meeting summary", "resumen de la reunion", "resumo da reuniao", "resume de la reunion", "podsumowanie spotkania")
)
ACTIVITIES = re.compile(r"activ|ativid|aktyw|dzialan|aktivit|attivit")
LOOKED_AT = 40
SAMPLE = 20


@dataclass(slots=True)
class _Section:
    number: int
    title: str
    columns: dict[str, int] = field(default_factory=dict)
    header: Row = field(default_factory=list)
    rows: list[tuple[int, Row]] = field(default_factory=list)


@dataclass(slots=True)
class _Report:
    sections: list[_Section] = field(default_factory=list)
    meta: dict[str, tuple[Cell, int, str]] = field(default_factory=dict)  # what, in which row, under which label


def teams_source(sheet: Sheet) -> Source | None:
    """Return «teams» or «teams_live» for a sheet that Teams wrote, None for any other."""
    for index, row in enumerate(sheet.rows[:LOOKED_AT]):
        columns = _labelled(row)
        if "timestamp" in columns and "action" in columns:
            return "teams_live" if "participant" in columns or "session" in columns else "teams"
        if {"upn", "joined"} <= set(columns) or _starts_report(sheet, index):
            return "teams"
    return None


def read_teams(sheet: Sheet, file: str, told: GivenOrder | None) -> AttendanceFile:
    """Return the attendance in a Teams report: the intervals of its activities, completed by its participants."""
    source = teams_source(sheet) or "teams"
    report = _split(sheet)
    section = report.sections[0] if report.sections else _Section(0, "")
    joined, left, duration = (_label(section, name) for name in ("joined", "left", "duration"))
    place = Place(file, sheet.name, joined, left, duration)
    nothing = (None, 0, "")
    start_cell, end_cell = (report.meta.get(name, nothing) for name in ("start", "end"))
    place.extra = [*seen_date(*start_cell), *seen_date(*end_cell)]
    drafts, problems, ignored = _drafts(report, place, told, source)
    done = finish(drafts, place, told)
    start, end = moment_of(start_cell[0]), moment_of(end_cell[0])
    return AttendanceFile(
        source=source,
        modality="online",
        rows=_in_utc(done.rows) if source == "teams_live" else done.rows,
        dates=done.dates.dates,
        meeting_start=start.at(done.dates.order) if start and done.dates.order else None,
        meeting_end=end.at(done.dates.order) if end and done.dates.order else None,
        meeting_id=text_of(report.meta.get("id", nothing)[0]),
        title=text_of(report.meta.get("title", nothing)[0]),
        problems=(*done.problems, *problems, *_nobody(drafts, file, sheet)),
        ignored=tuple(ignored),
        date_readings=done.dates.readings,
        columns={name: text_of(section.header[column]) for name, column in section.columns.items()},
    )


def _in_utc(rows: Iterable[EvidenceRow]) -> tuple[EvidenceRow, ...]:
    return tuple(
        replace(
            row,
            joined=row.joined.replace(tzinfo=row.joined.tzinfo or UTC) if row.joined else None,
            left=row.left.replace(tzinfo=row.left.tzinfo or UTC) if row.left else None,
        )
        for row in rows
    )


def _labelled(row: Row) -> dict[str, int]:
    columns: dict[str, int] = {}
    for index, cell in enumerate(row):
        name = TEAMS.match(text)[0] if (text := text_of(cell)) else None
        if name:
            columns.setdefault(name, index)
    return columns if "name" in columns else {}


def _starts_report(sheet: Sheet, index: int) -> bool:
    row = sheet.rows[index]
    first = text_of(row[0]) if row else ""
    alone = bool(first) and is_blank(row[1:])
    if not alone:
        return False
    if fold(first) in SUMMARIES:
        return True
    found = HEADING.match(first)
    below = sheet.rows[index + 1] if index + 1 < len(sheet.rows) else []
    return bool(found) and found is not None and found.group(1) == "1" and _is_summary_row(below)


def _is_summary_row(row: Row) -> bool:
    return (bool(row) and TEAMS_META.match(text_of(row[0]))[0] is not None) or sum(1 for cell in row if cell) == 2


def _split(sheet: Sheet) -> _Report:
    report = _Report()
    section = _Section(0, "")
    for index, row in enumerate(sheet.rows):
        if is_blank(row):
            continue
        heading = HEADING.match(text_of(row[0])) if row and is_blank(row[1:]) else None
        if heading:
            section = _Section(int(heading.group(1)), fold(heading.group(2)))
        elif not section.columns:
            _header_or_summary(report, section, sheet, index)
        else:
            section.rows.append((index, row))
    return report


def _header_or_summary(report: _Report, section: _Section, sheet: Sheet, index: int) -> None:
    row = sheet.rows[index]
    labelled = _labelled(row)
    if {"joined", "left", "timestamp", "duration"} & set(labelled):
        section.columns, section.header = labelled, row
    elif section.number >= 2 and sum(1 for cell in row if text_of(cell)) >= 4:
        section.columns, section.header = {**labelled, "name": labelled.get("name", 0)}, row
    else:
        _take_meta(report, sheet, index)
        return
    _complete(section, sheet, index)
    report.sections.append(section)


def _take_meta(report: _Report, sheet: Sheet, index: int) -> None:
    row = sheet.rows[index]
    name = TEAMS_META.match(text_of(row[0]))[0]
    if name and len(row) > 1 and text_of(row[1]):
        report.meta.setdefault(name, (row[1], sheet.shown_row(index), text_of(row[0])))


def _complete(section: _Section, sheet: Sheet, header: int) -> None:
    """Find the columns that no known label names, by their content: dates, durations, e-mails."""
    taken = set(section.columns.values())
    sample = [row for row in sheet.rows[header + 1 : header + 1 + SAMPLE] if not is_blank(row)]
    if "timestamp" in section.columns or not sample:
        return
    for index in range(1, len(section.header)):
        if index in taken:
            continue
        name = _by_content([row[index] for row in sample if index < len(row) and row[index] is not None], section)
        if name:
            section.columns[name] = index


def _by_content(cells: list[Cell], section: _Section) -> str | None:
    """Return which missing field most of a column's cells look like."""
    tests: tuple[tuple[tuple[str, ...], Callable[[Cell], bool]], ...] = (
        (("joined", "left"), _is_dated),
        (("email",), lambda cell: "@" in text_of(cell)),
        (("duration",), lambda cell: not isinstance(cell, int) and seconds_of(cell) is not None),
    )
    for names, test in tests:
        if sum(map(test, cells)) * 2 > len(cells):
            return next((name for name in names if name not in section.columns), None)
    return None


def _is_dated(cell: Cell) -> bool:
    moment = moment_of(cell)
    return moment is not None and moment.day is not None


def _drafts(
    report: _Report, place: Place, told: GivenOrder | None, source: Source
) -> tuple[list[Draft], list[Problem], list[IgnoredRow]]:
    events = [section for section in report.sections if "timestamp" in section.columns]
    if events:
        end = report.meta.get("end", (None, 0, ""))[0]
        rows = [(place_row, row) for section in events for place_row, row in section.rows]
        place.joined = place.left = _label(events[0], "timestamp")
        return events_to_drafts(rows, events[0].columns, place, told, end)
    return _of_sections(report), [], []


def _of_sections(report: _Report) -> list[Draft]:
    timed = [section for section in report.sections if {"joined", "duration"} & set(section.columns)]
    drafts = [draft for section in timed if _is_activities(section) for draft in _section_drafts(section)]
    others = [draft for section in timed if not _is_activities(section) for draft in _section_drafts(section)]
    return _joined(drafts, others)


def _joined(drafts: list[Draft], others: list[Draft]) -> list[Draft]:
    """Return the activities with the participants that they lack.

    Where one of the two lists has no e-mail for a name that each has once, it is one person, known by both. Where
    only the participants tell two people of one name apart, they count for them.
    """
    known, listed = _emails_by_name(drafts), _emails_by_name(others)
    mixed = {name for name, emails in known.items() if emails == {""} and len(listed.get(name, set()) - {""}) > 1}
    one = {
        name
        for name, emails in known.items()
        if name and len(emails) == 1 == len(listed.get(name, ())) and "" in emails | listed[name]
    }
    drafts = [draft for draft in drafts if _identity(draft)[0] not in mixed]
    for draft in drafts:
        name, email = _identity(draft)
        if name in one and not email:
            draft.who["email"] = next(iter(listed[name]))
    seen = {_identity(draft) for draft in drafts}
    return drafts + [draft for draft in others if _identity(draft) not in seen and _identity(draft)[0] not in one]


def _emails_by_name(drafts: list[Draft]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for draft in drafts:
        name, email = _identity(draft)
        found.setdefault(name, set()).add(email)
    return found


def _is_activities(section: _Section) -> bool:
    return bool(ACTIVITIES.search(section.title)) or (section.number >= 3 and "upn" not in section.columns)


def _identity(draft: Draft) -> tuple[str, str]:
    return fold(draft.who["name"]), draft.who["email"]


def _section_drafts(section: _Section) -> list[Draft]:
    drafts = []
    for index, row in section.rows:
        who = person_of(row, section.columns)
        if who["name"] or who["email"]:
            joined, left, stayed = (_cell(row, section.columns, name) for name in ("joined", "left", "duration"))
            drafts.append(Draft(index + 1, who, joined, left, stayed, raw_of(row)))
    return drafts


def person_of(row: Row, columns: dict[str, int]) -> dict[str, str]:
    """Return name, e-mail and role of a Teams row."""
    name, with_brackets = name_and_brackets(text_of(_cell(row, columns, "name")))
    email = email_of(_cell(row, columns, "email")) or email_of(_cell(row, columns, "upn"))
    role = text_of(_cell(row, columns, "role"))
    return {"name": name, "original_name": with_brackets, "email": email, "role": role}


def _cell(row: Row, columns: dict[str, int], name: str) -> Cell:
    column = columns.get(name, -1)
    return row[column] if 0 <= column < len(row) else None


def _label(section: _Section, name: str) -> str:
    column = section.columns.get(name, -1)
    return text_of(section.header[column]) if 0 <= column < len(section.header) else ""


def _nobody(drafts: list[Draft], file: str, sheet: Sheet) -> tuple[Problem, ...]:
    if drafts:
        return ()
    sentence = _("no trae la lista de participantes. Descargue de Teams el informe de asistencia completo y súbalo.")
    return (problem_at("no_rows", sentence, file=file, sheet=sheet.name or None),)
