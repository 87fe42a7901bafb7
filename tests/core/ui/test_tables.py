"""One table for all: its state lives in the address, survives nonsense and never loses the place."""

from dataclasses import dataclass, replace

import pytest
from django.contrib.contenttypes.models import ContentType
from django.http import QueryDict
from django.template import Context, Template
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from arraigo.core.ui import tables
from arraigo.core.ui.tables import Action, Column, Filter, Table


@dataclass(frozen=True)
class Course:
    pk: int
    title: str
    people: int | None
    mode: str = "online"


COURSES = [
    Course(1, "Ñandú", 3),
    Course(2, "Zumba", None, "sala"),
    Course(3, "Ágora", 10),
    Course(4, "nada", 7, "sala"),
    Course(5, "Oasis", 0),
]
TABLE: Table[Course] = Table(
    key="cursos",
    caption="Cursos",
    noun=("curso", "cursos"),
    columns=(
        Column("title", "Título", main=True, sortable=True),
        Column("people", "Personas", numeric=True, sortable=True),
        Column("mode", "Modalidad", hidden=True),
        Column("secret", "Secreto", value=lambda row: "x", exported=False),
    ),
    row_url=lambda row: f"/c/{row.pk}/",
    row_state=lambda row: "bad" if row.pk == 2 else "",
    row_note=lambda row: "Falta la lista." if row.pk == 2 else "",
    filters=(
        Filter(
            "modo",
            "Modalidad",
            (("online", "En línea"), ("sala", "Presencial")),
            lambda rows, chosen: [row for row in rows if row.mode in chosen],
            multiple=True,
            quick=("sala",),
        ),
    ),
    search=lambda rows, q: [row for row in rows if tables.collate(q) in tables.collate(row.title)],
    search_label="Título",
    sort="title",
    page_sizes=(2, 50),
    actions=(Action("cerrar", "Cerrar"),),
    actions_url="/cursos/acciones/",
)


def _listing(query="", table=TABLE, rows=COURSES):
    return tables.listing(table, RequestFactory().get(f"/cursos/{query}"), rows)


def _titles(listing):
    return [row.title for row in listing.page_rows]


def _html(listing):
    request = RequestFactory().get("/cursos/")
    return Template("{% table listing %}").render(Context({"listing": listing, "request": request}))


def test_text_sorts_as_a_dictionary_does():
    assert _titles(_listing("?filas=50")) == ["Ágora", "nada", "Ñandú", "Oasis", "Zumba"]
    assert _titles(_listing("?filas=50&orden=-title"))[0] == "Zumba"


@pytest.mark.parametrize("order", ["people", "-people"])
def test_what_is_unknown_comes_last_whichever_way_one_sorts(order):
    assert _titles(_listing(f"?filas=50&orden={order}"))[-1] == "Zumba"


@pytest.mark.parametrize(
    ("query", "page"),
    [("?pagina=2", 2), ("?pagina=99", 3), ("?pagina=0", 1), ("?pagina=-1", 1), ("?pagina=x", 1), ("?pagina=²", 1)],
)
def test_a_page_that_does_not_exist_becomes_one_that_does(query, page):
    assert _listing(query).state.page == page


@pytest.mark.parametrize(
    "query",
    ["?orden=__class__", "?filas=999999", "?modo=otra", "?columnas=password", "?formato=exe", "?orden=-", "?q=%00"],
)
def test_what_the_table_does_not_know_is_ignored(query):
    state = _listing(query).state

    assert state == replace(_listing().state)


@given(
    st.dictionaries(st.sampled_from(["q", "orden", "pagina", "filas", "columnas", "modo", "formato", "z"]), st.text())
)
def test_any_address_gives_a_table_and_its_own_address_gives_the_same(params):
    query = QueryDict(mutable=True)
    query.update(params)
    state = tables.parse(TABLE, query)

    again = tables.parse(TABLE, QueryDict(state.query().removeprefix("?")))

    assert again == state


def test_filters_and_search_narrow_and_say_of_how_many():
    listing = _listing("?modo=sala&q=ZUM")

    assert _titles(listing) == ["Zumba"]
    assert (listing.total, listing.unfiltered) == (1, 5)
    assert [(chip.label, chip.on) for chip in listing.chips] == [("Presencial", True)]


def test_a_chip_takes_off_its_own_filter_alone():
    listing = _listing("?modo=sala&modo=online&q=a&otro=1")
    chip = next(chip for chip in listing.chips if chip.label == "Presencial")

    assert "modo=online" in chip.url
    assert "modo=sala" not in chip.url
    assert "q=a" in chip.url
    assert "otro=1" in chip.url


