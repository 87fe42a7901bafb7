"""Folding keeps every letter in its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arraigo.engines.plan_review.tagging.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Migración", "migracion"),
        ("NIÑEZ (Güepí)", "ninez  guepi "),
        ("• Línea base: 15 %", "? linea base  15 %"),
        ("a\tb\r\nc", "a b \nc"),
    ],
)
def test_text_is_lower_case_without_accents_or_signs(text, folded):
    assert fold(text) == folded


def test_letters_with_their_accent_apart_are_joined_and_the_rest_keeps_its_place():
    text = "migracio\u0301n de niños"
    assert fold(text).split() == ["migracion", "de", "ninos"]
    assert fold(text).index("ninos") == text.index("niños")


@given(st.text())
def test_each_character_stays_one(text):
    folded = fold(text)
    assert len(folded) == len(text)
    assert folded.isascii()
