"""What comes out of real laws and plans, counted against a reading of their own lines."""

import re
from pathlib import Path

import pytest

from arraigo.engines.plan_review.model import Kind
from arraigo.engines.plan_review.structure import open_document

HERE = Path(__file__).resolve()
PLANS = (
    next((up / "shared" for up in HERE.parents if (up / "shared" / "data" / "plans").is_dir()), HERE) / "data" / "plans"
)
LAW = PLANS / "norms" / "pe_LEY-27972-2003.md"
TIMBIQUI = PLANS / "co_timbiqui_pdm_2012_2015.pdf"
pytestmark = pytest.mark.skipif(not PLANS.is_dir(), reason="the data shared with this machine are not here")


@pytest.fixture(scope="module")
def law():
    return open_document(LAW.read_bytes(), name=LAW.name)


def test_every_article_of_a_law_is_found_with_its_number_and_no_other(law):
    lines = LAW.read_text(encoding="utf-8").splitlines()
    written = [
        found.group(1)
        for line in lines
        if (found := re.match(r"\*\*\s?(?:Artículo|ARTÍCULO) ([\dIVX]+(?:-A)?)\.", line))
    ]

    assert len(written) == 177  # I to X of the preliminary title, 1 to 166, and 119-A
    assert [section.number for section in law.sections if section.kind is Kind.ARTICULO] == written


def test_its_twenty_five_dispositions_are_numbered(law):
    numbers = [section.number for section in law.sections if section.kind is Kind.DISPOSICION]

    assert numbers == ["", *map(str, range(1, 26))]


def test_titles_of_its_articles_are_those_of_its_lines(law):
    written = re.findall(r"^\*\*ARTÍCULO \d+\.-\s*(.+?)\*\*$", LAW.read_text(encoding="utf-8"), re.MULTILINE)
    titles = {section.title for section in law.sections if section.kind is Kind.ARTICULO}

    assert len(written) > 130
    assert [title for title in written if title.replace("*", "").strip() not in titles] == []


def test_no_furniture_of_a_printed_plan_is_left_in_its_passages():
    document = open_document(TIMBIQUI.read_bytes())
    furniture = ("REPUBLICA DE COLOMBIA", "MUNICIPIO DE TIMBIQUI NIT", "NIT. 800051167-1")

    assert document.text.count(furniture[0]) == 78
    assert [passage.text for passage in document.passages if any(line in passage.text for line in furniture)] == []


def test_the_articles_of_a_printed_plan_are_found_in_their_order():
    document = open_document(TIMBIQUI.read_bytes())
    numbers = [int(section.number) for section in document.sections if section.kind is Kind.ARTICULO]

    # The plan itself counts article 26 twice and leaves 32 out.
    assert numbers == [*range(1, 27), *range(26, 32), *range(33, 56)]


@pytest.mark.parametrize("path", sorted(PLANS.glob("co_pdm*/*.txt")), ids=lambda path: path.stem[9:20])
def test_plans_in_windows_letters_are_read_as_they_are(path):
    document = open_document(path.read_bytes(), name=path.name)

    assert document.encoding == "cp1252"
    assert document.language == "es"
    assert "\ufffd" not in document.text
    assert not re.search("[\x80-\x9f]|Ã[\x80-\xbf]", document.text)
