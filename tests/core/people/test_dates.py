from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arraigo.core.people.dates import BadBirthDateError, age_at, age_band, read_birth_date
from arraigo.core.people.enums import AgeBand

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("raw", "iso"),
    [
        ("1990", "1990"),
        ("1990-05", "1990-05"),
        ("5/1990", "1990-05"),
        ("03/05/1990", "1990-05-03"),
        ("3.5.1990", "1990-05-03"),
        ("1990-05-03", "1990-05-03"),
        ("1990-05-03 00:00:00", "1990-05-03"),
        ("19900503", "1990-05-03"),
        ("3 de mayo de 1990", "1990-05-03"),
        ("mayo 1990", "1990-05"),
        ("setiembre de 1990", "1990-09"),
        (date(1990, 5, 3), "1990-05-03"),
        (datetime(1990, 5, 3, 8), "1990-05-03"),  # noqa: DTZ001 — what a spreadsheet gives
        (1990, "1990"),
    ],
)
def test_what_is_known_of_a_date_of_birth_is_kept_and_no_more(raw, iso):
    assert read_birth_date(raw, today=TODAY) == (iso, int(iso[:4]))


@pytest.mark.parametrize("raw", ["", None, "-", "s/d", "no sabe"])
def test_nothing_said_is_nothing(raw):
    assert read_birth_date(raw, today=TODAY) is None


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ("31/11/1990", "Noviembre tiene 30 días. Escriba otra fecha."),
        ("29/02/1991", "Febrero tiene 28 días. Escriba otra fecha."),
        ("03/13/1990", "El mes 13 no existe. Revise el orden de día y mes."),
        ("2027", "La fecha está en el futuro. Revise el año."),
        ("23/11/2026", "La fecha está en el futuro. Revise el año."),
        ("1890", "El año 1890 no puede ser. Escriba uno desde 1900."),
        ("3/5/90", "Escriba el año con cuatro dígitos, por ejemplo 1990."),
        ("ayer", "No se entiende la fecha. Escriba día/mes/año, mes/año o solo el año."),
        ("3 brumario 1990", "«brumario» no es un mes. Escriba día/mes/año."),
    ],
)
def test_an_impossible_date_is_refused_with_what_to_write(raw, sentence):
    with pytest.raises(BadBirthDateError) as refusal:
        read_birth_date(raw, today=TODAY)

    assert str(refusal.value) == sentence


def test_the_order_of_day_and_month_is_the_one_given():
    assert read_birth_date("03/05/1990", today=TODAY, order="mdy").iso == "1990-03-05"


def test_an_order_that_nobody_gave_is_asked_and_never_guessed():
    with pytest.raises(BadBirthDateError, match="orden"):
        read_birth_date("03/05/1990", today=TODAY, order=None)


@pytest.mark.parametrize(("raw", "iso"), [("25/12/1990", "1990-12-25"), ("12/25/1990", "1990-12-25")])
def test_a_number_over_twelve_tells_the_order_by_itself(raw, iso):
    assert read_birth_date(raw, today=TODAY, order=None).iso == iso


@pytest.mark.parametrize(
    ("born", "age"),
    [
        ("1990-11-22", 36),
        ("1990-11-23", 35),
        ("1990-12", 35),
        ("1990-11", 36),
        ("1990", 36),
        (1990, 36),
        ("", None),
        (None, None),
        ("2027", None),
    ],
)
def test_age_is_as_exact_as_the_date(born, age):
    assert age_at(born, TODAY) == age


@pytest.mark.parametrize(
    ("age", "band"),
    [
        *[
            (0, "0-4"),
            (4, "0-4"),
            (5, "5-11"),
            (11, "5-11"),
            (12, "12-17"),
            (17, "12-17"),
            (18, "18-29"),
            (29, "18-29"),
        ],
        *[
            (29, "18-29"),
            (30, "30-44"),
            (44, "30-44"),
            (45, "45-59"),
            (59, "45-59"),
            (60, "60+"),
            (101, "60+"),
            (None, "unknown"),
        ],
    ],
)
def test_every_age_has_one_band(age, band):
    assert age_band(age) == band
    assert band in AgeBand.values


@given(st.dates(min_value=date(1900, 1, 1), max_value=TODAY))
def test_every_date_survives_being_written_as_people_write_it(day):
    assert read_birth_date(f"{day:%d/%m/%Y}", today=TODAY).iso == day.isoformat()
    assert 0 <= age_at(day.isoformat(), TODAY) <= 126


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_a_sentence(text):
    said = ""
    try:
        read_birth_date(text, today=TODAY)
    except BadBirthDateError as refusal:
        said = str(refusal)
    assert not said or said.endswith(".")
