"""A matrix that comes back is read by its headings and numbers, whatever was done to it; faults are said by row."""

import io

import openpyxl
import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from tests.areas.plans.recommending.conftest import mails

from arraigo.areas.plans.actions import recommendations
from arraigo.areas.plans.actions.answers import Answer, Answerer, answer
from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.actions.letters import send_letter
from arraigo.areas.plans.actions.returned import apply_returned
from arraigo.areas.plans.documents import matrix
from arraigo.areas.plans.documents.letter_paper import paper
from arraigo.areas.plans.enums import RecommendationState
from arraigo.areas.plans.importers.returned import receive_returned
from arraigo.areas.plans.importers.verdicts import verdict_in
from arraigo.areas.plans.models import AuthorityResponse, ReturnedFile
from arraigo.areas.plans.queries.recommending_returned import answers_in, read_rows, unanswered

VERDICT, REASON, WORDING = 7, 8, 9
TOP = 5


@pytest.fixture
def book(letter, now):
    """The matrix as a workbook to be filled."""
    return openpyxl.load_workbook(io.BytesIO(matrix.xlsx(paper(letter, at=now))))


@pytest.fixture
def document(letter, now):
    """The matrix as a document to be filled."""
    return Document(io.BytesIO(matrix.docx(paper(letter, at=now))))


@pytest.fixture
def give_back(letter, now):
    def give(file, name="matriz"):
        if isinstance(file, bytes):
            content = file
        else:
            written = io.BytesIO()
            file.save(written)
            content = written.getvalue()
        return receive_returned(letter=letter, content=content, name=name, by=None, at=now)

    return give


def fill(book, answers, first=TOP + 1):
    """Write verdict, reason and wording into the rows of the sheet, in order."""
    for line, texts in enumerate(answers, first):
        for column, text in zip((VERDICT, REASON, WORDING), texts, strict=False):
            book.active.cell(line, column, text)
    return book


def told(returned):
    return [(row["number"], row["verdict"], row["reason"], row["wording"]) for row in answers_in(returned.rows)]


def faults(returned):
    return [(row["number"], one["code"]) for row in returned.rows for one in row["problems"]]


GIVEN = (("acepta",), ("No se acepta", "No hay fondos."), ("En parte", "Desde 2027.", "El municipio procurará…"))
TOLD = [
    ("1", "accepted", "", ""),
    ("2", "rejected", "No hay fondos.", ""),
    ("3", "accepted_in_part", "Desde 2027.", "El municipio procurará…"),
]


WRITTEN = {
    "accepted": "Acepta|SÍ|si|Se acepta.|aceptada|De acuerdo|Acogida|ok",
    "accepted_in_part": "Acepta en parte|parcialmente|Sí, en parte|Parcial|PARCIALMENTE ACOGIDA|sí, con ajustes",
    "rejected": "No|No acepta|no se acepta|Rechazada|NO ACOGIDA|negado|No procede",
    None: "|tal vez|sí / no|acepta / acepta en parte / no acepta|ver oficio|no en parte",
}


@pytest.mark.parametrize(
    ("text", "verdict"), [(text, verdict) for verdict, texts in WRITTEN.items() for text in texts.split("|")]
)
def test_verdicts_are_read_as_people_write_them_and_never_guessed(text, verdict):
    assert verdict_in(text) == verdict


def test_the_workbook_as_it_went_out_comes_back_filled(book, give_back):
    returned = give_back(fill(book, GIVEN))

    assert told(returned) == TOLD
    assert faults(returned) == []


def test_the_document_comes_back_filled(document, give_back):
    table = document.tables[0]
    for line, texts in enumerate(GIVEN, 1):
        for column, text in zip((6, 7, 8), texts, strict=False):
            table.cell(line, column).text = text
    returned = give_back(document)

    assert (told(returned), returned.via) == (TOLD, "docx")


def test_what_nobody_filled_answers_nothing(book, letter, give_back):
    returned = give_back(book)

    assert (told(returned), faults(returned)) == ([], [])
    assert unanswered(letter, returned.rows) == 3
    with pytest.raises(PlansError, match="ninguna respuesta"):
        apply_returned(returned=returned, who=Answerer(), by=None, at=letter.created_at)


def test_columns_and_rows_may_change_places_and_others_come_between(book, give_back):
    sheet = fill(book, GIVEN).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=TOP, max_col=9)]
    other = openpyxl.Workbook()
    other.active.append([])
    other.active.append(["Matriz revisada por la Dirección"])
    order = (7, 8, 6, 1, 0)
    header, *lines = rows
    other.active.append(["Técnico", *(header[place] for place in order)])
    for line in reversed(lines):
        other.active.append(["A. Vega", *(line[place] for place in order)])
        other.active.append([])
    other.active.append(["Observaciones: ninguna"])
    returned = give_back(other)

    assert sorted(told(returned)) == TOLD
    assert faults(returned) == []


def test_one_answer_merged_over_several_rows_is_the_answer_of_each(book, give_back):
    sheet = fill(book, [("No acepta", "No es competencia municipal.")]).active
    for column in ("G", "H"):
        sheet.merge_cells(f"{column}{TOP + 1}:{column}{TOP + 3}")
    sheet.merge_cells("A1:I1")
    returned = give_back(book)

    assert told(returned) == [(number, "rejected", "No es competencia municipal.", "") for number in "123"]


def test_cells_merged_down_a_document_are_read_in_each_row(document, give_back):
    table = document.tables[0]
    for column, text in ((6, "Acepta en parte"), (7, "Según presupuesto.")):
        table.cell(1, column).merge(table.cell(3, column)).text = text
    returned = give_back(document)

    assert told(returned) == [(number, "accepted_in_part", "Según presupuesto.", "") for number in "123"]


