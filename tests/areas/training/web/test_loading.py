"""What a list says on screen before and after it is loaded: only its own columns, in words, each number in its form."""

import pytest

from arraigo.areas.training.importers.attendance import ATTENDANCE
from arraigo.areas.training.importers.enrolments import ENROLMENTS
from arraigo.areas.training.models import Session
from arraigo.core import tenancy
from arraigo.core.imports.models import ImportRun


@pytest.fixture
def previewed(course, place):
    def of(text):
        with tenancy.scope(place):
            return ENROLMENTS.preview(text.encode(), "lista.csv", context=f"course:{course.pk}", options={})

    return of


def test_a_preview_says_sex_in_words_and_has_no_column_that_the_list_has_not(previewed):
    seen = previewed("Nombres y apellidos,Cédula,Sexo\nRosa Vera Loor,1710034065,F\nLuis Vera Loor,1713175071,M\n")

    assert seen.headers == ("Nombre", "Documento", "Sexo")
    assert [row.cells[2] for row in seen.rows] == ["Mujer", "Hombre"]
    assert seen.private == (1,)


def test_a_column_of_the_list_is_shown_though_it_is_empty(previewed):
    seen = previewed("Nombres y apellidos,Cargo,Sexo\nRosa Vera Loor,,\nLuis Vera Loor,,Hombre\n")

    assert seen.headers == ("Nombre", "Cargo", "Sexo")
    assert [row.cells[1:] for row in seen.rows] == [("", ""), ("", "Hombre")]
    assert seen.private == ()


def test_a_wrong_cell_is_marked_in_its_own_column(previewed):
    seen = previewed(
        "Nombres y apellidos,Institución,Cédula\nRosa Vera Loor,Salud,1710034065\nLuis Iza,Salud,1710034065\n"
    )

    assert {at for row in seen.rows for at in row.bad_columns} == {seen.headers.index("Documento")}


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, ["persona inscrita", "ya estaba inscrita", "fila repetida", "fila por corregir"]),
        (2, ["personas inscritas", "ya estaban inscritas", "filas repetidas", "filas por corregir"]),
    ],
)
def test_the_result_of_a_list_is_said_in_the_number_that_it_has(number, words, course, place):
    counts = {"new_people": number, "same": number, "repeated": number, "bad": number}
    with tenancy.scope(place):
        told = ENROLMENTS.outcome(ImportRun(context=f"course:{course.pk}", counts=counts))

    assert [(line.label, line.value) for line in told] == [(one, number) for one in words]


def test_the_result_of_an_attendance_file_is_said_in_the_number_that_it_has(course, place):
    with tenancy.scope(place):
        second = Session.objects.get(course=course, code="J2")
        run = ImportRun.objects.get(context=f"session:{second.pk}")
        run.counts = {"ignored": 1}
        told = ATTENDANCE.outcome(run)

    assert [(line.value, line.label) for line in told] == [
        (3, "filas reconocidas"),
        (2, "filas por revisar"),
        (1, "fila que no es asistencia"),
    ]
