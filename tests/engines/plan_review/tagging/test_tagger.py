"""What is told of a passage does not depend on the passages beside it, and points into its text."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arraigo.engines.plan_review.tagging import tagger as module
from arraigo.engines.plan_review.tagging.tagger import Tagger
from arraigo.engines.plan_review.tagging.thesaurus import load_thesaurus

WORDS = (
    *("población", "desplazada", "migrantes", "se", "trata", "de", "personas", "movilidad", "meta", "15%", "\n"),
    *("Realizar", "?", "«vía»", "2.000.000"),
)
TAGGER = Tagger(load_thesaurus())

texts = st.lists(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), max_size=8)


@given(texts)
@settings(deadline=None)
def test_a_passage_is_told_the_same_alone_and_among_others(passages):
    assert TAGGER.tag_many(passages) == [TAGGER.tag(text) for text in passages]


@given(texts)
@settings(deadline=None)
def test_hits_and_blocked_words_stand_in_the_text(passages):
    for text, tagged in zip(passages, TAGGER.tag_many(passages), strict=True):
        for one in (*tagged.hits, *tagged.blocked):
            assert 0 <= one.start < one.end <= len(text)


def test_nothing_is_relevant_in_an_empty_passage():
    tagged = TAGGER.tag("")
    assert (tagged.relevant, tagged.concepts, tagged.commits) == (False, (), False)
    assert TAGGER.tag_many([]) == []


def test_passages_are_read_as_they_come_a_block_at_a_time(monkeypatch):
    monkeypatch.setattr(module, "BLOCK_LETTERS", 40)
    taken = []

    def passages():
        for n in range(10):
            taken.append(n)
            yield "Población desplazada del municipio."

    first = next(TAGGER.iter(passages()))
    assert first.relevant
    assert len(taken) == 2


def test_the_reasons_say_the_words_the_concept_the_rule_and_the_part():
    why = TAGGER.tag("Objetivo: Garantizar los derechos de las mujeres migrantes.").why
    assert "«migrantes» es de «persona migrante» (por comienzo: migrante*; fuerza 3)." in why
    assert why[-2].startswith("Parte del plan: objetivo, por ")
    assert why[-1] == "El plan se compromete a actuar."


def test_candidates_of_a_document_are_where_a_closer_look_pays():
    text = "Vías y puentes. " * 20 + "Atención a migrantes. " + "Agua potable. " * 20
    assert [text[at - 3 : at + 1] for at in TAGGER.candidates(text)] == ["migr"]


def test_mentions_show_weak_labels_too():
    assert {hit.concept for hit in TAGGER.mentions("Acceso a la vivienda en la zona de frontera")} == {
        "vivienda_adecuada",
        "frontera",
    }


@pytest.fixture(scope="module")
def labelled():
    file = next(
        (p / "shared/data/plans/passages_dev.jsonl" for p in Path(__file__).parents if (p / "shared").is_dir()), None
    )
    if file is None:
        pytest.skip("shared/data/plans is not beside the repository")
    return [json.loads(line) for line in file.read_text().splitlines()]


def test_labelled_passages_are_told_as_well_as_was_promised(labelled):
    tagged = TAGGER.tag_many(one["texto"] for one in labelled)
    pairs = list(zip(labelled, tagged, strict=True))
    right = sum(one["relevant"] and told.relevant for one, told in pairs)
    assert right / sum(told.relevant for _, told in pairs) >= 0.96
    assert right / sum(one["relevant"] for one, _ in pairs) >= 0.96
    assert sum(told.part.value in one["parts"] for one, told in pairs) / len(pairs) >= 0.75
