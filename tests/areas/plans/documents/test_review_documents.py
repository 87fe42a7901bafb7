"""The papers of a review say the same in every format, and take any text that a plan may have."""

import json
import zipfile
from datetime import UTC, datetime
from io import BytesIO

import docx
import openpyxl
import pypdfium2
import pytest
from docx.oxml.ns import qn
from tests.engines.plan_review.reviewing.made import document, ecuador, tagger

from arraigo.areas.plans.documents.review_docx import review_docx
from arraigo.areas.plans.documents.review_json import as_values, review_json
from arraigo.areas.plans.documents.review_pdf import review_pdf
from arraigo.areas.plans.documents.review_words import excerpt, paper
from arraigo.areas.plans.documents.review_xlsx import review_xlsx
from arraigo.engines.plan_review.reviewing.catalogue import Catalogue
from arraigo.engines.plan_review.reviewing.findings import Level, Review
from arraigo.engines.plan_review.reviewing.review import review

AT = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
ODD = (
    "=SUM(A1) \x01\x0c \uf0b7 漢字 \U0001f600 <b>&amp;</b> #let x = 1 $a_b$ *no* \\ "
    "la población refugiada usa servicios de salud."
)
LINES = [
    ODD,
    "Según el censo de 2022 hay 340 personas refugiadas.",
    "Atender a 500 familias desplazadas con vivienda. Presupuesto: $ 80.000. Responsable: Dirección de Vivienda.",
]


@pytest.fixture(scope="module")
def made() -> tuple[Review, Catalogue]:
    return review(document(("Salud & vida", LINES)), ecuador(), instrument="PMDOT", tagger=tagger()), ecuador()


def test_json_has_the_keys_that_its_page_promises(made):
    found, catalogue = made
    value = json.loads(review_json(found, catalogue.pack, name="plan.txt"))
    assert list(value) == ["format", "document", "instrument", "pack", "summary", "criteria", "problems"]
    assert {
        "id",
        "norm",
        "article",
        "requires",
        "level",
        "level_name",
        "evidence",
        "steps",
        "missing",
        "searched",
    } <= set(value["criteria"][0])
    assert len(value["criteria"]) == value["summary"]["criteria"] == len(found.findings)
    quoted = next(one for one in value["criteria"] if one["evidence"])["evidence"][0]
    assert {"passage", "page", "path", "quote", "anchor", "why"} <= set(quoted)
    assert sum(value["summary"]["levels"].values()) == value["summary"]["criteria"]


def test_the_workbook_has_its_sheets_filters_and_frozen_heads_and_no_formula(made):
    found, catalogue = made
    book = openpyxl.load_workbook(BytesIO(review_xlsx(found, catalogue.pack, name="=plan.txt")))
    assert book.sheetnames == ["Resumen", "Criterios", "Evidencias", "No encontrado"]
    assert book["Criterios"].max_row == len(found.findings) + 1
    assert book["Evidencias"].max_row == sum(len(one.evidence) for one in found.findings) + 1
    assert book["No encontrado"].max_row == sum(one.level is Level.ABSENT for one in found.findings) + 1
    for name in book.sheetnames[1:]:
        assert book[name].auto_filter.ref
        assert book[name].freeze_panes == "B2"
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert any(str(cell.value).startswith("=SUM") for cell in cells)


def test_the_document_has_headings_by_style_language_and_heads_of_tables(made):
    found, catalogue = made
    file = docx.Document(BytesIO(review_docx(found, catalogue.pack, name="plan.txt", at=AT)))
    headings = [one.text for one in file.paragraphs if one.style.name == "Heading 1"]
    assert "Resumen" in headings
    assert headings[-1] in catalogue.pack.themes.values()
    assert len([one for one in file.paragraphs if one.style.name == "Heading 2"]) == len(found.findings)
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in file.tables)
    assert file.core_properties.language == "es-EC"
    languages = [one.get(qn("w:val")) for one in file.styles.element.iter(qn("w:lang"))]
    assert languages == ["es-EC"]
    standings = [one.text for one in file.paragraphs if one.text.endswith("por revisar jurídicamente")]
    assert len(standings) >= len([one for one in found.findings if not one.criterion.note])


def test_the_pdf_is_tagged_titled_and_takes_signs_without_a_shape(made):
    found, catalogue = made
    content = review_pdf(found, catalogue.pack, name="plan.txt", at=AT)
    assert b"pdfuaid" in content
    assert b"/Lang (es)" in content or b"/Lang(es)" in content
    file = pypdfium2.PdfDocument(content)
    assert "plan.txt" in file.get_metadata_value("Title")
    text = " ".join(page.get_textpage().get_text_bounded() for page in file)
    assert "por revisar jurídicamente" in " ".join(text.split())
    assert "500 familias desplazadas" in " ".join(text.split())


def test_the_same_review_gives_the_same_bytes(made):
    found, catalogue = made
    for write in (review_json, review_xlsx):
        assert write(found, catalogue.pack, name="p") == write(found, catalogue.pack, name="p") or _same_parts(
            write(found, catalogue.pack, name="p"), write(found, catalogue.pack, name="p")
        )
    assert review_pdf(found, catalogue.pack, name="p", at=AT) == review_pdf(found, catalogue.pack, name="p", at=AT)


def _same_parts(one: bytes, other: bytes) -> bool:
    """Whether two workbooks are equal but for the moment that the library writes into docProps/core.xml."""
    archives = [zipfile.ZipFile(BytesIO(content)) for content in (one, other)]
    names = [name for name in archives[0].namelist() if name != "docProps/core.xml"]
    return all(archives[0].read(name) == archives[1].read(name) for name in names)


def test_every_text_passes_through_the_translator(made):
    found, catalogue = made
    told = paper(found, catalogue.pack, name="plan.txt", say=lambda text: f"~{text}")
    assert told["title"].startswith("~")
    assert all(one["level_name"].startswith("~") for theme in told["themes"] for one in theme["criteria"])
    values = as_values(found, catalogue.pack, name="plan.txt", say=lambda text: f"~{text}")
    assert all(sentence.startswith("~") for one in values["criteria"] for sentence in one["missing"])


def test_an_excerpt_is_cut_between_words_about_its_first_term():
    text = "uno " * 100 + "refugio " + "dos " * 100
    cut = excerpt(text, ("refugio",), letters=80)
    assert "refugio" in cut
    assert cut.startswith("… uno")
    assert cut.endswith("dos …")
    assert len(cut) <= 90
    assert excerpt("corto", ("corto",)) == "corto"
