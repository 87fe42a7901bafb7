"""Kinds of hours, by the name that demo.services uses: rows of a week, and those that no week holds."""

from datetime import time

from arraigo.areas.directory.queries.desk_hours import WeekRow

WORKDAYS = ("MO", "TU", "WE", "TH", "FR")
EVERY_DAY = (*WORKDAYS, "SA", "SU")


def _row(days: tuple[str, ...], opens: str, closes: str, *, on_holidays: bool = False) -> WeekRow:
    return WeekRow(days, time.fromisoformat(opens), time.fromisoformat(closes), on_holidays)


WEEKS: dict[str, tuple[WeekRow, ...]] = {
    "office": (_row(WORKDAYS, "08:00", "16:30"),),
    "split": (_row(WORKDAYS, "08:30", "12:30"), _row(WORKDAYS, "14:00", "17:00")),
    "mornings": (_row(WORKDAYS, "07:30", "12:30"),),
    "afternoons": (_row(WORKDAYS, "13:00", "17:30"),),
    "evenings": (_row(("MO", "WE", "FR"), "16:00", "20:00"),),
    "nights": (_row(("MO", "TU", "WE", "TH"), "18:30", "21:30"),),
    "tuesdays": (_row(("TU", "TH"), "09:00", "13:00"),),
    "wednesdays": (_row(("WE",), "09:00", "15:00"),),
    "thursdays-night": (_row(("TH",), "18:00", "20:00"),),
    "saturdays": (_row(("SA",), "09:00", "14:00"),),
    "long-week": (_row(WORKDAYS, "09:00", "18:00"), _row(("SA",), "09:00", "13:00")),
    "every-day": (_row(EVERY_DAY, "07:00", "19:00", on_holidays=True),),
    "lunch": (_row(EVERY_DAY, "11:30", "14:00", on_holidays=True),),
    "breakfast": (_row(WORKDAYS, "06:00", "07:30"),),
    # From the evening to the morning after.
    "overnight": (_row(EVERY_DAY, "19:00", "07:00", on_holidays=True),),
    "always": (_row(EVERY_DAY, "00:00", "00:00", on_holidays=True),),
}
# RFC 5545, for what is not the same every week: the first Saturday of a month; some months of the year.
MONTHLY = {"freq": "MONTHLY", "byday": "1SA", "opens_at": time(8), "closes_at": time(12)}
SEASON = {"freq": "WEEKLY", "byday": "MO,FR", "opens_at": time(6), "closes_at": time(22)}
SEASON_WORDS = "Solo en temporada."
