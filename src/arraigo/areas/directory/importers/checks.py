"""What makes no sense in a row whose values can each be read: coordinates, ages, hours, costs.

Each check takes what cannot stand out of the columns and leaves it in `more` as it was written, so that nothing is
lost; what it returns says so.
"""

from collections.abc import Callable, Mapping
from datetime import time
from decimal import Decimal

from django.utils.translation import gettext as _

from arraigo.areas.directory.importers.countries import in_country, on_earth, swapped
from arraigo.areas.directory.importers.records import Record
from arraigo.areas.directory.queries.hours import Rule, never_opens
from arraigo.areas.directory.queries.hsds.drafts import Bound
from arraigo.areas.directory.queries.recurrence import BadRecurrence, Recurrence, recurrence
from arraigo.areas.directory.queries.schedules import RECURRENCE
from arraigo.core.imports.problems import Problem, Severity

Check = Callable[["Checking"], list[Problem]]


class Checking:
    """A row under check, with the country of its city, and whether exchanged coordinates are put right."""

    def __init__(self, record: Record, bound: Bound, country: str, mends: bool) -> None:
        self.record, self.bound, self.country, self.mends = record, bound, country, mends

    def set_aside(self, fields: Mapping[str, str]) -> None:
        """Take attributes out of the columns and keep what was written under their fields."""
        for attribute, written in fields.items():
            if self.bound.values.pop(attribute, None) is not None:
                self.bound.more[written] = self.record.values.get(written)

    def says(self, code: str, sentence: str, column: str, severity: Severity = "warning") -> list[Problem]:
        """Return the one problem that was found."""
        return [self.record.problem(code, sentence, column=column, severity=severity)]


def check(record: Record, bound: Bound, *, country: str, mends: bool) -> list[Problem]:
    """Return what makes no sense in a row."""
    checker = CHECKS.get(bound.table)
    return checker(Checking(record, bound, country, mends)) if checker else []


def plain(number: object) -> str:
    """Return a number as a person writes it, without the zeros that a column adds."""
    written = f"{number:f}" if isinstance(number, Decimal) else str(number)
    return written.rstrip("0").rstrip(".") if "." in written and "e" not in written else written


def _coordinates(item: Checking) -> list[Problem]:
    values = item.bound.values
    latitude, longitude = values.get("latitude"), values.get("longitude")
    both = {"latitude": "latitude", "longitude": "longitude"}
    if latitude is None and longitude is None:
        return []
    if latitude is None or longitude is None:
        item.set_aside(both)
        sentence = _("falta la otra coordenada. Escriba las dos, latitud y longitud, o ninguna.")
        return item.says("half_a_point", sentence, "latitude" if latitude is None else "longitude")
    if swapped(latitude, longitude, item.country):
        return _exchanged(item, latitude, longitude, both)
    if not on_earth(latitude, longitude):
        item.set_aside(both)
        sentence = _("%(latitude)s, %(longitude)s no es un punto de la Tierra, así que el lugar queda sin coordenadas.")
        told = sentence % {"latitude": plain(latitude), "longitude": plain(longitude)}
        return item.says("not_on_earth", told, "latitude")
    if not in_country(latitude, longitude, item.country):
        sentence = _("%(latitude)s, %(longitude)s queda fuera del país. Revise si es correcto.")
        told = sentence % {"latitude": plain(latitude), "longitude": plain(longitude)}
        return item.says("out_of_country", told, "latitude")
    return []


def _exchanged(item: Checking, latitude: float, longitude: float, both: Mapping[str, str]) -> list[Problem]:
    told = {"latitude": plain(longitude), "longitude": plain(latitude)}
    if item.mends:
        item.bound.values.update({"latitude": longitude, "longitude": latitude})
        sentence = _("latitud y longitud estaban intercambiadas; se leyó latitud %(latitude)s, longitud %(longitude)s.")
        return item.says("swapped_mended", sentence % told, "latitude")
    item.set_aside(both)
    sentence = _(
        "latitud y longitud parecen intercambiadas: proponemos latitud %(latitude)s y longitud %(longitude)s. "
        "Mientras nadie lo confirme, el lugar queda sin coordenadas."
    )
    return item.says("swapped", sentence % told, "latitude")


