"""What the register keeps of a row of an enrolment list: its sex, its nationality, the year of birth."""

from datetime import date

import pytest

from arraigo.areas.training.importers.people_values import NATIONALITIES, candidate, nationality
from arraigo.areas.training.importers.reading.values import EnrolmentRow
from arraigo.core.people.countries import COUNTRIES


def draft(year=None, **values):
    return candidate(EnrolmentRow(row=5, full_name="Ana Vega", **values), year=year).draft


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Ecuador", "EC"),
        ("ecuatoriana", "EC"),
        ("ECUATORIANO/A", "EC"),
        ("Ecuatoriano(a)", "EC"),
        ("EC", "EC"),
        ("ECU.", "EC"),
        ("Venezolana", "VE"),
        ("República Bolivariana de Venezuela", "VE"),
        ("Colombianos", "CO"),
        ("Perú", "PE"),
        ("Haitiana", "HT"),
        ("Español", "ES"),
        ("EE. UU.", "US"),
        ("Estados Unidos de América", "US"),
        ("China", "CN"),
        ("Nigeriana", "NG"),
        ("República Dominicana", "DO"),
        ("Colombiana / ecuatoriana", "CO"),
        ("No ecuatoriana", ""),
        ("Guinea Ecuatorial", ""),
        ("Níger", ""),
        ("indígena", ""),
        ("Otra", ""),
        ("XX", ""),
        ("", ""),
    ],
)
def test_a_nationality_is_kept_by_its_code_and_an_unknown_text_is_not(written, code):
    assert nationality(written) == code
    assert draft(nationality=written).nationality == code


def test_every_country_of_the_register_is_known_by_its_name():
    assert set(NATIONALITIES) == {code for code, _name in COUNTRIES}
    assert [nationality(str(name)) for code, name in COUNTRIES] == [code for code, _name in COUNTRIES]


def test_an_age_gives_the_year_of_birth_in_the_year_in_which_it_was_said():
    assert draft(2021, age=36).birth_year == 1985


@pytest.mark.parametrize("age", [None, 0])
def test_no_age_gives_no_year_of_birth(age):
    assert draft(2021, age=age).birth_year is None


def test_an_age_said_nobody_knows_when_gives_no_year_of_birth():
    assert draft(age=36).birth_year is None


def test_a_year_of_birth_comes_before_the_age():
    born = draft(2021, age=36, birth_year=1984, birth_date=date(1984, 12, 31))

    assert (born.birth_year, born.birth_date) == (1984, "1984-12-31")
