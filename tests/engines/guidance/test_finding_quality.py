"""How often the need that people mean is found, on queries of one annotator (`queries/`), by the words of the pack."""

from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from arraigo.engines.guidance.finding import Finder, Lexicon

QUERIES = Path(__file__).parent / "queries"


@pytest.fixture(scope="module")
def needs():
    return yaml.safe_load((files("arraigo.packs.common") / "needs.yaml").read_text(encoding="utf-8"))["needs"]


def labelled(name):
    lines = (QUERIES / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(typed, labels.split(",")) for typed, labels in rows]


def finder(needs, language):
    def said(need):
        return (*need["words"].get(language, ()), need["name"][language], need["description"][language])

    return Finder([Lexicon(need["id"], said(need)) for need in needs], language)


# What was measured (docs/reference/quality-finding.md) less two queries.
@pytest.mark.parametrize(
    ("name", "language", "first", "in_three"),
    [("es_dev.tsv", "es", 0.92, 0.97), ("es_held_out.tsv", "es", 0.88, 0.94), ("en_held_out.tsv", "en", 0.88, 0.94)],
)
def test_the_need_that_people_mean_is_found(needs, name, language, first, in_three):
    known = finder(needs, language)
    rows = [(known.find(typed), labels) for typed, labels in labelled(name) if labels != ["none"]]
    found = [([one.code for one in needs], labels) for needs, labels in rows]

    assert sum(codes[:1] == labels[:1] for codes, labels in found) / len(found) >= first
    assert sum(bool({*codes[:3]} & {*labels}) for codes, labels in found) / len(found) >= in_three


@pytest.mark.parametrize("name", ["es_held_out.tsv", "en_held_out.tsv"])
def test_what_is_none_of_the_needs_mostly_finds_none(needs, name):
    known = finder(needs, name[:2])
    nothing = [known.find(typed) for typed, labels in labelled(name) if labels == ["none"]]

    assert sum(not found for found in nothing) / len(nothing) >= 0.75


@pytest.mark.parametrize(
    ("typed", "need"),
    [("dosumentos", "documents"), ("sin papeles", "regularisation"), ("me pegan en casa", "gbv")],
)
def test_words_that_must_never_fail(needs, typed, need):
    assert finder(needs, "es").find(typed)[0].code == need
