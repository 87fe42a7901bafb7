"""An assistance plan is built up, followed and published; what was published never changes."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from arraigo.areas.plans.actions import assistance as actions
from arraigo.areas.plans.actions.assistance_mail import tell_authority
from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.models import Activity, AssistanceIndicator, Objective, Output, ProgressNote, Recommendation
from arraigo.areas.plans.queries import assistance as reads
from arraigo.core.outbox.models import Message

TODAY = date(2026, 3, 1)


@pytest.fixture
def assistance(plan, authority, now):
    return actions.save_assistance(
        title="Asistencia",
        plan=plan,
        authority=authority,
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
        by=None,
        at=now,
    )


@pytest.fixture
def objective(assistance, now):
    return actions.add_part(Objective, parent=assistance, title="Contar", by=None, at=now)


@pytest.fixture
def output(objective, now):
    return actions.add_part(Output, parent=objective, title="Línea base", by=None, at=now)


@pytest.fixture
def add(output, now):
    def add(title, starts, ends, **fields):
        told = {"responsible": "Planificación", "budget": Decimal(100), "funding": "Municipio", **fields}
        return actions.add_part(
            Activity, parent=output, title=title, starts_on=starts, ends_on=ends, by=None, at=now, **told
        )

    return add


def note(activity, percent, state, now, on=TODAY, nonce=1):
    return actions.note_progress(activity, on=on, percent=percent, state=state, nonce=UUID(int=nonce), by=None, at=now)


def test_parts_keep_their_order_and_may_change_it(objective, assistance, now):
    second = actions.add_part(Objective, parent=assistance, title="Incluir", by=None, at=now)
    actions.move_part(second, up=True, by=None, at=now)
    assert [one.title for one in reads.tree(assistance)] == ["Incluir", "Contar"]

    actions.move_part(second, up=True, by=None, at=now)
    assert [one.title for one in reads.tree(assistance)] == ["Incluir", "Contar"]


def test_progress_is_noted_once_and_the_latest_day_counts(add, now):
    activity = add("Levantar", date(2026, 1, 1), date(2026, 6, 30))
    note(activity, 60, "started", now, nonce=1)
    note(activity, 99, "started", now, nonce=1)
    note(activity, 20, "started", now, on=TODAY - timedelta(days=30), nonce=2)

    assert ProgressNote.objects.count() == 2
    assert Activity.objects.get().percent == 60


def test_what_is_done_is_whole(add, now):
    with pytest.raises(PlansError, match="100 %"):
        note(add("Levantar", date(2026, 1, 1), date(2026, 2, 1)), 80, "done", now)


def test_progress_is_weighed_by_how_long_each_activity_lasts(add, now):
    long = add("Larga", date(2026, 1, 1), date(2026, 1, 30))
    add("Corta", date(2026, 1, 1), date(2026, 1, 10))
    note(long, 100, "done", now)
    standing = reads.standing(list(Activity.objects.all()), today=TODAY)

    assert standing.percent == 75
    assert (standing.activities, standing.done) == (2, 1)
    assert [one.title for one in standing.late] == ["Corta"]
    assert standing.budget == 200


def test_money_is_summed_by_objective_source_and_year(add, assistance):
    add("Una", date(2026, 1, 1), date(2026, 1, 2))
    add("Otra", date(2027, 1, 1), date(2027, 1, 2), budget=Decimal(50), funding="Cooperación")
    money = reads.money(reads.tree(assistance))

    assert [(one.name, one.amount) for one in money["funding"]] == [("Municipio", 100), ("Cooperación", 50)]
    assert [(one.name, one.amount) for one in money["year"]] == [("2026", 100), ("2027", 50)]
    assert [one.amount for one in money["objective"]] == [150]


def test_objectives_are_made_of_recommendations_once(assistance, plan, version, authority, now):
    made = [
        Recommendation.objects.create(
            id=UUID(int=number),
            city_id=plan.city_id,
            plan=plan,
            version=version,
            number=number,
            title=f"Recomendación {number}",
            proposed="x",
            norm="Constitución, art. 40",
            authority=authority,
            created_at=now,
        )
        for number in (1, 2)
    ]
    assert actions.ground(assistance, recommendations=made, by=None, at=now) == 2
    assert actions.ground(assistance, recommendations=made, by=None, at=now) == 0

    assert [one.title for one in reads.tree(assistance)] == ["Recomendación 1", "Recomendación 2"]


def test_an_empty_plan_is_not_published(assistance, objective, now):
    with pytest.raises(PlansError, match="al menos un objetivo"):
        actions.publish(assistance, today=TODAY, by=None, at=now)


def test_what_was_published_does_not_change(assistance, objective, add, now):
    activity = add("Levantar", date(2026, 1, 1), date(2026, 6, 30))
    first = actions.publish(assistance, today=TODAY, by=None, at=now)
    same = actions.publish(assistance, today=TODAY + timedelta(days=1), by=None, at=now)
    note(activity, 40, "started", now)
    second = actions.publish(assistance, note="Avance", today=TODAY, by=None, at=now)

    assert (first.pk, first.number, second.number) == (same.pk, 1, 2)
    first.refresh_from_db()
    assert first.content["objectives"][0]["outputs"][0]["activities"][0]["percent"] == 0
    assert second.content["objectives"][0]["outputs"][0]["activities"][0]["percent"] == 40


def test_an_edition_taken_back_leaves_the_one_before(assistance, add, now):
    activity = add("Levantar", date(2026, 1, 1), date(2026, 6, 30))
    actions.publish(assistance, today=TODAY, by=None, at=now)
    note(activity, 40, "started", now)
    second = actions.publish(assistance, today=TODAY, by=None, at=now)
    actions.withdraw(second, by=None, at=now)

    assert reads.public_edition(assistance.slug).number == 1
    assert reads.public_edition(assistance.slug, 2) is None


def test_the_authority_is_told_once(assistance, add, now):
    add("Levantar", date(2026, 1, 1), date(2026, 6, 30))
    edition = actions.publish(assistance, today=TODAY, by=None, at=now)
    tell_authority(edition, by=None, at=now)
    tell_authority(edition, by=None, at=now)

    message = Message.objects.get(template="plans_assistance_published")
    assert f"/prueba/asistencia-tecnica/{assistance.slug}/" in message.body


def test_an_indicator_has_one_value_a_day(objective, now):
    indicator = actions.add_part(
        AssistanceIndicator, parent=objective, name="x", unit="%", target=Decimal(9), target_on=TODAY, by=None, at=now
    )
    actions.note_value(indicator, on=TODAY, value=Decimal(3), by=None, at=now)
    actions.note_value(indicator, on=TODAY, value=Decimal(4), by=None, at=now)

    assert [one.value for one in indicator.values.all()] == [4]
