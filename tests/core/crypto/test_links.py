"""Links that open something without an account: made here, for one purpose, one city, one row."""

from uuid import UUID

import pytest

from arraigo.core.crypto import api as crypto

CITY, OTHER_CITY = UUID(int=1), UUID(int=2)
ROW, OTHER_ROW = UUID(int=10), UUID(int=11)


@pytest.fixture
def token():
    return crypto.link_token("prueba", CITY, ROW)


def test_a_link_opens_its_row(token):
    assert crypto.id_in(token) == ROW
    assert crypto.opens(token, "prueba", CITY, ROW)


@pytest.mark.parametrize(
    ("purpose", "city", "row", "number"),
    [("otra", CITY, ROW, 1), ("prueba", OTHER_CITY, ROW, 1), ("prueba", CITY, OTHER_ROW, 1), ("prueba", CITY, ROW, 2)],
    ids=["another purpose", "another city", "another row", "after new links were given out"],
)
def test_a_link_opens_nothing_else(token, purpose, city, row, number):
    assert not crypto.opens(token, purpose, city, row, number=number)


def test_a_link_with_one_character_changed_opens_nothing(token):
    for place in range(len(token)):
        other = "A" if token[place] != "A" else "B"
        forged = token[:place] + other + token[place + 1 :]
        assert not crypto.opens(forged, "prueba", CITY, ROW), place


@pytest.mark.parametrize("text", ["", "x", "á" * 43, "=" * 43, "!" * 43, "A" * 44, "A" * 42])
def test_what_is_no_link_tells_no_id(text):
    assert crypto.id_in(text) is None
    assert not crypto.opens(text, "prueba", CITY, ROW)
