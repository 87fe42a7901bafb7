"""Hours and telephones as people of the region write them, and a reason that is asked for only at times."""

from datetime import time

import pytest

from arraigo.areas.directory.web.phones import is_plausible_phone
from arraigo.areas.directory.web.places.forms import HoursForm
from arraigo.areas.directory.web.updating.forms import PublicPhoneForm
from arraigo.areas.directory.web.upkeep.forms import DecisionForm


@pytest.mark.parametrize(
    ("said", "opens"), [("8h00", time(8)), ("8h30", time(8, 30)), ("8h", time(8)), ("08H30", time(8, 30))]
)
def test_hours_are_written_as_in_ecuador(said, opens):
    form = HoursForm({"days": ["MO"], "opens": said, "closes": "16h30"})
    assert form.is_valid(), form.errors
    assert (form.row.opens, form.row.closes) == (opens, time(16, 30))


@pytest.mark.parametrize(
    "number",
    [
        "911",
        "171",
        "02 299 3200",
        "(02) 299-3200 ext. 12",
        "0991234567",
        "+593 99 123 4567",
        "1800 335 678",
        "2993200",
        "02 299 3200 / 02 299 3201",
        "02 299 3200 extensión 5",
    ],
)
def test_a_telephone_is_taken_as_people_write_it(number):
    assert is_plausible_phone(number)
    assert PublicPhoneForm({"number": number}).is_valid()


@pytest.mark.parametrize("number", ["999", "02 000", "llame a Ana", "1", "1234567890123456", "02 299 3200 / 9"])
def test_what_is_no_telephone_is_refused_in_clear_words(number):
    form = PublicPhoneForm({"number": number})
    assert not form.is_valid()
    assert "no parece un teléfono" in form.errors["number"][0]


def test_a_number_that_was_there_stays():
    assert PublicPhoneForm({"number": "02 000"}, initial={"number": "02 000"}).is_valid()


def test_a_reason_is_not_called_optional_and_may_be_blank():
    form = DecisionForm({"reason": ""})
    assert form.is_valid()
    assert "(opcional)" not in form["reason"].as_field_group()
    assert " required" not in str(form["reason"])
