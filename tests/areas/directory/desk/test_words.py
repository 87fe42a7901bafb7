"""Hours and groups as people read them."""

from datetime import UTC, datetime, time

import pytest

from arraigo.areas.directory.queries.desk_words import days_words, group_words, line_words, opening_words, span_words
from arraigo.areas.directory.queries.hours import HoursLine, Opening

NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (("MO", "TU", "WE", "TH", "FR"), "lunes a viernes"),
        (("SA", "SU"), "sábado y domingo"),
        (("MO", "WE", "FR"), "lunes, miércoles y viernes"),
        (("MO", "TU", "WE", "TH", "FR", "SA", "SU"), "todos los días"),
    ],
)
def test_days_are_said_as_people_say_them(days, words):
    assert days_words(days) == words


@pytest.mark.parametrize(
    ("opens", "closes", "words"),
    [
        (time(8), time(16, 30), "08:00 a 16:30"),
        (time(20), time(6), "20:00 a 06:00 del día siguiente"),
        (time(20), time(0), "20:00 a 00:00"),
        (time(0), time(0), "las 24 horas"),
        (time(0), time(23, 59), "las 24 horas"),
    ],
)
def test_a_span_says_when_it_ends_on_the_next_day(opens, closes, words):
    assert span_words(opens, closes) == words


def test_what_is_not_every_week_says_how_often():
    assert (
        line_words(HoursLine(("SA",), time(8), time(12), monthly=True, ordinals=(1,)))[0] == "primer sábado de cada mes"
    )
    assert line_words(HoursLine((), time(8), time(12), monthly=True, month_days=(15,)))[0] == "día 15 de cada mes"
    assert line_words(HoursLine(("MO",), time(8), time(12), interval=2))[0] == "lunes, cada 2 semanas"


@pytest.mark.parametrize(
    ("opened", "words"),
    [
        (Opening("open", until=datetime(2026, 3, 2, 21, 30, tzinfo=UTC)), "Abierto ahora, cierra a las 21:30"),
        (Opening("open"), "Abierto ahora, las 24 horas"),
        (Opening("closed", next=datetime(2026, 3, 3, 8, tzinfo=UTC)), "Cerrado, abre mañana a las 08:00"),
        (Opening("closed", next=datetime(2026, 3, 6, 8, tzinfo=UTC)), "Cerrado, abre el viernes a las 08:00"),
        (Opening("closed", next=datetime(2026, 4, 6, 8, tzinfo=UTC)), "Cerrado, abre el 06/04/2026 a las 08:00"),
        (Opening("unknown"), "No se sabe si está abierto"),
    ],
)
def test_an_opening_says_until_or_from_when(opened, words):
    assert opening_words(opened, NOW) == words


def test_a_group_is_said_in_one_phrase():
    told = {"sexes": ["woman"], "minimum_age": 18, "children": "with", "nationalities": ["VE", "CO"]}
    assert group_words(told) == "mujeres de 18 años o más con niñas o niños de nacionalidad de Venezuela o Colombia"
