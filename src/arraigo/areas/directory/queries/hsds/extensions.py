"""What the directory knows beyond HSDS, carried in attributes whose label begins with «arraigo:». Pure.

Each is an attribute of a row (`link_id`, `link_entity`) whose `value` is JSON, so that any HSDS reader passes it by and
a package of ours comes back whole. Those of `INTERNAL` are written only into an internal copy.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID, uuid5

from arraigo.areas.directory.queries.eligibility import group_from

PREFIX = "arraigo:"
NAMESPACE = UUID("6f1d0f0e-6d3c-5d0b-9a55-2f6b1f1c7a10")
TAXONOMY = "arraigo"
EXCEPTIONS = "exceptions"


@dataclass(frozen=True, slots=True)
class Extension:
    """An attribute's label without the prefix, the table whose rows have it, and the attribute of the model."""

    label: str
    table: str
    attribute: str
    internal: bool = False


EXTENSIONS = (
    Extension("eligible", "service", "eligible"),
    Extension("ineligible", "service", "ineligible"),
    Extension("on_holidays", "schedule", "on_holidays"),
    Extension("confidential", "location", "is_confidential", internal=True),
    Extension("private", "phone", "is_private", internal=True),
)
BY_LABEL: Mapping[str, Extension] = {PREFIX + extension.label: extension for extension in EXTENSIONS}


def made_id(*parts: object) -> UUID:
    """Return an id that is the same whenever it is made of the same parts."""
    return uuid5(NAMESPACE, "\x1f".join(map(str, parts)))


def fits(extension: Extension, value: object) -> bool:
    """Tell whether a value may stand in an extension's column. Secrecy is only ever put on by a package, never off."""
    if extension.attribute in ("eligible", "ineligible"):
        return _are_groups(value)
    return value is True or (value is False and not extension.internal)


def are_days(value: object) -> bool:
    """Tell whether a value is a list of days with other hours, as `day_of` reads them."""
    if not isinstance(value, list):
        return False
    try:
        days = [day_of(item) for item in value]
    except (KeyError, TypeError, ValueError, AttributeError):
        return False
    return all(day.first <= day.last and (day.opens is None) == (day.closes is None) for day in days)


@dataclass(frozen=True, slots=True)
class OtherDay:
    """Days with other hours; without hours, closed."""

    first: date
    last: date
    opens: time | None
    closes: time | None
    note: str


def day_of(item: Mapping[str, Any]) -> OtherDay:
    """Return days with other hours as an attribute of ours carries them; raises when they are none."""
    opens, closes = (time.fromisoformat(item[name]) if item.get(name) else None for name in ("opens_at", "closes_at"))
    last = item.get("ends_on") or item["starts_on"]
    first = date.fromisoformat(item["starts_on"])
    return OtherDay(first, date.fromisoformat(last), opens, closes, str(item.get("note", ""))[:300])


def _are_groups(value: object) -> bool:
    if not isinstance(value, list):
        return False
    try:
        return all(group_from(group) is not None for group in value)
    except (TypeError, ValueError, AttributeError):
        return False
