"""What the readers of training files hand on: rows as plain values, and what was doubtful about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Literal

from arraigo.core.imports.problems import Problem

Source = Literal["zoom", "zoom_unique", "zoom_webinar", "teams", "teams_live", "meet", "kobo", "sheet"]
Modality = Literal["online", "in_person"]
NameOrder = Literal["surnames_first", "given_first", "parts", "unknown"]
Sex = Literal["woman", "man", "other", "unknown", "not_said"]
DocumentKind = Literal["cedula", "passport", "ruc", "refugee_id", "foreign_id", "other", ""]
GivenOrder = Literal["mdy", "dmy"]

ONLINE_SOURCES = frozenset({"zoom", "zoom_unique", "zoom_webinar", "teams", "teams_live", "meet"})


class DateOrder(StrEnum):
    """How the dates of a file are written, as far as the file itself proves it."""

    NOT_NEEDED = "not_needed"  # no dates, or all of them read the same either way
    ISO = "iso"  # year first, months by name, or real date cells
    MDY = "mdy"
    DMY = "dmy"
    AMBIGUOUS = "ambiguous"  # to be asked


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One line of evidence that somebody attended (or, with ``present`` false, did not).

    ``joined`` and ``left`` are local and naive, as the file writes them, unless the file itself gives a time zone
    (Teams live events: UTC). A file that gives hours without dates fills ``joined_time`` and ``left_time`` instead.
    ``seconds`` is what the file counts; beside an interval it is a cap on it (Teams: from first entry to last exit
    with absences in between; Zoom rounds up). ``row`` counts from 1, as Excel shows it.
    """

    row: int
    name: str
    original_name: str = ""
    email: str = ""
    document: str = ""
    institution: str = ""
    joined: datetime | None = None
    left: datetime | None = None
    seconds: int | None = None
    present: bool = True
    raw: tuple[str, ...] = ()
    joined_time: time | None = None
    left_time: time | None = None
    name_order: NameOrder = "unknown"
    position: str = ""
    phone: str = ""
    sex: Sex = "unknown"
    role: str = ""
    day: str = ""  # the heading of the day's column, or what the day's cell says
    day_date: date | None = None
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class IgnoredRow:
    """A row that is no attendance, and why: ``waiting_room``, ``not_attended``, ``footer``, ``repeated_header``…"""

    row: int
    reason: str
    text: str = ""
    marked: bool = False  # it carries a mark of presence, so it may be a person after all


@dataclass(frozen=True, slots=True)
class AttendanceFile:
    """An attendance file as read. Nothing in it is to be used while a problem of severity error or question stands.

    ``meeting_start`` and ``meeting_end`` are what the file's own summary says; ``meeting_date`` is the date in its
    title. ``date_readings`` are the two dates that the first ambiguous cell may mean, month first and day first.
    """

    source: Source
    modality: Modality
    rows: tuple[EvidenceRow, ...] = ()
    dates: DateOrder = DateOrder.NOT_NEEDED
    meeting_start: datetime | None = None
    meeting_end: datetime | None = None
    meeting_date: date | None = None
    meeting_id: str = ""
    title: str = ""
    problems: tuple[Problem, ...] = ()
    ignored: tuple[IgnoredRow, ...] = ()
    date_readings: tuple[date, date] | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EnrolmentRow:
    """One person of an enrolment list; texts as typed, names also in parts. ``row`` counts from 1.

    With ``name_order`` unknown the parts are a guess (given names first) and only ``full_name`` is certain.
    """

    row: int
    full_name: str
    surnames: str = ""
    given_names: str = ""
    name_order: NameOrder = "unknown"
    document: str = ""
    document_kind: DocumentKind = ""
    institution: str = ""
    position: str = ""
    sex: Sex = "unknown"
    email: str = ""
    phone: str = ""
    birth_date: date | None = None
    birth_year: int | None = None
    age: int | None = None
    nationality: str = ""
    population_group: str = ""
    raw: tuple[str, ...] = ()
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class EnrolmentFile:
    """An enrolment list as read; ``columns`` gives the header text under which each field was found."""

    rows: tuple[EnrolmentRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    unknown_columns: tuple[str, ...] = ()
    dates: DateOrder = DateOrder.NOT_NEEDED
    ignored: tuple[IgnoredRow, ...] = ()
    source: Literal["kobo", "sheet"] = "sheet"
