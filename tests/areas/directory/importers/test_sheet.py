"""The sheet that an organisation fills: merged cells, formulas, styled blanks, and what is wrong by cell."""

from datetime import date, time
from io import BytesIO

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from arraigo.areas.directory import api
from arraigo.areas.directory.actions.importing import apply
from arraigo.areas.directory.documents.sheets import services_sheet, template
from arraigo.areas.directory.importers.days import byday_of, clock_of
from arraigo.areas.directory.importers.reading import read_bytes
from arraigo.areas.directory.models import Location, Phone, Schedule, Service
from arraigo.areas.directory.queries.hsds.rows import Reach
from arraigo.areas.directory.queries.hsds.sheet_rows import sheet_rows
from arraigo.areas.directory.queries.hsds.whole import whole
from arraigo.core.imports.problems import FileRefused

HEADINGS = [
    "Organización",
    "Servicio",
    "Necesidades",
    "Lugar",
    "Dirección",
    "Latitud",
    "Longitud",
    "Días",
    "Abre",
    "Cierra",
]


def book(*rows, headings=HEADINGS, change=None):
    made = openpyxl.Workbook()
    page = made.active
    page.title = "Servicios"
    page.append(headings)
    for row in rows:
        page.append(row)
    if change:
        change(page)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


@pytest.fixture
def load(in_city, now):
    def load(data, name="servicios.xlsx", **more):
        draft = read_bytes(data, name, city=in_city, **more)
        return draft, apply(draft, city=in_city, by=None, at=now).total

    return load


OFFICE = [
    "Fundación Sur",
    "Asesoría legal",
    "Refugio y asilo",
    "Oficina",
    "Av. Uno",
    -0.2,
    -78.5,
    "lunes a viernes",
    time(8),
    "16h30",
]


def test_a_row_is_a_service_at_a_place_with_hours(load, now):
    draft, _done = load(book(OFFICE))
    assert draft.problems == []
    (place,) = api.public_places(needs=["documents"], near=(-0.2, -78.5), at=now)
    assert (place.service, place.organization, place.location) == ("Asesoría legal", "Fundación Sur", "Oficina")
    assert (place.address, place.opening.state, place.distance) == ("Av. Uno", "open", 0.0)


def test_a_sheet_twice_is_the_same_as_once(load):
    _draft, first = load(book(OFFICE))
    _draft, again = load(book(OFFICE))
    assert (again.created, again.changed, again.deleted) == (0, 0, 0)
    # The taxonomy, the need and the one above it came once; the sheet finds them.
    assert again.same == first.created - 3


def test_a_merged_cell_says_the_same_in_each_of_its_rows(load):
    afternoon = [None, None, None, None, None, None, None, None, time(13), time(17)]

    def change(page):
        for letter in "ABCDEFGH":
            page.merge_cells(f"{letter}2:{letter}3")

    load(book([*OFFICE[:9], time(12)], afternoon, change=change))
    assert Service.objects.count() == 1
    assert list(Schedule.objects.order_by("opens_at").values_list("byday", "opens_at", "closes_at")) == [
        ("MO,TU,WE,TH,FR", time(8), time(12)),
        ("MO,TU,WE,TH,FR", time(13), time(17)),
    ]


def test_styled_blank_columns_and_rows_are_nothing(load):
    def change(page):
        for row in range(1, 40):
            for column in range(1, 30):
                page.cell(row, column).fill = PatternFill("solid", fgColor="FFEEAA")

    draft, _done = load(book(OFFICE, change=change))
    assert draft.problems == []
    assert Service.objects.count() == 1


def test_a_formula_without_its_result_is_said_by_cell(load):
    draft, _done = load(book([*OFFICE[:3], "=A1", *OFFICE[4:]]))
    (problem,) = draft.problems
    assert (problem.code, problem.row, problem.column) == ("formula", 2, "Lugar")


def test_a_title_above_the_headings_is_passed_over(load):
    load(book(OFFICE, change=lambda page: page.insert_rows(1, 2)))
    assert Service.objects.count() == 1


@pytest.mark.parametrize(
    ("column", "value", "code", "heading"),
    [
        (2, "Refujio y asilo", "unknown_need", "Necesidades"),
        (5, "norte", "unreadable", "Latitud"),
        (6, None, "half_a_point", "Longitud"),
        (7, "cuando se pueda", "bad_days", "Días"),
        (8, "temprano", "unreadable", "Abre"),
        (9, None, "half_hours", "Abre"),
        (5, 40.4, "out_of_country", "Latitud"),
        (1, None, "missing", "Servicio"),
    ],
)
def test_what_is_wrong_is_said_with_its_row_and_column(load, column, value, code, heading):
    row = list(OFFICE)
    row[column] = value
    draft, _done = load(book(row))
    found = {(problem.code, problem.row, problem.column) for problem in draft.problems}
    assert (code, 2, heading) in found
    assert all(problem.message.startswith("«servicios.xlsx», hoja «Servicios», fila 2") for problem in draft.problems)


