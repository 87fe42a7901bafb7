"""The words that changed inside a passage."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arraigo.engines.plan_review.comparing import word_diff


def marked(old, new):
    signs = {"equal": "{}", "delete": "[-{}-]", "insert": "[+{}+]"}
    return "".join(signs[change.kind].format(change.text) for change in word_diff(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("uno dos tres", "uno dos tres", "uno dos tres"),
        ("uno dos", "uno dos tres", "uno dos [+tres+]"),
        ("", "uno", "[+uno+]"),
        ("uno", "", "[-uno-]"),
        ("Artículo 12. Salud", "Artículo 13. Salud", "Artículo [-12-][+13+]. Salud"),
        ("con 1.500.000 dólares", "con 500.000 dólares", "con [-1.500.000 -][+500.000 +]dólares"),
        ("las personas, todas", "las personas y todas", "las personas [-, -][+y +]todas"),
    ],
)
def test_whole_words_and_figures_are_shown_as_changed(old, new, expected):
    assert marked(old, new).replace(" [+", "[+") == expected.replace(" [+", "[+")


def test_what_was_taken_back_can_be_read():
    old = "El municipio deberá garantizar la atención de las personas migrantes y refugiadas."
    new = "El municipio podrá promover la atención de los grupos prioritarios."

    assert marked(old, new) == (
        "El municipio [-deberá garantizar -][+podrá promover +]la atención de "
        "[-las personas migrantes y refugiadas-][+los grupos prioritarios+]."
    )


def test_a_little_word_kept_by_chance_is_no_island():
    old = "fortalecer las organizaciones comunitarias de acogida internacional"
    new = "promover campañas deportivas de convivencia"

    assert [str(change.kind) for change in word_diff(old, new)] == ["delete", "insert"]


def test_a_megabyte_is_compared_in_time():
    words = [str(n * 7919 % 20_011) for n in range(150_000)]
    began = time.process_time()

    changes = word_diff(" ".join(words), " ".join([*words[:70000], "nuevo", *words[70005:]]))

    assert time.process_time() - began < 5
    assert [str(change.kind) for change in changes] == ["equal", "delete", "insert", "equal"]


TEXT = st.lists(st.sampled_from(["plan", "de", "la ", "12,5", "%", "«si»", "\n", "ñandú", "a-b"]), max_size=25).map(
    " ".join
)


@given(TEXT, TEXT)
def test_what_stayed_and_came_is_the_new_text_and_what_stayed_and_went_has_the_old_words(old, new):
    changes = word_diff(old, new)

    assert "".join(change.text for change in changes if change.kind != "delete") == new
    assert "".join("".join(c.text for c in changes if c.kind != "insert").split()) == "".join(old.split())
    assert all(a.kind != b.kind for a, b in itertools.pairwise(changes))
