"""What the packs say to people: every route loads whole, reads easily, and keeps to the rules of protection."""

import re
from dataclasses import replace
from importlib import resources
from pathlib import Path

import pytest
import yaml

from arraigo.engines.guidance.expanding import expand
from arraigo.engines.guidance.loading import load
from arraigo.engines.guidance.model import Kind, Route, State
from arraigo.engines.guidance.readability import EASY_ENOUGH, readability, readability_of
from arraigo.engines.guidance.registers import load_needs, load_numbers
from arraigo.engines.guidance.texts import texts
from arraigo.engines.guidance.translating import state_of

PACKS = Path(str(resources.files("arraigo.packs")))
TODAY = "2026-11-28"
# A translation's file is named after its route's and the language: asilo.en.yaml.
ROUTES = sorted(file for file in PACKS.glob("*/routes/*.yaml") if "." not in file.stem)
NEEDS = yaml.safe_load((PACKS / "common" / "needs.yaml").read_text(encoding="utf-8"))["needs"]
CONTACTS = [
    one
    for file in sorted(PACKS.glob("*/contacts.yaml"))
    for one in yaml.safe_load(file.read_text(encoding="utf-8"))["contacts"]
]
CODES = {
    *("asylum", "regularisation", "gbv", "trafficking", "unaccompanied-children", "health", "mental-health"),
    *("education", "housing", "food", "livelihoods", "legal-aid", "lgbtiq", "disability", "documents", "transport"),
    *("emergency", "discrimination", "cash", "family"),
}
ICONS = {"documents", "health", "home", "food", "safety", "children", "work", "school", "legal", "cash", "users", "map"}
LANGUAGES = {"es", "en", "fr", "pt", "ht", "qu"}
DECLINES = re.compile(r"\bno (?:lo )?sé\b|prefiero no", re.IGNORECASE)
FORBIDDEN = re.compile(r"\b(?:beneficiari[oa]s?|ilegal(?:es)?|indocumentad[oa]s?)\b", re.IGNORECASE)
# What only Quito has: a rule of the country must not send people of another canton there.
OF_QUITO = re.compile(r"\bQuito\b|Junta Metropolitana|Juntas Metropolitanas|Centros? de Equidad y Justicia|Patronato")


def registers(file: Path):
    country = file.parents[1] / "numbers.yaml"
    needs = load_needs((PACKS / "common" / "needs.yaml").read_text(encoding="utf-8"), name="needs.yaml")
    return load_numbers(country.read_text(encoding="utf-8"), name="numbers.yaml"), needs


def loaded(file: Path) -> Route:
    numbers, needs = registers(file)
    spoken = file.parent.glob(f"{file.stem}.*.yaml")
    translations = {other.name.split(".")[-2]: other.read_text(encoding="utf-8") for other in spoken}
    return load(
        file.read_text(encoding="utf-8"),
        name=file.name,
        numbers=numbers,
        needs=needs,
        today=TODAY,
        translations=translations,
    )


def test_the_packs_have_routes_and_contacts():
    assert {"asilo", "regularizacion", "violencia-de-genero", "trata", "ninez-no-acompanada", "discriminacion"} <= {
        file.stem for file in ROUTES
    }
    assert CONTACTS


@pytest.fixture(params=ROUTES, ids=lambda file: f"{file.parts[-3]}/{file.stem}")
def file(request) -> Path:
    return request.param


@pytest.fixture
def route(file) -> Route:
    return loaded(file)


def test_a_route_has_no_problem_beyond_languages_that_are_not_whole(file, route):
    assert [str(one) for one in route.warnings if one.code != "falls_back"] == []
    assert route.id == file.stem


def test_every_page_reads_easily(route):
    for page in expand(route).pages.values():
        alone = replace(route, title="", summary="", steps={page.step.id: page.step})
        score = readability(texts(alone).values())
        assert score.value >= EASY_ENOUGH, f"{page.id}: {score.value:.1f}"
    assert readability_of(route).value >= EASY_ENOUGH


def test_english_is_whole(route):
    states = state_of(route, route.translations.get("en"))

    assert {key for key, state in states.items() if state is not State.CURRENT} == set()


def test_every_question_may_be_left_unanswered(route):
    for step in route.steps.values():
        if step.kind is Kind.QUESTION:
            assert any(DECLINES.search(one.text) for one in step.answers), step.id


def test_every_end_says_the_right_what_to_do_and_what_if_it_is_refused(route):
    for step in route.steps.values():
        if step.kind is Kind.OUTCOME:
            assert step.right, step.id
            assert step.do, step.id
            assert step.refused, step.id
            assert step.sources, step.id
            assert step.services, step.id


def test_a_route_says_no_word_that_makes_a_person_a_case(route):
    assert [text for text in texts(route).values() if FORBIDDEN.search(text)] == []


def test_a_number_that_nobody_verified_never_stands_alone(file, route):
    numbers, _needs = registers(file)
    for step in route.steps.values():
        if step.numbers:
            assert any(numbers[name].verified_on for name in step.numbers), step.id


def test_protection_begins_with_safety_where_the_route_asks_of_danger(route):
    if route.protection and any(step.kind is Kind.EMERGENCY for step in route.steps.values()):
        first = route.steps[route.start]
        ways = {to for _answer, to in first.ways()} | {route.start}
        assert any(route.steps[name].kind is Kind.EMERGENCY for name in ways)


def test_a_route_of_a_country_sends_nobody_to_one_city(file, route):
    said = [*texts(route).values(), *(one.name for step in route.steps.values() for one in step.contacts)]

    if "-" not in file.parts[-3]:
        assert [text for text in said if OF_QUITO.search(text)] == []
        assert [text for text in said for one in CONTACTS if one["address"] and one["address"] in text] == []


def test_needs_are_the_twenty_codes_with_names_words_and_a_topic():
    ids = [one["id"] for one in NEEDS]
    topics = [one["id"] for one in NEEDS if "parent" not in one]

    assert sorted(ids) == sorted(CODES)
    assert len(topics) <= 12
    for one in NEEDS:
        assert set(one["name"]) == LANGUAGES, one["id"]
        assert one["icon"] in ICONS
        assert one.get("parent", topics[0]) in topics
        for language in ("es", "en"):
            assert one["description"][language]
            assert len(set(one["words"][language])) >= 12


def test_what_exposes_a_person_is_marked_as_sensitive():
    assert {"gbv", "trafficking", "lgbtiq", "unaccompanied-children"} <= {
        one["id"] for one in NEEDS if one.get("sensitive")
    }


def test_a_contact_is_of_known_needs_and_tells_its_source():
    for one in CONTACTS:
        assert set(one["needs"]) <= CODES, one["id"]
        assert one["source"]["title"], one["id"]
        assert "verified_on" in one
    assert len({one["id"] for one in CONTACTS}) == len(CONTACTS)


def test_a_reserved_place_has_no_address():
    reserved = {one["id"] for one in CONTACTS if one.get("reserved")}

    assert {"casa-de-la-mujer", "casa-de-las-diversidades"} <= reserved
    assert [one["id"] for one in CONTACTS if one.get("reserved") and one["address"]] == []
