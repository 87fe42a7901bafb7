"""From a row of an attendance file to evidence of a session: its times made aware, its day checked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from arraigo.areas.training.actions.evidence import Observed
from arraigo.areas.training.importers.people_values import SEX
from arraigo.areas.training.importers.reading.values import AttendanceFile, EvidenceRow
from arraigo.areas.training.models import Session
from arraigo.core.people.enums import Sex

HALF_A_DAY = timedelta(hours=12)


@dataclass(frozen=True)
class Placed:
    """A row with its place in a session. `note` says why it is no evidence of it; empty when it is."""

    source: EvidenceRow
    observed: Observed
    note: str = ""


def place_rows(file: AttendanceFile, session: Session, *, day: str = "") -> list[Placed]:
    """Place every row of a file in a session.

    Rows of another day of the same sheet, and rows that say that somebody did not come, are noted: `other_day`,
    `absent`. `day` is the heading of the day's column that somebody chose, where headings are no dates.
    """
    zone = ZoneInfo(session.timezone)
    starts = session.starts_at.astimezone(zone)
    several = len({row.day for row in file.rows if row.day}) > 1
    return [_place(row, file, starts, zone, day if several else row.day) for row in file.rows]


def _place(row: EvidenceRow, file: AttendanceFile, starts: datetime, zone: ZoneInfo, day: str) -> Placed:
    joined = _aware(row.joined, row.joined_time, starts, zone)
    left = _aware(row.left, row.left_time, starts, zone)
    if joined and left and left < joined:
        # An exit before the entry is an hour past midnight, or a slip of the pen: only the entry is believed.
        left = left + timedelta(days=1) if row.left is None and row.left_time else None
    observed = Observed(
        row=row.row,
        source=file.source,
        modality=file.modality,
        name=row.name,
        original_name=row.original_name,
        email=row.email,
        document=row.document,
        institution=row.institution[:200],
        joined=joined,
        left=left,
        seconds=row.seconds,
        sex=SEX.get(row.sex, Sex.UNKNOWN),
    )
    return Placed(row, observed, _note(row, starts.date(), day))


def _note(row: EvidenceRow, held_on: date, day: str) -> str:
    if not row.present:
        return "absent"
    if row.day_date is not None:
        return "" if row.day_date == held_on else "other_day"
    return "other_day" if row.day and row.day != day else ""


def _aware(moment: datetime | None, clock: time | None, starts: datetime, zone: ZoneInfo) -> datetime | None:
    """Return a moment in the session's zone; an hour without a date is put on the day that is nearest the session."""
    if moment is not None:
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)
    if clock is None:
        return None
    guess = datetime.combine(starts.date(), clock, tzinfo=zone)
    if guess < starts - HALF_A_DAY:
        return guess + timedelta(days=1)
    return guess - timedelta(days=1) if guess > starts + HALF_A_DAY else guess


def unnamed_days(rows: Iterable[EvidenceRow], held_on: date) -> list[str]:
    """Return the headings of a sheet's day columns that are no dates, when one of them may be this session's.

    None of them is when there is only one column, or another column carries the session's own date.
    """
    days = {row.day: row.day_date for row in rows if row.day}
    if len(days) < 2 or held_on in days.values():
        return []
    return [day for day, dated in days.items() if dated is None]
