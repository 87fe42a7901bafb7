"""Opening hours in words that tell somebody whether to go."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from arraigo.areas.attention.web.guide import hours
from arraigo.areas.directory.api import HoursLine, Opening

QUITO = ZoneInfo("America/Guayaquil")
# A Wednesday.
NOW = datetime(2026, 11, 25, 10, tzinfo=QUITO)
MUCH_LATER = datetime(2026, 12, 9, 8, tzinfo=QUITO)
FIRST = {"monthly": True, "ordinals": (1,)}


def at(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=QUITO)


@pytest.fixture(autouse=True)
def spanish():
    with translation.override("es"):
        yield


@pytest.mark.parametrize(
    ("opening", "words"),
    [
        (Opening("open", until=at(25, 17)), "Abierto hasta las 17:00"),
        (Opening("open", until=at(26, 2)), "Abierto hasta las 2:00"),
        (Opening("open", until=at(27, 20)), "Abierto hasta las 20:00 del viernes"),
        (Opening("open"), "Abierto las 24 horas"),
        (Opening("closed", next=at(25, 14, 30)), "Cerrado. Abre hoy a las 14:30"),
        (Opening("closed", next=at(26, 8)), "Cerrado. Abre mañana a las 8:00"),
        (Opening("closed", next=at(30, 8)), "Cerrado. Abre el lunes a las 8:00"),
        (Opening("closed", next=MUCH_LATER), "Cerrado. Abre el 9 de diciembre de 2026 a las 8:00"),
        (Opening("closed"), "Cerrado"),
        (Opening("unknown"), "Horario por confirmar. Llame antes de ir."),
    ],
)  # fmt: skip
def test_what_a_place_says_of_itself_now(opening, words):
    assert hours.state(opening, NOW).words == words


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (HoursLine(("MO", "TU", "WE", "TH", "FR"), time(8), time(16, 30)), "Lunes a viernes, de 8:00 a 16:30"),
        (HoursLine(("MO", "WE", "FR"), time(8), time(12)), "Lunes, miércoles y viernes, de 8:00 a 12:00"),
        (HoursLine(("SA", "SU"), time(9), time(13)), "Sábado y domingo, de 9:00 a 13:00"),
        (HoursLine(hours.DAYS, time(0), time(23, 59)), "Todos los días, las 24 horas"),
        (HoursLine(("TH",), time(9), time(13), interval=2), "Jueves, cada 2 semanas, de 9:00 a 13:00"),
        (HoursLine(("TU",), time(9), time(13), **FIRST), "Primer martes de cada mes, de 9:00 a 13:00"),
        (HoursLine((), time(9), time(13), monthly=True, month_days=(15,)), "El día 15 de cada mes, de 9:00 a 13:00"),
        (HoursLine(("MO",), None, None), "Lunes: pregunte la hora"),
    ],
)  # fmt: skip
def test_a_table_of_hours_reads_as_people_say_it(line, words):
    assert hours.lines([line]) == [words]


def test_what_is_said_holds_until_the_door_moves_or_the_day_ends():
    assert hours.changes_at(Opening("open", until=at(25, 17))) == at(25, 17)
    assert hours.changes_at(Opening("closed", next=at(26, 8))) == at(26, 8)
    assert hours.changes_at(Opening("unknown")) is None
    assert hours.next_midnight(NOW) == at(26, 0)
