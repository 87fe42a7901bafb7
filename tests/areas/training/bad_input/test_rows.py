"""Lists that can be read but say something wrong: each fault has its row and column, and the rest is right."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.areas.training.bad_input.ways import (
    ANA,
    ANA_CAME,
    GOOD_LIST,
    HEADER,
    LUIS,
    NOW,
    assert_says,
    listed,
    refusal,
    zoom,
)
from tests.core.imports.reading.builders import csv_bytes, xlsx

from arraigo.areas.training.actions.courses import save_session
from arraigo.areas.training.models import Attendance, Enrolment, Evidence, LearnedEmail
from arraigo.areas.training.queries.reports import course_report
from arraigo.core.imports import api as imports
from arraigo.core.people import api as people

pytestmark = pytest.mark.django_db
ROSA = [3, "Chicaiza Peña Rosa", "1712345675", "Agencia", "Analista", "Mujer", ""]


def names(course):
    enrolled = Enrolment.objects.filter(course=course).values_list("person_id", flat=True)
    return sorted(profile.full_name for profile in people.profiles(enrolled).values())


def problem_of(seen, **where):
    (found,) = [one for one in seen.problems if all(getattr(one, name) == value for name, value in where.items())]
    assert_says(found.message, f"«{found.file}»")
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252", "mac_roman", "cp850"])
def test_whatever_the_encoding_the_names_are_right(encoding, take_list, course):
    taken = take_list(
        csv_bytes([HEADER, ROSA, [4, "Ñacata Yánez José", "", "Dirección", "", "", ""]], ";", encoding), "l.csv"
    )

    assert names(course) == ["Chicaiza Peña Rosa", "Ñacata Yánez José"]
    assert taken.done.counts["new_people"] == 2


def test_a_letter_that_was_lost_before_is_said_with_its_cell(take_list):
    taken = take_list(csv_bytes([HEADER, [3, "Chicaiza Pe?a Rosa", "", "Agencia", "", "", ""]]), "l.csv")

    problem = problem_of(taken.seen, code="lost_letter")
    assert (problem.row, problem.column) == (2, "B")
    assert "perdió una letra" in problem.message


def test_two_people_with_one_document_are_both_left_out_and_the_others_are_not(take_list, course):
    taken = take_list(listed(ANA, LUIS, ROSA), "inscritos.xlsx")

    assert names(course) == ["Quishpe Loor Ana María"]
    assert taken.done.counts["bad"] == 2
    for row in (5, 6):
        problem = problem_of(taken.seen, row=row)
        assert problem.column == "Cédula"
        assert_says(problem.message, "«inscritos.xlsx»", f"fila {row}", "columna «Cédula»", "mismo documento")


def test_two_people_with_one_document_alone_change_nothing(take_list, nothing_changes, now, course):
    held = imports.receive(
        listed(LUIS, ROSA), kind="training.enrolments", name="i.xlsx", context=f"course:{course.pk}", by=None, at=now
    )
    with nothing_changes, pytest.raises(imports.NothingToImport) as refused:
        imports.apply(held, by=None, at=now)

    assert_says(str(refused.value), "«i.xlsx»")


def test_a_document_of_somebody_else_is_not_taken_over(take_list, course):
    take_list(listed(LUIS), "uno.xlsx")

    taken = take_list(listed(ROSA), "otro.xlsx")

    assert taken.done is None
    assert_says(problem_of(taken.seen, row=4).message, "«otro.xlsx»", "fila 4", "columna «Cédula»", "otra persona")
    assert names(course) == ["Caiza Vera Luis Iván"]


def test_a_formula_without_a_value_is_said_with_its_cell(take_list, course):
    broken = [3, "Chicaiza Peña Rosa", "=B2+1", "Agencia", "", "", ""]

    taken = take_list(listed(ANA, broken), "inscritos.xlsx")

    problem = problem_of(taken.seen, row=5)
    assert_says(problem.message, "«inscritos.xlsx»", "hoja «Hoja1»", "fila 5", "columna «Cédula»", "fórmula")
    assert names(course) == ["Quishpe Loor Ana María"]


def test_headers_merged_over_columns_and_rows_are_read(take_list, course):
    def merge(book):
        page = book.active
        page.merge_cells("A1:E1")
        page.merge_cells("B3:C3")
        page.merge_cells("D3:D4")
        page.merge_cells("E3:E4")

    above = [["LISTA", "", "", "", ""], [], ["N°", "Participante", None, "Cédula", "Institución"]]
    rows = [["", "Apellidos", "Nombres", None, None], [1, "Quishpe Loor", "Ana María", "1710034065", "Agencia"]]
    taken = take_list(xlsx([*above, *rows], merge), "inscritos.xlsx")

    (profile,) = people.profiles(Enrolment.objects.values_list("person_id", flat=True)).values()
    assert (profile.surnames, profile.given_names) == ("Quishpe Loor", "Ana María")
    assert profile.documents[0].number == "1710034065"
    assert taken.seen.problems == ()


def test_what_m_means_is_asked_when_nothing_tells(take_list, course, now):
    rows = [[1, "Ana Loor", "1710034065", "A", "", "M", ""], [2, "Luz Vera", "1712345675", "A", "", "M", ""]]

    taken = take_list(listed(*rows), "inscritos.xlsx")

    assert [question.key for question in taken.seen.questions] == ["m_means"]
    assert taken.done is None
    answered = imports.answer(taken.run, {"m_means": "woman"}, by=None, at=now)
    assert imports.apply(answered, by=None, at=now).counts["new_people"] == 2


def test_an_institution_longer_than_any_is_no_fault_of_the_program(take_list):
    taken = take_list(listed([*ANA[:3], "Agencia " * 60, "Cargo " * 60, *ANA[5:]], LUIS), "inscritos.xlsx")

    assert taken.done.counts["new_people"] == 2


@pytest.mark.parametrize("sign", ["_x0000_", "_xD800_"])
def test_a_sign_that_no_text_holds_is_left_out(sign, take_list):
    taken = take_list(listed([*ANA[:3], f"Agencia{sign}", f"Cargo{sign}", *ANA[5:]]), "inscritos.xlsx")

    assert taken.done.counts["new_people"] == 1


def test_attendance_before_enrolment_waits_and_is_known_when_the_list_comes(take_list, take_attendance, course):
    came = "Ana María Quishpe Loor,ana@ejemplo.example,04/09/2021 09:00:00 AM,04/09/2021 10:00:00 AM,60,No"
    april = "Zoe Vera,zoe@ejemplo.example,04/09/2021 09:00:00 AM,04/09/2021 09:59:00 AM,60,No"
    first = take_attendance(zoom(came, april), "zoom.csv")
    first = imports.answer(first.run, {"date_order": "mdy"}, by=None, at=NOW)
    imports.apply(first, by=None, at=NOW)
    before = course_report(course)

    take_list(GOOD_LIST, "inscritos.xlsx")

    assert (before["people"], len(before["to_review"])) == (0, 2)
    after = course_report(course)
    assert (after["people"], after["attendances"], len(after["to_review"])) == (1, 1, 1)


@pytest.mark.parametrize(
    ("name", "data"),
    ids=["zoom", "meet", "sheet"],
    argvalues=[
        (
            "zoom.csv",
            zoom("Ana María Quishpe Loor,,04/25/2021 11:05:00 PM,04/26/2021 12:55:00 AM,110,No"),
        ),
        (
            "meet.csv",
            b"First name,Last name,Email,Duration,Time joined,Time exited\r\n"
            + "Ana María,Quishpe Loor,,1 hr 50 min,11:05 PM,12:55 AM\r\n".encode(),
        ),
        (
            "firmas.xlsx",
            xlsx(
                [
                    ["Nombres y apellidos", "Hora de entrada", "Hora de salida"],
                    ["Ana María Quishpe Loor", "23:05", "00:55"],
                ]
            ),
        ),
    ],
)
def test_a_session_across_midnight_counts_all_of_its_minutes_on_its_first_day(name, data, take, take_list, course):
    take_list(GOOD_LIST, "inscritos.xlsx")
    starts = datetime(2021, 4, 25, 23, tzinfo=ZoneInfo("America/Guayaquil"))
    session = save_session(
        course=course, code="noche", starts_at=starts, minutes=120, modality="online", by=None, at=NOW
    )

    take(data, name, kind="training.attendance", context=f"session:{session.pk}")

    (attendance,) = Attendance.objects.all()
    assert attendance.seconds == 110 * 60
    assert attendance.held_on == starts.date()


def test_ambiguous_dates_are_asked_with_their_cell_and_nothing_is_written(take_attendance, nothing_changes, now):
    came = "Ana María Quishpe Loor,,04/09/2021 09:00:00 AM,04/09/2021 10:00:00 AM,60,No"
    taken = take_attendance(zoom(came), "zoom.csv")

    with nothing_changes:
        sentence = refusal(lambda: imports.apply(taken.run, by=None, at=now))

    assert "«zoom.csv»" in sentence
    problem = problem_of(taken.seen, severity="question")
    assert_says(
        problem.message, "fila 2", "columna «Hora para unirse»", "9 de abril de 2021", "4 de septiembre de 2021"
    )
    assert taken.seen.questions[0].suggested == "mdy"


def test_in_a_folder_ambiguous_dates_stop_the_course(folder, nothing_changes):
    came = "Ana María Quishpe Loor,,04/09/2021 09:00:00 AM,04/09/2021 10:00:00 AM,60,No"
    folder.put(lists=[("inscritos.xlsx", GOOD_LIST)], attendance=[("zoom.csv", zoom(came))])

    with nothing_changes:
        sentence = refusal(folder.load)

    assert_says(sentence, "«zoom.csv»", "fila 2", "columna «Hora para unirse»")


def test_an_order_of_day_and_month_that_a_cell_contradicts_stops_the_course(folder, nothing_changes):
    folder.put(
        lists=[("inscritos.xlsx", GOOD_LIST)], attendance=[("zoom.csv", zoom(ANA_CAME))], extra='date_order = "dmy"\n'
    )

    with nothing_changes:
        sentence = refusal(folder.load)

    assert_says(sentence, "«zoom.csv»", "fila 2", "columna «Hora para unirse»", "dmy")


def test_a_file_of_another_day_counts_for_nobody_and_is_said(folder):
    folder.put(lists=[("inscritos.xlsx", GOOD_LIST)], attendance=[("zoom.csv", zoom(ANA_CAME))])

    report = folder.load()

    assert (report["people"], report["attendances"], report["to_review"]) == (0, 0, [])
    (problem,) = report["problems"]
    assert problem["severity"] == "warning"
    assert_says(problem["message"], "«zoom.csv»", "«S1»", "otro día", "09/04/2021")


def test_cells_of_attendance_that_cannot_be_read_leave_their_row_out_and_say_where(folder):
    rows = (
        ANA_CAME.replace("04/25", "04/09"),
        "Luis Caiza,,04/31/2021 09:00:00 AM,04/09/2021 10:00:00 AM,60,No",
        "Luis Caiza,,04/09/2021 09:30:00 AM,04/09/2021 09:00:00 AM,60,No",
        "Luis Caiza,,04/09/2021 09:00:00 AM,04/09/2021 10:00:00 AM,mucho,No",
    )
    folder.put(
        lists=[("inscritos.xlsx", GOOD_LIST)], attendance=[("zoom.csv", zoom(*rows))], extra='date_order = "mdy"\n'
    )

    report = folder.load()

    assert report["attendances"] == 1
    assert Evidence.objects.count() == 1
    assert not LearnedEmail.objects.exists()
    wrong = [(problem["row"], problem["column"]) for problem in report["problems"]]
    assert wrong == [(3, "Hora para unirse"), (4, "Hora para salir"), (5, "Duración (minutos)")]
    for problem in report["problems"]:
        assert_says(problem["message"], "«zoom.csv»", f"fila {problem['row']}", f"columna «{problem['column']}»")


def test_a_row_repeated_in_a_second_download_counts_once(take, take_list, sessions, course):
    take_list(GOOD_LIST, "inscritos.xlsx")
    row = "Ana María Quishpe Loor,,04/16/2021 09:00:00 AM,04/16/2021 10:00:00 AM,60,No"
    for number in range(2):
        context = f"session:{sessions[1].pk}"
        take(zoom(*[row] * (number + 1)), f"zoom{number}.csv", kind="training.attendance", context=context)

    (attendance,) = Attendance.objects.all()
    assert timedelta(seconds=attendance.seconds) == timedelta(hours=1)
