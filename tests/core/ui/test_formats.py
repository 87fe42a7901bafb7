"""Figures read as people write them."""

import datetime as dt
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from arraigo.core.ui import formats

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (0, 0, "0"),
        (210, 0, "210"),
        (4200, 0, f"4{NBSP}200"),
        (1234567, 0, f"1{NBSP}234{NBSP}567"),
        (1.25, 1, "1,3"),
        (Decimal("0.5"), 0, "1"),
        (-3, 0, "\u22123"),
        (None, 0, "—"),
    ],
)
def test_numbers_group_thousands_with_a_no_break_space(value, decimals, written):
    assert formats.number(value, decimals) == written


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [
        (107, 210, f"51{NBSP}%"),
        (0, 210, f"0{NBSP}%"),
        (1, 1000, f"<1{NBSP}%"),
        (999, 1000, f">99{NBSP}%"),
        (210, 210, f"100{NBSP}%"),
        (5, 0, "—"),
        (5, None, "—"),
    ],
)
def test_a_part_that_exists_never_reads_as_nothing_nor_one_that_lacks_as_all(part, whole, written):
    assert formats.percent(part, whole) == written


def test_english_has_its_own_separators():
    with translation.override("en"):
        assert formats.number(4200.5, 1) == "4,200.5"
        assert formats.percent(1, 2) == "50%"


def test_dates_are_long_in_the_language_of_the_page():
    with translation.override("es"):
        assert formats.long_date(dt.date(2026, 11, 16)) == "16 de noviembre de 2026"
        assert formats.weekday_date(dt.date(2026, 11, 16)) == "lunes 16 de noviembre de 2026"


@pytest.mark.parametrize(
    ("document", "shown"),
    [("1712343307", f"••••{NBSP}3307"), ("AB1234", "••••"), ("", "—"), (None, "—")],
)
def test_a_document_shows_its_end_alone_and_a_short_one_nothing(document, shown):
    assert formats.masked(document) == shown


def test_a_masked_document_never_reaches_the_page_whole():
    html = Template("{{ document|masked }}").render(Context({"document": "1712343307"}))

    assert "1712343307" not in html
    assert "termina en 3307" in html


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("por revisar", "Por revisar"),
        ("ñandú", "Ñandú"),
        ("rosa@x.example", "rosa@x.example"),
        ("lista.xlsx", "lista.xlsx"),
        ("https://x.example", "https://x.example"),
        ("a1b2c3", "a1b2c3"),
        ("", ""),
    ],
)
def test_what_stands_alone_begins_with_a_large_letter_unless_it_is_a_name_or_a_code(text, written):
    assert formats.capital(text) == written
