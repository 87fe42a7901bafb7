"""Unmet needs: counted with nobody behind them, and shown only where no count is small."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.areas.attention import texts as samples

from arraigo.areas.attention.actions.demand import record_demand
from arraigo.areas.attention.models import SearchDemand
from arraigo.areas.attention.queries import demand
from arraigo.areas.attention.queries.demand import LEAST, Unmet
from arraigo.core.audit import api as audit
from arraigo.core.places.models import Area

# Long past, so that its month is finished whenever these tests run.
AT = datetime(2024, 11, 24, 15, tzinfo=UTC)
AFTER = date(2024, 12, 1)
PAGE = "/prueba/rutas/necesidades/"


def times(count, **told):
    for _time in range(count):
        record_demand(**{"kind": "search", "language": "es", "at": AT, "need": "housing", **told})


@pytest.fixture
def staff(client_of, reader):
    return client_of(reader)


def test_what_is_not_found_is_one_row_a_month(in_city):
    times(3)
    record_demand(kind="search", language="es", need="housing", at=datetime(2024, 12, 1, 2, tzinfo=UTC))

    row = SearchDemand.objects.get()
    assert (row.month, row.count) == (date(2024, 11, 1), 4)


def test_neither_what_was_typed_nor_a_route_that_is_not_there_is_kept(in_city, writer, second):
    samples.published(in_city, writer, second, AT)
    times(1, need="me pegan en casa")
    times(1, kind="abandoned", need="", route="techo", step="noche")
    for route, step in (("techo", "mi nombre es Rosa"), ("rosa quishpe", "noche"), ("", "noche")):
        times(1, kind="abandoned", need="", route=route, step=step)

    kept = set(SearchDemand.objects.values_list("kind", "need", "route", "step"))
    assert kept == {("search", "", "", ""), ("abandoned", "", "techo", "noche")}


def test_the_log_does_not_tell_when_somebody_looked(in_city):
    before = audit.entries().count()
    times(2)

    assert audit.entries().count() == before


def test_a_language_that_the_guide_has_not_counts_as_spanish(in_city):
    times(1, language="<script>")

    assert SearchDemand.objects.get().language == "es"


def test_a_small_count_is_not_shown(in_city):
    times(LEAST - 1)
    times(LEAST, need="food")

    assert [(one.code, one.count) for one in demand.unmet(today=AFTER)] == [("food", LEAST)]


def test_the_running_month_is_not_shown_though_it_is_counted(in_city):
    times(LEAST)

    assert demand.unmet(today=date(2024, 11, 30)) == []
    assert demand.hidden_months([], today=date(2024, 11, 30)) == 0
    assert demand.hidden_months([], today=AFTER) == 1


def test_a_count_is_not_shown_from_which_a_small_one_could_be_worked_out(in_city):
    times(9)
    times(2, language="ht")
    times(7, language="en")

    assert [one.count for one in demand.unmet(today=AFTER)] == [18]
    assert [(one.part, one.count) for one in demand.unmet(demand.BY_LANGUAGE, today=AFTER)] == [("es", 9)]


def test_areas_are_told_by_name_and_no_place_too(in_city):
    area = Area.objects.create(city=in_city, code="B1", name="La Ribera", level="neighbourhood")
    times(6, area=area)
    times(5)

    assert [(one.part, one.count) for one in demand.unmet(demand.BY_AREA, today=AFTER)] == [
        ("La Ribera", 6),
        (demand.NOWHERE, 5),
    ]


counts = st.lists(st.integers(1, 40), min_size=1, max_size=12)


@given(counts)
def test_nothing_hidden_can_be_worked_out_from_the_whole(parts):
    told = [Unmet(date(2026, 11, 1), "search", "x", "x", "", str(number), n) for number, n in enumerate(parts)]
    shown = list(demand.open_parts(told))
    hidden = sum(parts) - sum(one.count for one in shown)

    assert all(one.count >= LEAST for one in shown)
    assert hidden == 0 or hidden >= LEAST or not shown


def test_the_page_shows_and_hands_out_only_what_may_be_shown(in_city, staff):
    times(LEAST)
    times(LEAST - 1, need="food")
    page = staff.get(PAGE).text
    file = b"".join(staff.get(f"{PAGE}?formato=csv").streaming_content).decode("utf-8-sig")

    for told in (page, file):
        assert "Dónde dormir" in told
        assert "Comida" not in told


@pytest.mark.parametrize("split", ["", "idioma", "barrio", "otra"])
def test_the_page_asks_few_questions(in_city, staff, split, django_assert_max_num_queries):
    times(LEAST)
    staff.get(PAGE)

    with django_assert_max_num_queries(14):
        assert staff.get(f"{PAGE}?ver={split}").status_code == 200


def test_an_empty_page_says_what_will_come(in_city, staff):
    times(1)
    page = staff.get(PAGE).text

    assert "Todavía no hay nada que mostrar" in page
    assert "En 1 mes hay cuentas" in page


def test_the_id_of_a_count_does_not_tell_when_somebody_looked(in_city):
    times(1)
    # Version 7 of a UUID begins with the moment in which it was made.
    assert SearchDemand.objects.get().pk.version == 4