def test_links_keep_the_place_and_leave_out_what_is_default():
    listing = _listing("?pagina=2&orden=-title")

    assert listing.here == "/cursos/?pagina=2&orden=-title#cursos"
    assert listing.next_url == "/cursos/?pagina=3&orden=-title#cursos"
    assert _listing().here == "/cursos/#cursos"


def test_sorting_and_filtering_go_back_to_the_first_page():
    listing = _listing("?pagina=2")

    assert "pagina" not in listing.headings[0].url
    assert all("pagina" not in chip.url for chip in listing.chips)


def test_the_column_that_names_the_row_cannot_be_hidden():
    listing = _listing("?columnas=people")

    assert [column.key for column in listing.columns] == ["title", "people"]


def test_two_tables_in_one_page_keep_apart():
    other = replace(TABLE, key="otros", prefix="o-")
    query = "?pagina=2&o-pagina=3"

    assert _listing(query).state.page == 2
    assert _listing(query, other).state.page == 3
    assert "o-pagina=3" in _listing(query).next_url


def test_headings_say_their_order_and_rows_their_name():
    html = _html(_listing("?orden=-people"))

    assert html.count('aria-sort="descending"') == 1
    assert html.count("aria-sort") == 1
    assert html.count('<th scope="row">') == 2
    assert "<caption" in html
    assert "orden descendente por personas" in html


def test_a_row_with_a_problem_says_which():
    html = _html(_listing("?filas=50"))

    assert '<tr id="cursos-2" class="bad">' in html
    assert "<small>Falta la lista.</small>" in html


def test_without_rows_it_says_why_and_what_to_do():
    nothing_matches = _html(_listing("?q=Chuquimarka"))
    nothing_yet = _html(_listing(table=replace(TABLE, empty_title="Todavía no hay cursos"), rows=[]))

    assert "Nada coincide con «Chuquimarka»" in nothing_matches
    assert "Quitar filtros" in nothing_matches
    assert "Todavía no hay cursos" in nothing_yet
    assert "<table" not in nothing_yet


def test_what_is_typed_in_the_search_is_escaped():
    html = _html(_listing("?q=%22%3E%3Cscript%3E"))

    assert "<script>" not in html


def test_htmx_gets_the_table_alone_with_its_clean_address():
    request = RequestFactory().get("/cursos/?pagina=9", headers={"HX-Request": "true", "HX-Target": "cursos"})

    response = tables.respond(request, "ui/gallery.html", tables.listing(TABLE, request, COURSES))

    assert response.content.decode().lstrip().startswith('<div class="listing" id="cursos"')
    assert response["HX-Push-Url"] == "/cursos/?pagina=3"


@pytest.mark.parametrize(
    ("wanted", "goes"),
    [
        ("/demo/cursos/?pagina=2#cursos", "/demo/cursos/?pagina=2#cursos"),
        ("https://malo.example/", "/inicio/"),
        ("//malo.example/", "/inicio/"),
        ("/\\malo.example", "/inicio/"),
        ("javascript:alert(1)", "/inicio/"),
        ("", "/inicio/"),
    ],
)
def test_after_an_action_one_returns_to_the_same_place_and_never_elsewhere(wanted, goes):
    request = RequestFactory().post("/", {"volver": wanted, "accion": "cerrar", "filas": ["1", "2"]})

    assert tables.back(request, "/inicio/") == goes
    assert tables.ticked(request) == ("cerrar", ["1", "2"])


@pytest.mark.django_db
def test_a_queryset_is_counted_and_cut_by_the_database(django_assert_num_queries):
    table = Table(
        key="tipos",
        caption="Tipos",
        noun=("tipo", "tipos"),
        columns=(Column("model", "Modelo", order=("model",)),),
        search=lambda rows, q: rows.filter(model__icontains=q),
        sort="-model",
        page_sizes=(5,),
    )

    with django_assert_num_queries(3):
        listing = _listing("?q=e&pagina=2", table, ContentType.objects.all())
        names = [row.label for row in listing.drawn]
        counts = (listing.total, listing.unfiltered)

    assert names == sorted(names, reverse=True)
    assert len(names) <= 5 < counts[0] <= counts[1]


def _drawn(listing):
    request = RequestFactory().get("/cursos/")
    return Template("{% table listing %}").render(Context({"listing": listing, "request": request}))


def test_a_list_of_one_page_counts_its_rows_once_and_offers_no_pages():
    assert 'class="pager"' not in _drawn(_listing("?filas=50"))
    assert "1 a 2 de 5" in _drawn(_listing("?filas=2"))


def test_a_cell_of_words_begins_with_a_large_letter_and_the_name_stays_as_written():
    page = _drawn(_listing("?filas=50&columnas=people&columnas=mode"))

    assert ">Sala</td>" in page
    assert ">nada</a>" in page