def test_answers_written_as_tracked_changes_are_read_as_accepted(document, give_back):
    paragraph = document.tables[0].cell(1, 6).paragraphs[0]._p
    for tag, holder, text in (("w:del", "w:delText", "No acepta"), ("w:ins", "w:t", "Acepta")):
        change, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(holder)
        change.set(qn("w:id"), "1")
        words.text = text
        run.append(words)
        change.append(run)
        paragraph.append(change)
    returned = give_back(document)

    assert told(returned) == [("1", "accepted", "", "")]


def test_a_reason_that_goes_on_in_a_further_row_is_one_answer(book, give_back):
    sheet = fill(book, GIVEN).active
    sheet.insert_rows(TOP + 3)
    sheet.cell(TOP + 3, 1, 2)
    sheet.cell(TOP + 3, REASON, "Ni personal.")
    returned = give_back(book)

    assert told(returned)[1] == ("2", "rejected", "No hay fondos.\nNi personal.", "")


def test_faults_are_said_by_row_and_column_in_plain_words(book, letter, give_back):
    sheet = fill(book, [("quizás",), ("No acepta",), ("", "Solo un motivo.")]).active
    sheet.cell(TOP + 4, 1, 77)
    sheet.cell(TOP + 4, VERDICT, "Acepta")
    sheet.cell(TOP + 5, VERDICT, "Acepta")
    sheet.cell(TOP + 6, 1, "la primera")
    sheet.cell(TOP + 6, VERDICT, "Acepta")
    returned = give_back(book)

    assert faults(returned) == [
        ("1", "bad_verdict"),
        ("2", "no_reason"),
        ("3", "no_verdict"),
        ("77", "unknown_number"),
        ("", "no_number"),
        ("la primera", "bad_number"),
    ]
    first = read_rows(letter, returned.rows)[0]
    assert first.where == "hoja «Matriz», fila 6"
    assert "No se entiende la respuesta «quizás»" in first.problems[0]
    assert first.problems[0].startswith("Respuesta (acepta")


def test_two_different_answers_to_one_recommendation_are_shown_and_none_is_taken(book, give_back):
    sheet = fill(book, GIVEN).active
    sheet.cell(TOP + 4, 1, 1)
    sheet.cell(TOP + 4, VERDICT, "No acepta")
    sheet.cell(TOP + 4, REASON, "Cambió.")
    returned = give_back(book)

    assert faults(returned) == [("1", "twice"), ("1", "twice")]
    assert [row[0] for row in told(returned)] == ["2", "3"]


def test_the_same_file_twice_does_no_harm(book, letter, give_back, now):
    fill(book, GIVEN)
    kept = io.BytesIO()
    book.save(kept)
    first, second = give_back(kept.getvalue()), give_back(kept.getvalue())
    assert len(apply_returned(returned=first, who=Answerer("Inés"), by=None, at=now)) == 3
    assert apply_returned(returned=second, who=Answerer("Inés"), by=None, at=now) == []

    assert ReturnedFile.objects.count() == 1
    assert AuthorityResponse.objects.count() == 3
    assert len(mails("plans_answered")) == 1
    assert set(AuthorityResponse.objects.values_list("via", "returned")) == {("xlsx", first.pk)}


def test_a_file_says_what_it_would_change(book, letter, rows, give_back, now):
    given = [Answer(rows[1].pk, "accepted"), Answer(rows[2].pk, "accepted")]
    answer(answers=given, who=Answerer("Inés"), letter=letter, by=None, at=now)
    returned = give_back(fill(book, GIVEN))

    assert [row.effect for row in read_rows(letter, returned.rows)] == ["same", "changed", "new"]


@pytest.mark.parametrize("without_line", [False, True])
def test_the_file_of_another_letter_is_refused(prepare, reviewed, author, book, now, give_back, without_line, letter):
    other = send_letter(letter=prepare(reviewed(), number="AR-2026-002"), by=author, at=now)
    file = openpyxl.load_workbook(io.BytesIO(matrix.xlsx(paper(other, at=now))))
    fill(file, [("acepta",)])
    if without_line:
        file.active.cell(1, 1, "")

    with pytest.raises(PlansError, match="responde a otro oficio"):
        give_back(file)
    assert not ReturnedFile.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7 nada", "no es una matriz"),
        (b"", "vac"),
        (b"PK\x03\x04 roto", "dañado"),
        (b"solo;texto\ncomo;cualquiera\n", "No se encontró la matriz"),
        (b"x" * (10 * 1024 * 1024 + 1), "más de 10 MB"),
    ],
)
def test_what_is_no_matrix_is_refused_in_words(give_back, content, words):
    with pytest.raises(PlansError, match=words):
        give_back(content, "respuesta.xlsx")


def test_a_document_without_a_table_is_refused(give_back):
    document = Document()
    document.add_paragraph("Estimados: aceptamos todo.")
    with pytest.raises(PlansError, match="No se encontró la matriz"):
        give_back(document)


def test_what_is_over_meanwhile_is_said_and_the_rest_is_taken(book, letter, rows, reviewer, give_back, now):
    recommendations.step(recommendations.locked(rows[1]), RecommendationState.ADOPTED, by=reviewer, at=now)
    returned = give_back(fill(book, GIVEN))

    assert faults(returned) == [("1", "closed")]
    assert len(apply_returned(returned=returned, who=Answerer(), by=reviewer, at=now)) == 2