def _ages(item: Checking) -> list[Problem]:
    values = item.bound.values
    lowest, highest = values.get("minimum_age"), values.get("maximum_age")
    for attribute, age in (("minimum_age", lowest), ("maximum_age", highest)):
        if age is not None and not 0 <= age <= 150:
            item.set_aside({attribute: attribute})
            return item.says("not_an_age", _("%(age)s no es una edad.") % {"age": plain(age)}, attribute)
    if lowest is None or highest is None or lowest <= highest:
        return []
    item.set_aside({"minimum_age": "minimum_age", "maximum_age": "maximum_age"})
    sentence = _("la edad mínima (%(lowest)s) es mayor que la máxima (%(highest)s): están invertidas o una está mal.")
    return item.says("ages_reversed", sentence % {"lowest": plain(lowest), "highest": plain(highest)}, "minimum_age")


def _cost(item: Checking) -> list[Problem]:
    values = item.bound.values
    amount = values.get("amount")
    if amount is not None and amount < 0:
        item.set_aside({"amount": "amount"})
        return item.says("negative", _("un valor no puede ser negativo."), "amount")
    return _in_order(item)


def _in_order(item: Checking) -> list[Problem]:
    begins, ends = item.bound.values.get("valid_from"), item.bound.values.get("valid_to")
    if begins is None or ends is None or begins <= ends:
        return []
    item.set_aside({"valid_from": "valid_from", "valid_to": "valid_to"})
    sentence = _("termina (%(ends)s) antes de empezar (%(begins)s), así que no se toman esas fechas.")
    return item.says("ends_first", sentence % {"ends": ends, "begins": begins}, "valid_to")


def _capacity(item: Checking) -> list[Problem]:
    available = item.bound.values.get("available")
    if available is None or available >= 0:
        return []
    item.set_aside({"available": "available"})
    return item.says("negative", _("un valor no puede ser negativo."), "available", "error")


def _hours(item: Checking) -> list[Problem]:
    values = item.bound.values
    found = _in_order(item)
    if values.get("interval") == 0:
        item.set_aside({"interval": "interval"})
    if (values.get("opens_at") is None) != (values.get("closes_at") is None):
        item.set_aside({"opens_at": "opens_at", "closes_at": "closes_at"})
        sentence = _("dice cuándo abre o cuándo cierra, pero no las dos cosas. Escriba las dos horas.")
        return [*found, *item.says("half_hours", sentence, "opens_at")]
    try:
        days = _days(item)
    except BadRecurrence as bad:
        item.set_aside({bad.part: bad.part})
        sentence = _("«%(value)s» no se entiende como día. Los días se escriben MO, TU, WE, TH, FR, SA, SU.")
        return [*found, *item.says("bad_days", sentence % {"value": bad.value}, bad.part)]
    return [*found, *_never(item, days)]


def _days(item: Checking) -> Recurrence:
    return recurrence(**{name: item.bound.values[name] for name in RECURRENCE if name in item.bound.values})


def _never(item: Checking, days: Recurrence) -> list[Problem]:
    opens: time | None = item.bound.values.get("opens_at")
    if not days.says_days:
        if opens is None:
            return []
        sentence = _("dice a qué hora abre, pero no qué días, o cada cuántas semanas sin decir desde cuándo.")
        return item.says("no_days", sentence, "byday")
    if not never_opens(Rule(days, opens, item.bound.values.get("closes_at"))):
        return []
    sentence = _(
        "este horario no cae en ningún día: revise las fechas entre las que rige y los días que dice. "
        "Se guarda, pero no se mostrará que está abierto."
    )
    return item.says("never_opens", sentence, "valid_to")


CHECKS: Mapping[str, Check] = {
    "location": _coordinates,
    "service": _ages,
    "cost_option": _cost,
    "service_capacity": _capacity,
    "schedule": _hours,
}
