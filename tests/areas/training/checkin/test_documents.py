"""Badges and the sheet to sign: everybody on them, each with the code that opens the door for them."""

import time
from datetime import UTC, datetime

import pypdfium2
import pytest

from arraigo.areas.training.documents import badges
from arraigo.areas.training.queries.badges import Bearer, bearers
from arraigo.areas.training.queries.links import check_in_token

pytestmark = pytest.mark.django_db
ON = datetime(2026, 11, 27, 8, tzinfo=UTC)


def pages(content):
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]


def test_a_badge_names_its_bearer_and_carries_the_code_of_the_door(session, enrolled):
    found = {one.surnames: one for one in bearers(session.course)}

    assert found["Vega Mora"].code == check_in_token(enrolled[0])
    text = pages(badges.badges(bearers(session.course), course=session.course, at=ON))[0]
    assert "Rosa Elena" in text
    assert "Vega Mora" in text
    assert "Movilidad humana" in text


def test_three_hundred_badges_are_made_in_seconds_eight_to_a_page(session, enrolled):
    one = bearers(session.course)[0]
    many = [
        Bearer(f"Persona {n}", "De Apellido Largo", "x", "Institución", "1", one.code[:-3] + f"{n:03}")
        for n in range(300)
    ]

    began = time.process_time()
    content = badges.badges(many, course=session.course, at=ON)
    took = time.process_time() - began

    assert len(pages(content)) == 38
    assert took < 6, took


def test_the_sheet_has_everybody_and_is_without_codes_for_those_who_only_read(session, enrolled):
    people = bearers(session.course)

    coded = badges.sheet(people, session=session, starts=ON, coded=True, at=ON)
    plain = badges.sheet(people, session=session, starts=ON, coded=False, at=ON)

    assert "Quishpe Ávila, Ñusta" in pages(coded)[0]
    assert len(coded) > len(plain) + 1000
    assert "Código" not in pages(plain)[0]


def test_nobody_enrolled_makes_a_page_that_says_so(session):
    assert "Todavía no hay personas" in pages(badges.badges([], course=session.course, at=ON))[0]
