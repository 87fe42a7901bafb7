"""All phrases are looked for in one pass, by stem, and each is found where it stands."""

from hypothesis import given, settings
from hypothesis import strategies as st

from arraigo.engines.plan_review.reviewing.phrases import Phrases, stems

WORDS = st.sampled_from(
    [
        "salud,",
        "vivienda",
        "digna;",
        "arriendo.",
        "de",
        "la",
        "para",
        "inquilinos",
        "refugiada",
        "suelo",
        "urbano",
        "#",
        "12",
        "á",
        "Ñu",
    ]
)


def test_small_words_accents_and_plural_do_not_count():
    assert stems("Acceso a la Vivienda Digna") == stems("accesos de viviendas dignas")


def test_each_phrase_is_found_in_the_texts_that_have_it():
    phrases = Phrases(["suelo urbano", "suelo", "arriendo social"])
    texts = ["El suelo urbano crece.", "Suelos rurales", "nada", "arriendos sociales y suelo urbano"]
    assert phrases.in_texts(texts) == {"suelo urbano": [0, 3], "suelo": [0, 1, 3], "arriendo social": [3]}


def test_a_place_is_the_words_as_they_stand():
    text = "Habrá, según la ley, Arriendos  para lo Social."
    place = Phrases(["arriendo social"]).places(text)[0]
    assert text[place.start : place.end] == "Arriendos  para lo Social"


@given(
    st.lists(st.lists(WORDS, max_size=12).map(" ".join), max_size=6),
    st.lists(st.lists(WORDS, min_size=1, max_size=3).map(" ".join).filter(stems), min_size=1, max_size=5),
)
@settings(max_examples=200, deadline=None)
def test_searching_all_texts_finds_what_searching_each_does(texts, written):
    phrases = Phrases(written)
    found = phrases.in_texts(texts)
    for phrase in phrases.written:
        alone = [n for n, text in enumerate(texts) if any(place.phrase == phrase for place in phrases.places(text))]
        assert found.get(phrase, []) == alone


def test_no_phrases_find_nothing():
    assert Phrases([]).in_texts(["algo"]) == {}
    assert Phrases([]).places("algo") == []
