"""Translations of a draft: by key, with their state, following the Spanish, warned by the termbase."""

from datetime import UTC, datetime

import pytest
from tests.areas.attention import texts as samples

from arraigo.areas.attention.actions import publishing, routes
from arraigo.areas.attention.actions.common import AttentionError
from arraigo.areas.attention.models import RouteTranslation
from arraigo.areas.attention.queries import definitions, termbase, translations
from arraigo.areas.attention.queries.termbase import Term
from arraigo.engines.guidance.texts import mark_of

AT = datetime(2026, 11, 24, 15, tzinfo=UTC)
PAGE = "/prueba/rutas/techo/1/traducciones/en/"


def state_of(version, key, language="en"):
    version.refresh_from_db()
    row = translations.row_for(version, language)
    found = translations.units(definitions.sketched(version), language, row.texts)
    return next(one.state for one in found if one.key == key)


def rewrite(version, by, *changes):
    text = version.definition
    for old, new in changes:
        text = text.replace(old, new)
    routes.save_draft(version=version, definition=text, seen=version.sha256, by=by, at=AT)
    version.refresh_from_db()


def test_a_text_that_nobody_translated_is_missing(draft):
    assert state_of(draft, "title") == "missing"


@pytest.mark.parametrize("state", ["draft", "needs_review", "current"])
def test_a_text_has_the_state_that_was_chosen(draft, writer, state):
    assert samples.say(draft, "en", {"title": "A place to sleep"}, writer, AT, state) == 1
    assert state_of(draft, "title") == state


def test_a_translation_of_other_spanish_is_outdated(draft, writer):
    samples.say(draft, "en", {"title": "A place to sleep", "summary": "What to do."}, writer, AT)
    rewrite(draft, writer, ("title: Un lugar donde dormir", "title: Un techo"))

    assert (state_of(draft, "title"), state_of(draft, "summary")) == ("outdated", "current")
    assert RouteTranslation.objects.get().counts["outdated"] == 1


def test_a_line_put_in_between_leaves_the_translations_below_it_as_they_were(draft, writer):
    samples.say(
        draft, "en", {"steps.fin.do.0.title": "Go there", "steps.fin.do.1.title": "Say it is urgent"}, writer, AT
    )
    rewrite(draft, writer, ("    do:\n", "    do:\n      - {title: Respire}\n"))

    assert state_of(draft, "steps.fin.do.0.title") == "outdated"
    assert [state_of(draft, f"steps.fin.do.{number}.title") for number in (1, 2)] == ["current", "current"]


def test_a_step_that_comes_back_finds_its_translation(draft, writer):
    samples.say(draft, "en", {"steps.noche.why": "To find you a place."}, writer, AT)
    line = "    why: Para buscarle un lugar a tiempo.\n"
    rewrite(draft, writer, (line, ""))
    rewrite(draft, writer, ("    answers:\n", f"{line}    answers:\n"))

    assert state_of(draft, "steps.noche.why") == "current"


def test_an_empty_text_takes_the_translation_away(draft, writer):
    samples.say(draft, "en", {"title": "A place"}, writer, AT)
    samples.say(draft, "en", {"title": " "}, writer, AT)

    assert state_of(draft, "title") == "missing"


def test_what_was_said_twice_changes_nothing(draft, writer):
    samples.say(draft, "en", {"title": "A place"}, writer, AT)

    assert samples.say(draft, "en", {"title": "A place"}, writer, AT) == 0


def test_all_texts_are_kept_or_none(draft, writer):
    with pytest.raises(AttentionError, match="ya no tiene"):
        samples.say(draft, "en", {"title": "A place", "steps.nada.title": "Nothing"}, writer, AT)

    assert not RouteTranslation.objects.exists()


@pytest.mark.parametrize("state", ["missing", "outdated", "otro"])
def test_a_state_that_is_found_is_not_chosen(draft, writer, state):
    with pytest.raises(AttentionError, match="no es un estado"):
        samples.say(draft, "en", {"title": "A place"}, writer, AT, state)


@pytest.mark.parametrize("language", ["es", "de", ""])
def test_only_the_languages_of_the_guide_are_written(draft, writer, language):
    with pytest.raises(AttentionError, match="no tiene este idioma"):
        samples.say(draft, language, {"title": "x"}, writer, AT)


def test_what_is_published_is_not_translated_behind_its_reviewer(in_city, writer, second):
    version = samples.published(in_city, writer, second, AT)

    with pytest.raises(AttentionError, match="Solo se traduce un borrador"):
        samples.say(version, "en", {"title": "A place"}, writer, AT)


