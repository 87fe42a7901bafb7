"""Services as the rows of the plain sheet: one for each service, place and span of hours."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from arraigo.areas.directory.queries.hsds.nested import Nester, Row
from arraigo.areas.directory.queries.needs import need_names
from arraigo.areas.directory.queries.recurrence import WEEKDAYS

_DAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
_EVERY_DAY = "todos los días"


def sheet_rows(tables: Mapping[str, Sequence[Row]]) -> list[dict[str, str]]:
    """Return rows by the keys of sheet_columns.COLUMNS; texts, nothing where there is nothing."""
    nester = Nester(tables)
    return [row for service in nester.every("service") for row in _rows(service)]


def _rows(service: Row) -> Iterator[dict[str, str]]:
    told = _of_service(service)
    places: list[Row] = service.get("service_at_locations") or [{}]
    for at in places:
        location = at.get("location") or {}
        here = told | _of_location(location)
        hours = at.get("schedules") or service.get("schedules") or location.get("schedules") or [{}]
        for schedule in hours:
            yield here | _of_schedule(schedule)


def _of_service(service: Row) -> dict[str, str]:
    names = need_names()
    terms = [item.get("taxonomy_term", {}) for item in service.get("attributes", ())]
    phones = service.get("phones", ())
    return {
        "organization": service.get("organization", {}).get("name", ""),
        "service": service["name"],
        "needs": _joined(names.get(term.get("code", ""), "") for term in terms),
        "description": service.get("description", ""),
        "phone": _joined(_number(phone) for phone in phones if phone.get("type") != "whatsapp"),
        "whatsapp": _joined(_number(phone) for phone in phones if phone.get("type") == "whatsapp"),
        "email": service.get("email", ""),
        "url": service.get("url", ""),
        "languages": _joined(item.get("name") or item.get("code", "") for item in service.get("languages", ())),
        "cost": service.get("fees_description", ""),
        "documents": _joined(item.get("document", "") for item in service.get("required_documents", ())),
        "eligibility": service.get("eligibility_description", ""),
        "minimum_age": _text(service.get("minimum_age")),
        "maximum_age": _text(service.get("maximum_age")),
        "process": service.get("application_process", ""),
        "verified_on": _day(service.get("assured_date", "")),
    }


def _of_location(location: Row) -> dict[str, str]:
    address: Row = next(iter(location.get("addresses", ())), {})
    return {
        "place": location.get("name", ""),
        "address": address.get("address_1", ""),
        "reference": address.get("address_2", ""),
        "sector": address.get("region", ""),
        "city": address.get("city", ""),
        "latitude": _text(location.get("latitude")),
        "longitude": _text(location.get("longitude")),
        "arrive": location.get("transportation", ""),
        "accessibility": _joined(item.get("description", "") for item in location.get("accessibility", ())),
    }


def _of_schedule(schedule: Row) -> dict[str, str]:
    return {
        "days": days_in_words(schedule.get("byday", "")),
        "opens": schedule.get("opens_at", "")[:5],
        "closes": schedule.get("closes_at", "")[:5],
    }


def days_in_words(byday: str) -> str:
    """Return days of the week in Spanish, three or more in a row as «lunes a viernes»; "" for what is no plain list."""
    said = [part.strip() for part in byday.split(",") if part.strip()]
    if not said or not set(said) <= set(WEEKDAYS):
        return ""
    numbers = sorted({WEEKDAYS.index(day) for day in said})
    if len(numbers) == len(WEEKDAYS):
        return _EVERY_DAY
    in_a_row = numbers[-1] - numbers[0] + 1 == len(numbers)
    if in_a_row and len(numbers) > 2:
        return f"{_DAYS[numbers[0]]} a {_DAYS[numbers[-1]]}"
    return ", ".join(_DAYS[day] for day in numbers)


def _number(phone: Row) -> str:
    extension = f" ext. {phone['extension']}" if phone.get("extension") else ""
    return f"{phone['number']}{extension}"


def _joined(parts: Any) -> str:  # noqa: ANN401 - any iterable of texts
    return "; ".join(dict.fromkeys(part for part in parts if part))


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _day(written: str) -> str:
    return "/".join(reversed(written.split("-"))) if len(written) == len("2026-11-22") else written
