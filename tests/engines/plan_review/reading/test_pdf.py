import subprocess
import sys

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from tests.engines.plan_review import writing

from arraigo.engines.plan_review.problems import PlanError
from arraigo.engines.plan_review.reading import read, tables
from arraigo.engines.plan_review.reading.pdf import ranges


def said(reading):
    return {problem.code: problem.values for problem in reading.problems}


def test_scanned_pages_are_said_in_ranges():
    reading = read(writing.scanned([False, False, True, False, False, False, True, True, True]))

    assert said(reading) == {"scanned_pages": {"pages": "3, 7–9"}}
    assert [page.number for page in reading.pages if not page.has_text] == [3, 7, 8, 9]


def test_a_blank_page_is_not_called_scanned():
    assert said(read(writing.pdf([["Una línea del plan"], None]))) == {}


def test_a_wholly_scanned_file_is_refused_without_recognition():
    with pytest.raises(PlanError) as refused:
        read(writing.scanned([True, True]))

    assert refused.value.problem.code == "no_text"


def test_blank_pages_alone_are_an_empty_file():
    with pytest.raises(PlanError) as refused:
        read(writing.pdf([None, None]))

    assert refused.value.problem.code == "empty"


def test_scanned_pages_are_recognised_where_somebody_can():
    seen = []
    reading = read(writing.scanned([True, False]), ocr=lambda picture: seen.append(picture) or "Texto reconocido")

    width, height = map(int, seen[0].split(b"\n", 3)[1].split())
    assert seen[0].startswith(b"P5\n")
    assert len(seen[0].split(b"\n255\n", 1)[1]) == width * height
    assert width == pytest.approx(595 * 300 / 72, abs=1)
    assert reading.text.startswith("Texto reconocido\f")
    assert (reading.pages[0].by_ocr, reading.pages[0].has_text, reading.pages[1].by_ocr) == (True, True, False)
    assert said(reading) == {"ocr_pages": {"pages": "1"}}


def test_a_page_that_recognition_leaves_empty_stays_scanned():
    assert said(read(writing.scanned([True, False]), ocr=lambda picture: " ")) == {"scanned_pages": {"pages": "1"}}


def test_pages_over_the_limit_are_refused_and_thousands_are_read():
    content = writing.repeated(writing.pdf([["Una página del plan de desarrollo"]] * 100), 30)

    assert len(read(content).pages) == 3_000
    with pytest.raises(PlanError) as refused:
        read(content, limit_pages=2_999)
    assert refused.value.problem.values == {"pages": 3_000, "limit": 2_999}


# The smallest PDF that asks for a password: RC4 with 40 bits, no page needed to know.
ENCRYPTED = b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj
4 0 obj<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>endobj
trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]/Size 5>>
%%%%EOF""" % (b"11" * 32, b"22" * 32)


def test_a_pdf_that_asks_for_a_password_is_refused():
    with pytest.raises(PlanError) as refused:
        read(ENCRYPTED)

    assert refused.value.problem.code == "encrypted"


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_a_cut_pdf_is_refused_or_read_but_never_crashes(part):
    content = writing.pdf([["Texto del plan"]] * 3)

    assert outcome(content[: int(len(content) * part)]) in {"read", "corrupt", "empty"}


def outcome(content):
    try:
        read(content)
    except PlanError as refused:
        return refused.problem.code
    return "read"


@pytest.mark.parametrize(("numbers", "text"), [([3], "3"), ([3, 7, 8, 9, 12], "3, 7–9, 12"), ([1, 2], "1–2"), ([], "")])
def test_page_numbers_are_written_as_people_do(numbers, text):
    assert ranges(numbers) == text


def table(rows, columns, cells):
    document = pdfium.PdfDocument(writing.pdf([cells]))
    page = document[0]
    for left, bottom, width, height in [
        *((50, y, 400, 0.5) for y in rows),
        *((x, rows[-1], 0.5, rows[0] - rows[-1]) for x in columns),
    ]:
        path = raw.FPDFPageObj_CreateNewRect(left, bottom, width, height)
        raw.FPDFPath_SetDrawMode(path, raw.FPDF_FILLMODE_ALTERNATE, False)
        raw.FPDFPage_InsertObject(page, path)
    raw.FPDFPage_GenerateContent(page)
    page.close()
    return writing.saved(document)


def test_tables_are_found_by_the_lines_around_their_cells():
    content = table([805, 787, 773], [50, 200, 450], ["Meta de la ciudad", "Cien personas"])

    assert [one.rows for one in tables(content)] == []
    wide = table([805, 787, 773], [50, 100, 450], ["Meta       de la ciudad", "Cien      personas"])
    assert all(len(row) == 2 for one in tables(wide) for row in one.rows)


def test_a_page_without_lines_has_no_table():
    assert tables(writing.pdf([["Meta Indicador", "Cien Personas"]])) == ()


def test_reading_starts_neither_django_nor_the_network():
    code = (
        "import sys; from arraigo.engines.plan_review.structure import open_document;"
        "print(sorted(set(sys.modules) & {'django', 'socket', 'urllib.request', 'asyncio'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "django" not in done.stdout
