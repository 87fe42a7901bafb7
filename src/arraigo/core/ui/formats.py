"""Numbers, percentages, dates and documents as people read them: `4 200`, `51 %`, `16 de noviembre de 2026`.

Spaces inside a figure are no-break spaces. English has its own separators; every other language follows
the international style (ISO 80000-1: a space for thousands) with a decimal comma.
"""

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal

from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import get_language, pgettext

NBSP = "\u00a0"
WORD = re.compile(r"[^\W\d_]+(?=[,;:]?\s|$)")
NO_VALUE = "—"
Number = int | float | Decimal


def number(value: Number | None, decimals: int = 0) -> str:
    """Write `value` with grouped thousands and exactly `decimals` decimals, rounded half up; None is a dash."""
    if value is None:
        return NO_VALUE
    step = Decimal(1).scaleb(-decimals)
    exact = Decimal(str(value)).quantize(step, rounding=ROUND_HALF_UP)
    text = f"{exact:,.{decimals}f}".replace("-", "\u2212")
    if _english():
        return text
    return text.replace(",", NBSP).replace(".", ",")


def percent(part: Number | None, whole: Number | None = 1, decimals: int = 0) -> str:
    """Write `part` of `whole` as a percentage; a dash where there is no whole.

    A part that exists never reads as zero, nor one that lacks something as all of it.
    """
    if part is None or not whole:
        return NO_VALUE
    share = Decimal(str(part)) / Decimal(str(whole)) * 100
    sign = "%" if _english() else f"{NBSP}%"
    step = Decimal(1).scaleb(-decimals)
    rounded = share.quantize(step, rounding=ROUND_HALF_UP)
    if share > 0 and rounded == 0:
        return f"<{number(step, decimals)}{sign}"
    if share < 100 and rounded == 100:
        return f">{number(100 - step, decimals)}{sign}"
    return f"{number(rounded, decimals)}{sign}"


def capital(text: object) -> str:
    """Begin a text that stands alone with a large letter; names of files, addresses and codes stay as they are."""
    words = str(text)
    return capfirst(words) if WORD.match(words) else words


def long_date(value: dt.date | None) -> str:
    """`16 de noviembre de 2026`, in the language of the page."""
    return formats.date_format(value, "DATE_FORMAT") if value else NO_VALUE


def weekday_date(value: dt.date | None) -> str:
    """`lunes 16 de noviembre de 2026`, in the language of the page."""
    if not value:
        return NO_VALUE
    return formats.date_format(value, pgettext("formato de fecha con día de la semana", r"l j \d\e F \d\e Y"))


def short_date(value: dt.date | None) -> str:
    """`16/11/2026`: day, month, year in every language, since that is what the forms take."""
    return f"{value:%d/%m/%Y}" if value else NO_VALUE


def clock(value: dt.time | dt.datetime | None) -> str:
    """`08:30`, the desk's way of writing an hour."""
    return f"{value:%H:%M}" if value else NO_VALUE


def masked(document: str | None) -> str:
    """Show the end of an identity document alone: `•••• 3307`. Short ones show nothing."""
    if not document:
        return NO_VALUE
    kept = document[-4:] if len(document) > 6 else ""
    return f"••••{NBSP}{kept}".strip(NBSP) if kept else "••••"


def _english() -> bool:
    return (get_language() or "").startswith("en")