def test_a_near_need_is_proposed_not_taken(load):
    draft, _done = load(book([*OFFICE[:2], "Refujio y asilo", *OFFICE[3:]]))
    assert "¿Quiso decir «refugio y asilo»?" in draft.problems[0].message


@pytest.mark.parametrize("said", ["31/02/2026", "mañana"])
def test_a_day_is_quoted_as_it_was_written_and_asked_for_as_the_template_does(load, said):
    headings = ["Organización", "Servicio", "Verificado el"]
    draft, _done = load(book(["Red", "Acogida", said], headings=headings))
    (problem,) = draft.problems
    assert f"«{said}» no es una fecha. Escríbala así: 22/11/2026." in problem.message


def test_numbers_of_a_message_have_no_zeros_that_nobody_wrote(load):
    headings = ["Organización", "Servicio", "Edad mínima", "Edad máxima"]
    draft, _done = load(book(["Red", "Acogida", "50.00", 18], headings=headings))
    assert "la edad mínima (50) es mayor que la máxima (18)" in draft.problems[0].message


def test_exchanged_coordinates_are_proposed_and_mended_on_demand(load):
    row = [*OFFICE[:5], -78.5, -0.2, *OFFICE[7:]]
    draft, _done = load(book(row))
    assert "proponemos latitud -0.2 y longitud -78.5" in draft.problems[0].message
    assert Location.objects.get().latitude is None
    draft, _done = load(book(row), mends=True)
    assert [problem.code for problem in draft.problems] == ["swapped_mended"]
    assert (Location.objects.get().latitude, Location.objects.get().longitude) == (-0.2, -78.5)


def test_a_reserved_address_comes_in_reserved_and_doubt_counts_as_yes(load, now):
    headings = ["Organización", "Servicio", "Lugar", "Dirección", "Dirección reservada", "Teléfono"]
    load(
        book(
            ["Red", "Acogida", "Casa", "Calle 1", "sí", "02 1; 02 2"],
            ["Red", "Otra", "Piso", "Calle 2", "creo", None],
            headings=headings,
        )
    )
    assert list(Location.objects.values_list("is_confidential", flat=True)) == [True, True]
    assert {place.location for place in api.public_places(at=now)} == {""}
    assert Phone.objects.count() == 2


def test_a_number_that_the_sheet_no_longer_has_goes(load):
    headings = ["Organización", "Servicio", "Teléfono"]
    load(book(["Red", "Acogida", "02 111; 02 222"], headings=headings))
    _draft, done = load(book(["Red", "Acogida", "02 222"], headings=headings))
    assert done.deleted == 1
    assert list(Phone.objects.values_list("number", flat=True)) == ["02 222"]


def test_the_template_is_read_and_its_example_is_not_taken(in_city):
    draft = read_bytes(template(), "plantilla.xlsx", city=in_city)
    assert [problem.code for problem in draft.problems] == ["example"]
    assert "service" not in draft.rows


def test_the_exported_sheet_comes_back_the_same(load):
    load(book(OFFICE, ["Red", "Línea", "Salud", None, None, None, None, "todos los días", time(0), time(23, 59)]))
    rows = sheet_rows(whole(Reach.PUBLIC))
    draft, done = load(services_sheet(rows), name="otra.xlsx")
    assert draft.problems == []
    assert (done.created, done.changed, done.deleted) == (0, 0, 0)


def test_a_filled_csv_is_understood_too(load, now):
    load("Organización;Servicio;Verificado el\nRed;Acogida;05/11/2026\n".encode(), name="lista.csv")
    assert Service.objects.get().verified_on == date(2026, 11, 5)


def test_a_workbook_of_something_else_is_refused_with_what_is_missing(in_city):
    with pytest.raises(FileRefused) as refused:
        read_bytes(book(["Ana", "1"], headings=["Nombre", "Nota"]), "notas.xlsx", city=in_city)
    assert "Organización" in str(refused.value)


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("lunes a viernes", "MO,TU,WE,TH,FR"),
        ("L-V", "MO,TU,WE,TH,FR"),
        ("lun, mié y vie", "MO,WE,FR"),
        ("viernes a lunes", "MO,FR,SA,SU"),
        ("Todos los días", "MO,TU,WE,TH,FR,SA,SU"),
        ("sábados y domingos", "SA,SU"),
        ("", ""),
        ("cualquiera", None),
        ("lunes a", None),
    ],
)
def test_days_as_people_write_them(said, days):
    assert byday_of(said) == days


@pytest.mark.parametrize(
    ("said", "clock"),
    [
        ("8:30", "08:30:00"),
        ("08h30", "08:30:00"),
        ("8", "08:00:00"),
        ("12:15 a.m.", "00:15:00"),
        ("4 pm", "16:00:00"),
        ("mediodía", "12:00:00"),
        ("24:00", "00:00:00"),
        (0.354166666, "08:30:00"),
        (time(8, 30), "08:30:00"),
        ("", ""),
        ("25:00", None),
        ("13 pm", None),
    ],
)
def test_hours_as_people_write_them(said, clock):
    assert clock_of(said) == clock