def test_protection_content_is_not_sent_until_its_english_is_whole(in_city, writer):
    text = samples.route_text().replace("protection: false", "protection: true")
    version = samples.draft(in_city, writer, AT, text=text)
    with pytest.raises(AttentionError, match="Falta corregir"):
        publishing.submit(version=version, by=writer, at=AT)

    samples.say(version, "en", {key: f"EN {key}" for key in samples.every_text(version)}, writer, AT)

    assert publishing.submit(version=version, by=writer, at=AT).state == "in_review"


def sent(version, **texts):
    """The page's form with some texts, as a browser sends it."""
    spanish = samples.every_text(version)
    fields = {"clave": list(texts)}
    for key, (text, state) in texts.items():
        fields |= {f"texto-{key}": text, f"estado-{key}": state, f"antes-{key}": "", f"era-{key}": ""}
        fields[f"de-{key}"] = mark_of(spanish[key])
    return fields


def test_the_page_saves_all_texts_at_once(draft, staff):
    answer = staff.post(PAGE, sent(draft, title=("A place", "current"), summary=("", "")), follow=True)

    assert "1 texto guardado." in answer.text
    assert state_of(draft, "title") == "current"


def test_the_page_keeps_what_was_typed_when_it_is_refused(draft, staff, writer):
    fields = sent(draft, title=("A place", "current"))
    publishing.submit(version=draft, by=writer, at=AT)
    answer = staff.post(PAGE, fields)

    assert answer.status_code == 422
    assert "Solo se traduce un borrador" in answer.text


def test_the_page_narrows_to_what_is_left(draft, staff, writer):
    samples.say(draft, "en", {"title": "A place"}, writer, AT)
    page = staff.get(f"{PAGE}?ver=pendientes").text

    assert 'name="texto-title"' not in page
    assert 'name="texto-summary"' in page
    assert "No hay textos así" in staff.get(f"{PAGE}?ver=outdated").text


def test_a_language_that_the_guide_has_not_is_not_there(draft, staff):
    assert staff.get("/prueba/rutas/techo/1/traducciones/de/").status_code == 404


@pytest.fixture
def termed(monkeypatch):
    """A termbase of three terms."""
    terms = (
        Term("refugio", {"es": "refugio", "en": "asylum"}, "", {"en": ("political asylum",)}, ""),
        Term("albergue", {"es": "albergue", "en": "shelter"}, "", {"en": ("refuge", "hostel")}, "Para dormir."),
        Term("persona", {"es": "persona refugiada", "en": "refugee"}, "", {"en": ()}, ""),
    )
    monkeypatch.setattr(termbase, "terms", lambda: terms)
    termbase._good.cache_clear()
    yield
    termbase._good.cache_clear()


@pytest.mark.parametrize(
    ("spanish", "text", "found"),
    [
        ("Pida refugio", "Ask for asylum", []),
        ("Pida refugio", "Ask for protection", ["missing_term"]),
        ("Pida refugio", "Ask for political asylum", ["forbidden"]),
        ("Un albergue", "A hostel", ["forbidden", "missing_term"]),
        ("Los albergues", "The shelters", []),
        ("Las personas refugiadas", "Refugees", []),
        ("Tiene 90 días", "You have ninety days", ["number"]),
        ("Llame al 911 o al 171", "Call 911 or 171", []),
        ("Pida refugio", "", []),
        ("Un refugioso", "Something", []),
    ],
)
def test_a_translation_is_held_to_the_termbase_and_to_its_figures(termed, spanish, text, found):
    assert [one.code for one in termbase.doubts(spanish, text, "en")] == found


def test_the_longest_term_counts_and_not_the_one_inside_it(termed):
    assert [one.id for one in termbase.terms_in("Una persona refugiada pide refugio")] == ["persona", "refugio"]
    assert [one.id for one in termbase.terms_in("Una persona refugiada")] == ["persona"]


def test_the_page_shows_terms_and_warnings_beside_the_text(in_city, writer, staff, termed):
    text = samples.route_text().replace("title: Dónde preguntar", "title: Un albergue")
    version = samples.draft(in_city, writer, AT, text=text)
    samples.say(version, "en", {"steps.fin.title": "A hostel"}, writer, AT)
    page = staff.get(PAGE).text

    assert "<b>albergue</b>" in page
    assert "No se dice «hostel»; se dice «shelter»." in page


def test_the_termbase_of_the_packs_can_be_read():
    assert len(termbase.terms()) > 10
    assert all(term.said.get("es") for term in termbase.terms())
