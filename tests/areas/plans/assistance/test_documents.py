"""What the documents of a plan say, read back from the files themselves."""

from datetime import UTC, date, datetime
from io import BytesIO

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from icalendar import Calendar
from tests.areas.plans.conftest import NOW

from arraigo.areas.plans.actions.assistance_grounds import ground
from arraigo.areas.plans.actions.assistance_progress import note_progress
from arraigo.areas.plans.documents.assistance_calendar import assistance_calendar
from arraigo.areas.plans.documents.assistance_docx import assistance_docx
from arraigo.areas.plans.documents.assistance_pdf import assistance_pdf
from arraigo.areas.plans.documents.assistance_words import Imprint, schedule
from arraigo.areas.plans.queries.assistance_content import content_of

DAY = date(2026, 7, 1)
AT = datetime(2026, 7, 1, 15, tzinfo=UTC)
IMPRINT = Imprint(2, AT, "Se movieron fechas", "https://x.example/prueba/asistencia-tecnica/a/2/")


@pytest.fixture
def content(whole, make_finding, review):
    finding = make_finding("A", 1, level=1)
    review.closed_at = NOW
    review.save()
    ground(whole.objective, findings=[finding], by=None, at=NOW)
    told = {"on": date(2026, 3, 1), "percent": 40, "state": "started", "note": "Dos barrios", "today": DAY}
    note_progress(whole.activity, nonce=whole.activity.pk, by=None, at=NOW, **told)
    return content_of(whole.plan, on=DAY, public=True)


def pdf_text(made):
    document = pypdfium2.PdfDocument(made)
    return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)


def test_the_pdf_says_what_the_plan_says(content):
    text = pdf_text(assistance_pdf(content, IMPRINT))

    for words in (
        "Asistencia al PMDOT", "Edición 2, publicada el 1 de julio de 2026", "Se movieron fechas",
        "Municipio de Prueba", "PMDOT de Prueba", "1.1.1", "Levantar datos", "Atrasada", "40", "12\xa0000,50",
        "Presupuesto municipal", "Barrios con cifra", "22 barrios", "Se adelanta el debate", "3 × 5 = 15, alto",
        "Constitución, 9", "se menciona", "https://x.example/prueba/asistencia-tecnica/a/2/",
    ):  # fmt: skip
        assert words.replace("\xa0", " ") in text.replace("\xa0", " "), words


def test_the_pdf_is_tagged_for_readers_aloud_and_always_the_same(content):
    made = assistance_pdf(content, IMPRINT)

    assert b"pdfuaid" in made
    assert b"/StructTreeRoot" in made
    assert made == assistance_pdf(content, IMPRINT)


def test_a_draft_says_that_it_is_one(content):
    assert "Borrador: todavía no se publica" in pdf_text(assistance_pdf(content, Imprint()))


def test_the_docx_has_headings_and_tables_that_name_their_columns(content):
    document = docx.Document(BytesIO(assistance_docx(content, IMPRINT, at=AT)))
    headings = [one.text for one in document.paragraphs if one.style.name.startswith(("Heading", "Title"))]

    assert headings[0] == "Asistencia al PMDOT"
    assert "1. Contar" in headings
    assert "1.1 Registro" in headings
    for table in document.tables:
        assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert "Levantar datos" in cells
    assert "Atrasada, 40\xa0%" in cells
    assert "Entregar antes" in cells
    assert document.core_properties.title == "Asistencia al PMDOT"


def test_a_letter_that_xml_cannot_hold_does_not_spoil_a_document(whole):
    whole.objective.description = "uno\x0bdos \U0001f600 \u200b"
    whole.objective.save()
    content = content_of(whole.plan, on=DAY)

    assert "dos" in pdf_text(assistance_pdf(content, IMPRINT))
    assert docx.Document(BytesIO(assistance_docx(content, IMPRINT, at=AT)))


def test_the_calendar_is_read_back(content):
    told = assistance_calendar(content, at=AT, url="https://x.example/", sequence=2)
    events = [one for one in Calendar.from_ical(told).walk() if one.name == "VEVENT"]

    assert [str(one["summary"]) for one in events] == ["1.1.1 Levantar datos", "Meta: Barrios con cifra, 22 barrios"]
    assert (events[0].decoded("dtstart"), events[0].decoded("dtend")) == (date(2026, 1, 10), date(2026, 6, 11))
    assert events[1].decoded("dtstart") == date(2027, 6, 30)
    assert {int(one["sequence"]) for one in events} == {2}
    assert len({str(one["uid"]) for one in events}) == 2


def test_what_was_dropped_is_struck_out_of_calendars(whole):
    whole.activity.state = "dropped"
    whole.activity.save()
    events = Calendar.from_ical(
        assistance_calendar(content_of(whole.plan, on=DAY), at=AT, url="https://x.example/")
    ).walk("VEVENT")

    assert str(events[0]["status"]) == "CANCELLED"


def test_the_schedule_marks_what_is_late(content):
    bar = schedule(content).bars[0]

    assert bar.task.tone == "late"
