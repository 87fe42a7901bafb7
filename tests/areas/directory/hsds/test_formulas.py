"""Cells of a CSV package that a spreadsheet would run."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from arraigo.areas.directory.queries.hsds.formulas import as_written, harmless


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", " =1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3|x", "\t=1", "\r=1"])
def test_what_would_run_is_text(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["+593 2 222 3333", "-0.2", "Casa = techo", "'entre comillas'", "", "correo@x.org"])
def test_what_would_not_run_stays(text):
    assert harmless(text) == text


@given(st.text(max_size=12))
@example("'=1")
@example("''=1")
def test_what_leaves_comes_back(text):
    assert as_written(harmless(text)) == text
