"""The reference for those who write routes says what the engine does."""

import re
from pathlib import Path

import pytest
import yaml

from arraigo.engines.guidance.loading import MAX_PAGES
from arraigo.engines.guidance.marked import MAX_BYTES, MAX_DEPTH
from arraigo.engines.guidance.model import State
from arraigo.engines.guidance.problems import SENTENCES
from arraigo.engines.guidance.reading_steps import KEYS, MAX_STEPS
from arraigo.engines.guidance.states import MAX_STATES
from arraigo.engines.guidance.texts import mark_of

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "rutas.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", SENTENCES)
def test_every_refusal_is_there_with_its_sentence(code):
    assert f"| `{code}` | {SENTENCES[code]} |" in PAGE


def test_no_refusal_is_there_that_is_not_told():
    assert set(re.findall(r"^\| `([a-z_]+)` \| .*[.:]? \|$", PAGE[PAGE.index("## Lo que se rechaza") :], re.M)) == set(
        SENTENCES
    )


@pytest.mark.parametrize("key", sorted({key for keys in KEYS.values() for key in keys}))
def test_every_key_of_a_step_is_there(key):
    assert f"`{key}`" in PAGE


def test_limits_and_states_are_those_of_the_engine():
    limits = PAGE[PAGE.index("## Límites") :]
    for said in (f"{MAX_BYTES // 1024} kB", f"{MAX_DEPTH} niveles", f"{MAX_STEPS} pasos"):
        assert said in limits
    assert [f"{limit:,}".replace(",", ".") in limits for limit in (MAX_PAGES, MAX_STATES)] == [True, True]
    assert set(re.findall(r"^\| `([a-z_]+)` \| [^|]+ \| (?:sí|no)", PAGE, re.M)) == set(State)


def test_the_example_of_a_translation_has_the_marks_of_its_texts():
    (block,) = [one for one in re.findall(r"```yaml\n(.*?)```", PAGE, re.S) if "lang: en" in one]
    given = yaml.safe_load(block)["texts"]
    assert given["title"]["of"] == mark_of("Pedir refugio o asilo")
    assert given["steps.entrada.answers.menos90"]["of"] == mark_of("Hace menos de 90 días")
