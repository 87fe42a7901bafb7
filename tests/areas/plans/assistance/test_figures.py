"""What is counted of a plan: progress by days, money to the cent, what is late, what changed."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from arraigo.areas.plans.queries import assistance_figures as figures
from arraigo.areas.plans.queries.assistance_content import (
    ActivitySaid,
    Content,
    ObjectiveSaid,
    OutputSaid,
    RiskSaid,
    dumped,
    loaded,
)

DAY = date(2026, 3, 1)


def activity(days=10, percent=0, state="started", budget=None, funding="", starts_on=DAY, **told):
    return ActivitySaid(
        id=told.pop("id", uuid4()),
        number="1.1.1",
        title=told.pop("title", "Levantar"),
        responsible="Planificación",
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=days - 1),
        budget=None if budget is None else Decimal(budget),
        funding=funding,
        state=state,
        percent=percent,
    )


def content(*activities, as_of=DAY):
    output = OutputSaid(uuid4(), "1.1", "Registro", activities)
    objective = ObjectiveSaid(uuid4(), "1", "Contar", "", (), (output,))
    return Content(
        "Asistencia", "", "Municipio", "Municipio", "", "", DAY, DAY, "USD", as_of, (objective,),
    )  # fmt: skip


def test_progress_weighs_each_activity_by_its_days():
    assert figures.progress([activity(days=30, percent=100), activity(days=10, percent=0)]) == 75


def test_what_was_dropped_weighs_nothing():
    assert figures.progress([activity(percent=50), activity(percent=0, state="dropped")]) == 50
    assert figures.progress([activity(state="dropped")]) is None


def test_almost_done_is_not_done_and_barely_begun_is_begun():
    assert figures.progress([activity(days=1000, percent=100), activity(days=1, percent=99)]) == 99
    assert figures.progress([activity(days=1000), activity(days=1, percent=1)]) == 1


@given(st.lists(st.tuples(st.integers(1, 400), st.integers(0, 100)), min_size=1))
def test_progress_lies_between_the_least_and_the_most(pairs):
    value = figures.progress([activity(days=days, percent=percent) for days, percent in pairs])

    assert min(percent for _days, percent in pairs) <= value <= max(percent for _days, percent in pairs)


@given(
    st.dates(date(2020, 1, 1), date(2035, 12, 31)),
    st.integers(0, 2500),
    st.decimals(0, 9_999_999, places=2),
)
def test_money_by_year_adds_up_to_the_cent(starts_on, days, amount):
    parts = figures.by_year(starts_on, starts_on + timedelta(days=days), amount)

    assert sum(part for _year, part in parts) == amount
    assert [year for year, _part in parts] == list(range(starts_on.year, (starts_on + timedelta(days=days)).year + 1))
    assert all(part >= 0 for _year, part in parts)


def test_money_falls_to_each_year_by_its_days():
    assert figures.by_year(date(2026, 12, 22), date(2027, 1, 10), Decimal(200)) == [(2026, 100), (2027, 100)]


def test_the_budget_is_told_by_objective_source_and_year():
    told = figures.budget(
        content(
            activity(budget="100.10", funding="Municipio"),
            activity(budget="50", funding="Cooperación"),
            activity(budget="900", state="dropped"),
            activity(budget="0.40"),
            activity(),
        ),
        no_source="sin fuente",
    )

    assert told.total == Decimal("150.50")
    assert [(one.label, one.amount) for one in told.by_objective] == [("1. Contar", Decimal("150.50"))]
    assert [one.label for one in told.by_source] == ["Municipio", "Cooperación", "sin fuente"]
    assert [(one.label, one.amount) for one in told.by_year] == [("2026", Decimal("150.50"))]
    assert told.unpriced == 1


def test_late_is_what_should_have_ended_and_unbegun_what_should_have_begun():
    late = activity(starts_on=date(2026, 1, 1))
    unbegun = activity(starts_on=date(2026, 2, 25), days=30, state="planned")
    told = figures.standing(content(late, unbegun, activity(), activity(starts_on=date(2026, 1, 1), state="done")))

    assert told.late == (late,)
    assert told.unbegun == (unbegun,)
    assert (told.done, told.started, told.total) == (1, 2, 4)


def test_an_activity_is_not_late_on_its_last_day():
    last = activity(days=1)

    assert not figures.is_late(last, DAY)
    assert figures.is_late(last, DAY + timedelta(days=1))


def test_risks_lie_where_their_likelihood_and_impact_meet():
    matrix = figures.risk_matrix([RiskSaid(uuid4(), "A", 5, 1, "", ""), RiskSaid(uuid4(), "B", 1, 5, "", "")])

    assert matrix[0][0].numbers == (1,)
    assert matrix[4][4].numbers == (2,)
    assert (matrix[0][4].tone, matrix[4][0].tone, matrix[2][2].tone) == ("high", "low", "medium")


def test_changes_between_editions_are_found_by_activity():
    kept, gone, new = activity(percent=10), activity(title="Vieja"), activity(title="Nueva")
    moved = activity(id=kept.id, percent=40, days=20)
    told = figures.changes(content(kept, gone), content(moved, new))

    assert told.added == (new,)
    assert told.removed == (gone,)
    assert told.moved == ((kept, moved),)
    assert told.advanced == ((kept, moved),)


def test_content_is_read_back_as_it_was_kept():
    told = content(activity(budget="12.50", percent=30))

    assert loaded(dumped(told)) == told
