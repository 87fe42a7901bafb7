"""A translation knows for which Spanish it was written; what is behind is told, and protection never goes without."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.guidance.making import routes
from tests.engines.guidance.writing import ROUTE, loaded

from arraigo.engines.guidance.model import Contact, State, Translated, Translation
from arraigo.engines.guidance.problems import RouteError
from arraigo.engines.guidance.texts import mark_of, reworded, texts
from arraigo.engines.guidance.translating import (
    file_of,
    read_translation,
    speak,
    state_of,
    translated,
    write_translation,
)

PROTECTION = ROUTE.replace("valid_from:", "protection: true\nvalid_from:")
SPANISH = texts(loaded())


def english(said=None, *, state=State.CURRENT, route=None):
    said = {key: f"EN {text}" for key, text in SPANISH.items()} if said is None else said
    return write_translation(translated(route or loaded(), "en", said, state=state))


def codes(text, **translations):
    with pytest.raises(RouteError) as refused:
        loaded(text, **translations)
    return [one.code for one in refused.value.problems]


def test_texts_are_all_that_people_read_and_nothing_else():
    assert {key for key in SPANISH if not key.startswith("steps.")} == {"title", "summary"}
    assert SPANISH["steps.entrada.answers.menos90"] == "Hace menos de 90 días"
    assert SPANISH["steps.documentos.answers.si.detail"] == "Aunque esté vencido."
    assert SPANISH["steps.fin.deadline.from"] == "desde que entró"
    assert {key for key in SPANISH if key.startswith("steps.fin.")} == {
        *(f"steps.fin.{key}" for key in ("title", "right", "bring_note", "refused", "reassurance.0", "verify.0")),
        *(f"steps.fin.{key}" for key in ("deadline.from", "deadline.text", "do.0.title", "do.0.text", "do.1.title")),
        *(f"steps.fin.{key}" for key in ("bring.0", "bring.1", "contacts.0.note")),
    }
    whole = " ".join(SPANISH.values())
    assert not any(fact in whole for fact in ("02 299", "ec-911", "lomh-100", "Protección Internacional", "gob.ec"))


def test_the_mark_of_a_text_is_the_beginning_of_its_sha256():
    assert mark_of("Pedir refugio o asilo") == "8fa5dfe3dd6d"


def test_the_state_of_a_text_is_what_is_written_unless_the_spanish_changed():
    route = loaded()
    translation = translated(route, "fr", {"title": "Asile", "summary": "Que faire"}, state=State.NEEDS_REVIEW)
    states = state_of(route, translation)
    assert (states["title"], states["steps.fin.title"]) == (State.NEEDS_REVIEW, State.MISSING)
    assert set(states) == set(SPANISH)
    other = loaded(ROUTE.replace("title: Pedir refugio o asilo", "title: Pedir refugio"))
    assert state_of(other, translation)["title"] is State.OUTDATED
    assert state_of(other, translation)["summary"] is State.NEEDS_REVIEW
    assert set(state_of(route, None).values()) == {State.MISSING}


def test_a_text_without_words_is_missing():
    translation = Translation("fr", {"title": Translated("", mark_of(SPANISH["title"]), State.CURRENT)})
    assert state_of(loaded(), translation)["title"] is State.MISSING


def test_a_route_is_spoken_with_what_is_good_and_says_what_fell_back():
    route = loaded()
    given_ = {key: f"EN {text}" for key, text in SPANISH.items()}
    texts_ = dict(translated(route, "en", given_, state=State.CURRENT).texts)
    texts_["summary"] = Translated("EN draft", texts_["summary"].of, State.DRAFT)
    texts_["steps.fin.title"] = Translated("EN old", "0" * 12, State.CURRENT)
    del texts_["steps.fin.right"]
    spoken = speak(route, Translation("en", texts_))
    assert (spoken.lang, spoken.origin, spoken.title) == ("en", route, "EN Pedir refugio o asilo")
    assert spoken.fell_back == ("summary", "steps.fin.title", "steps.fin.right")
    assert spoken.steps["fin"].title == "Cómo pedir refugio"
    assert spoken.steps["fin"].do[1].when == route.steps["fin"].do[1].when
    assert spoken.steps["fin"].contacts[0] == Contact(
        "Protección Internacional", "02 299 3200", "EN ext. 23035", source="gobec"
    )
    assert speak(route, Translation("en", texts_), shown=State).summary == "EN draft"


def test_protection_content_needs_a_file_in_english():
    with pytest.raises(RouteError) as refused:
        loaded(PROTECTION)
    (problem,) = refused.value.problems
    assert (problem.code, problem.line, problem.file) == ("protection_no_english", 5, "asilo.yaml")
    assert "«asilo.en.yaml»" in str(problem)
    assert codes(PROTECTION, fr="lang: fr\ntexts: {}\n").count("protection_no_english") == 1


def _drafted(text):
    mark = mark_of("Llame ahora")
    return text.replace(f"{mark}\n    state: current", f"{mark}\n    state: draft")


@pytest.mark.parametrize(
    ("change", "code", "file"),
    [
        (lambda text: text.replace("text: EN Llame ahora", "text: ''"), "protection_missing", "asilo.yaml"),
        (lambda text: text.replace("steps.llame.title:", "steps.llame.titel:"), "protection_missing", "asilo.yaml"),
        (lambda text: text.replace(mark_of("Llame ahora"), "0" * 12), "protection_outdated", "asilo.en.yaml"),
        (_drafted, "protection_draft", "asilo.en.yaml"),
    ],
)
def test_protection_content_is_refused_where_english_is_not_whole(change, code, file):
    written = change(english())
    with pytest.raises(RouteError) as refused:
        loaded(PROTECTION, en=written)
    (problem,) = [one for one in refused.value.problems if not one.is_warning]
    assert (problem.code, problem.file) == (code, file)
    assert "steps.llame.title" in str(problem)
    spanish_line = next(n for n, line in enumerate(PROTECTION.splitlines(), 1) if "title: Llame ahora" in line)
    english_line = next((n for n, line in enumerate(written.splitlines(), 1) if "steps.llame.title:" in line), None)
    assert problem.line == (spanish_line if file == "asilo.yaml" else english_line)


def test_whole_english_lets_protection_content_through():
    assert loaded(PROTECTION, en=english()).warnings == ()
    assert loaded(PROTECTION, en=english(state=State.NEEDS_REVIEW)).warnings == ()


def test_other_languages_fall_back_and_say_so():
    route = loaded(PROTECTION, en=english(), ht="lang: ht\ntexts: {}\n")
    (warning,) = route.warnings
    assert (warning.code, warning.file, warning.is_warning) == ("falls_back", "asilo.ht.yaml", True)
    assert str(warning).startswith(f"{len(SPANISH)} de {len(SPANISH)} textos no están en «ht» y se dirán en español")
    assert set(route.translations) == {"en", "ht"}


def test_a_translation_of_a_text_that_is_gone_is_a_warning_with_the_nearest():
    route = loaded(en=english() + "  steps.fin.titel:\n    text: x\n    of: '000000000000'\n")
    assert [str(one) for one in route.warnings] == [
        "La ruta no tiene ningún texto «steps.fin.titel»; esta traducción sobra. ¿Quiso decir «steps.fin.title»?"
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("lang: fr\ntexts: {}\n", "other_language"),
        ("texts: {}\n", "missing"),
        ("lang: en\ntexts: []\n", "not_a_mapping"),
        ("lang: en\ntexts: {title: Asylum}\n", "not_a_mapping"),
        ("lang: en\ntexts: {title: {text: Asylum}}\n", "missing"),
        ("lang: en\ntexts: {title: {text: Asylum, of: abc}}\n", "bad_mark"),
        ("lang: en\ntexts: {title: {text: Asylum, of: 8fa5dfe3dd6d, state: listo}}\n", "not_one_of"),
        ("lang: en\ntexts: {title: {txt: Asylum, of: 8fa5dfe3dd6d}}\n", "unknown_key_near"),
        ("lang: en\nlang: en\ntexts: {}\n", "duplicate_key"),
        ("lang: [\n", "yaml"),
    ],
)  # fmt: skip
def test_a_translation_that_is_wrong_stops_the_route(text, code):
    assert code in codes(ROUTE, en=text)


def test_a_file_of_a_translation_is_named_after_the_routes():
    assert file_of("asilo.yaml", "en") == file_of("asilo.yml", "en") == "asilo.en.yaml"


@given(routes(), st.data())
@settings(deadline=None, max_examples=60, derandomize=True)
def test_a_translation_written_and_read_again_says_the_same(route, data):
    words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).map(str.strip)
    said = {key: data.draw(words.filter(bool)) for key in texts(route)}
    made = translated(route, "ht", said, state=State.CURRENT)
    read, notes = read_translation(write_translation(made), lang="ht", name="ruta.ht.yaml")
    assert notes.problems == []
    assert read == made
    spoken = speak(route, read)
    assert (texts(spoken), spoken.fell_back) == (said, ())
    assert reworded(spoken, lambda key, _text: texts(route)[key]).steps == route.steps
