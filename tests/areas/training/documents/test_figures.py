"""The figures as files, read back."""

import csv
from datetime import datetime
from io import BytesIO, StringIO

import pytest
from python_calamine import CalamineWorkbook

from arraigo.areas.training.documents import figures as documents
from arraigo.areas.training.documents.outcomes import NOTHING_MORE, More
from arraigo.areas.training.queries.breakdowns import Breakdowns
from arraigo.areas.training.queries.figures import Count, Figures, Line
from arraigo.areas.training.queries.outcomes import Outcome, Outcomes

HEADING = documents.Heading(
    "Municipio de Santa Marina",
    "Todo lo registrado",
    (("Institución", "=Secretaría"),),
    datetime(2026, 11, 22, 9, 5, 30, 123456),  # noqa: DTZ001 - a wall clock
)


def lines(number, words="Institución"):
    return tuple(Line(str(at), f"{words} {at}", Count(3, 2, 1), 9, "2026-03-01 · Un curso") for at in range(number))


def found(number=3):
    return Figures(
        enrolled=240,
        enrolled_people=230,
        people=Count(107, 101, 2),
        attendances=860,
        by_modality={"online": Count(58, 52, 0), "in_person": Count(49, 49, 2)},
        both_modalities=0,
        by_age=lines(min(number, 8), "Edad"),
        by_institution=lines(number),
        by_session=lines(number, "Jornada"),
        waiting=4,
        seconds=860 * 7200,
        held=3,
        held_minutes=360,
    )


def more(number=3):
    one = Outcome("", "=Serie", 220, 180, 170, 2, 150, 67.5, 120, 130, 260, 1105)
    few = Outcome("", "Pocas", 6, 4, 4, 0, 4, 1, 3, 4, 8, 36)
    groups = (one, few, *(one for _at in range(number - 2)))
    return More(
        Outcomes(one, groups, groups, groups, groups), Breakdowns(Count(107, 101, 2), lines(number), lines(number))
    )


def test_the_workbook_has_a_sheet_for_each_breakdown_with_numbers_as_numbers():
    book = CalamineWorkbook.from_filelike(BytesIO(documents.workbook(found(), HEADING)))

    rows = book.get_sheet_by_name("Por modalidad").to_python()

    assert book.sheet_names[0] == "Resumen"
    assert rows[1][:6] == ["En línea", 58.0, 52.0, 0.0, 110.0, 210.0]
    assert rows[1][6] == pytest.approx(110 / 210)


def test_the_workbook_says_of_what_each_number_is_a_part():
    book = CalamineWorkbook.from_filelike(BytesIO(documents.workbook(found(), HEADING)))
    summary = {row[0]: row[1:] for row in book.get_sheet_by_name("Resumen").to_python(skip_empty_area=False)}

    assert summary["Personas que asistieron"][0:2] == [210.0, 230.0]
    assert summary["Período"][0] == "Todo lo registrado"
    assert summary["Filas por revisar, que no se cuentan"][0] == 4.0


def test_the_text_holds_every_line_and_no_formula():
    body = documents.text(found(), HEADING).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(body), delimiter=";"))

    assert ["Institución", "'=Secretaría"] in rows
    assert ["Total", "Todas las personas", "107", "101", "2", "210", "210", "100,0", "860", "1720,0"] in rows
    assert ["Por modalidad", "Presencial", "49", "49", "2", "100", "210", "47,6", "", ""] in rows


def test_the_workbook_and_the_text_say_what_training_led_to_and_what_the_words_mean():
    book = CalamineWorkbook.from_filelike(BytesIO(documents.workbook(found(), HEADING, more())))
    sheet = book.get_sheet_by_name("Resultados").to_python()
    written = list(csv.reader(StringIO(documents.text(found(), HEADING, more()).decode("utf-8-sig")), delimiter=";"))

    said = [180.0, 220.0, 170.0, 2.0, 150.0, 45.0, 80.0, 35.0, 0.64, 130.0, 4.25]
    assert sheet[1][2:] == said
    assert sheet[2][:2] == ["Por serie", "=Serie"]
    assert next(row[7:11] for row in sheet if row[1] == "Pocas") == ["", "", "", ""]
    assert [
        "Por serie",
        "'=Serie",
        "180",
        "220",
        "170",
        "2",
        "150",
        "45,0",
        "80,0",
        "35,0",
        "0,64",
        "130",
        "4,25",
    ] in written
    assert any("Hake, 1998" in row[0] for row in written if row)
    assert any("Hake, 1998" in row[0] for row in book.get_sheet_by_name("Definiciones").to_python())


@pytest.mark.parametrize("number", [0, 3, 200])
def test_the_page_is_one_page_however_much_there_is(number):
    drawn = documents.compiled(found(number), HEADING, more(number), format="png", ppi=20)

    assert isinstance(drawn, bytes)


def test_the_page_is_an_accessible_pdf_that_says_whose_it_is():
    page = documents.page(found(), HEADING)

    assert page.startswith(b"%PDF-")
    assert b"pdfuaid:part" in page
    assert b"Municipio de Santa Marina" in page
    assert page == documents.page(found(), HEADING)


def test_nobody_is_no_division_by_zero():
    nobody = Figures(0, 0, Count(), 0, {"online": Count(), "in_person": Count()}, 0)

    for write in documents.WRITERS.values():
        assert write(nobody, HEADING, NOTHING_MORE)
