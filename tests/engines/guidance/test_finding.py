import string
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arraigo.engines.guidance.finding import LEAST, Finder, Lexicon

LEXICON = (
    Lexicon("documents", ("documentos", "perdí mi pasaporte", "sacar la cédula", "registro civil")),
    Lexicon("regularisation", ("sin papeles", "visa vencida", "regularización", "no sellé la entrada")),
    Lexicon("gbv", ("me pegan en casa", "mi marido me pega", "violencia en casa", "tengo miedo de mi pareja")),
    Lexicon("housing", ("no tengo donde dormir", "arriendo", "me botan de la casa", "albergue")),
    Lexicon("health", ("estoy enferma", "hospital", "vacunas", "centro de salud", "dolor")),
    Lexicon("education", ("cupo en la escuela", "inscribir a mi hija", "colegio")),
)


@pytest.fixture(scope="module")
def finder():
    return Finder(LEXICON)


@pytest.mark.parametrize(
    ("typed", "need"),
    [
        ("dosumentos", "documents"),
        ("DOCUMENTOS!!!", "documents"),
        ("docu", "documents"),
        ("sin papeles", "regularisation"),
        ("bisa bensida", "regularisation"),
        ("me pegan en casa", "gbv"),
        ("mi marido me está pegando", "gbv"),
        ("no tengo dónde dormir esta noche", "housing"),
        ("ospital", "health"),
        ("escuela para mi hijo", "education"),
        ("rejistro sivil", "documents"),
        ("alverge", "housing"),
    ],
)
def test_what_people_type_finds_what_they_need(finder, typed, need):
    assert finder.find(typed)[0].code == need


@pytest.mark.parametrize("typed", ["", "   ", "¿?", "no", "hola buenos días", "xkcd", "12", "de la"])
def test_what_says_nothing_finds_nothing(finder, typed):
    assert finder.find(typed) == ()


def test_what_was_found_says_by_which_phrase(finder):
    found = finder.find("me quieren botar de la casa")[0]

    assert (found.code, found.matched) == ("housing", "me botan de la casa")
    assert LEAST <= found.score <= 1


def test_no_more_needs_than_asked_for(finder):
    assert len(finder.find("escuela hospital arriendo visa", limit=2)) == 2


def test_another_language_has_words_of_its_own():
    english = Finder([Lexicon("gbv", ("my husband beats me",)), Lexicon("food", ("i am hungry",))], "en")

    assert english.find("my husband is beating me")[0].code == "gbv"
    assert english.find("hungri")[0].code == "food"


def test_a_language_without_stems_is_searched_too():
    kreyol = Finder([Lexicon("food", ("mwen grangou",)), Lexicon("health", ("mwen malad",))], "ht")

    assert kreyol.find("grangou anpil")[0].code == "food"


def test_a_page_pasted_into_the_box_is_answered_at_once(finder):
    since = time.process_time()
    finder.find("me pegan en casa " * 20_000)

    assert time.process_time() - since < 1


@given(st.text(alphabet=string.ascii_letters + " áéíóúñü¿?!.,0123456789", max_size=60))
def test_whatever_is_typed_has_an_order_that_is_always_the_same(typed):
    once, again = Finder(LEXICON).find(typed), Finder(LEXICON).find(typed)

    assert once == again
    assert [one.score for one in once] == sorted((one.score for one in once), reverse=True)
    assert all(LEAST <= one.score <= 1 for one in once)


@given(st.sampled_from([phrase for one in LEXICON for phrase in one.phrases]), st.data())
def test_one_slip_in_a_long_word_does_not_hide_the_need(phrase, data):
    finder = Finder(LEXICON)
    words = phrase.split()
    at = max(range(len(words)), key=lambda number: len(words[number]))
    word = words[at]
    if len(word) < 6:
        return
    place = data.draw(st.integers(1, len(word) - 2))
    words[at] = word[:place] + word[place + 1 :]

    assert finder.find(phrase)[0].code in {one.code for one in finder.find(" ".join(words))}
