"""A plan is built up, followed and published; each rule by its name."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from tests.areas.plans.conftest import NOW

from arraigo.areas.plans.actions import assistance as actions
from arraigo.areas.plans.actions.assistance_editions import publish, tell_authority, withdraw
from arraigo.areas.plans.actions.assistance_grounds import ground, objectives_from
from arraigo.areas.plans.actions.assistance_progress import note_progress, save_value
from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.models import Activity, AssistancePlan, Authority, Objective, ProgressNote
from arraigo.areas.plans.queries import assistance as reads
from arraigo.areas.plans.queries.assistance_content import content_of, loaded, norms
from arraigo.core.audit.models import Entry
from arraigo.core.outbox.models import Message

DAY = date(2026, 3, 1)
ONE, TWO, THREE = (UUID(int=number) for number in (1, 2, 3))


def note(activity, on=DAY, percent=40, state="started", nonce=ONE, **told):
    return note_progress(activity, on=on, percent=percent, state=state, nonce=nonce, today=DAY, by=None, at=NOW, **told)


def test_two_plans_of_one_title_have_two_addresses(assistance):
    fields = {"starts_on": DAY, "ends_on": DAY, "authority": assistance.authority}
    other = actions.save_assistance(title=assistance.title, by=None, at=NOW, **fields)

    assert (assistance.slug, other.slug) == ("asistencia-al-pmdot", "asistencia-al-pmdot-2")


def test_an_activity_lies_within_its_plan(make_activity):
    with pytest.raises(PlansError, match="El plan va del 01/01/2026 al 31/12/2027"):
        make_activity(ends_on=date(2028, 1, 1))


def test_a_plan_does_not_leave_its_activities_outside(assistance, make_activity):
    make_activity()
    fields = {"starts_on": date(2026, 2, 1), "ends_on": assistance.ends_on, "authority": assistance.authority}

    with pytest.raises(PlansError, match="Hay actividades del 10/01/2026 al 10/06/2026"):
        actions.save_assistance(assistance=assistance, by=None, at=NOW, **fields)


def test_parts_come_last_and_move_one_place(assistance):
    first, second, third = (
        actions.add(Objective, above=assistance, title=title, by=None, at=NOW) for title in ("A", "B", "C")
    )

    assert actions.move(third, up=True, by=None, at=NOW)
    assert [one.title for one in assistance.objectives.all()] == ["A", "C", "B"]
    assert actions.move(first, up=False, by=None, at=NOW)
    assert [one.title for one in assistance.objectives.all()] == ["C", "A", "B"]
    assert not actions.move(second, up=False, by=None, at=NOW)


def test_an_activity_moves_to_the_end_of_another_output(whole, make_activity):
    other = actions.add(type(whole.output), above=whole.objective, title="Otro", by=None, at=NOW)
    make_activity("Primera", output=other)
    dates = {"starts_on": whole.activity.starts_on, "ends_on": whole.activity.ends_on}

    actions.change_part(whole.activity, above=other, by=None, at=NOW, **dates)

    assert [one.title for one in other.activities.all()] == ["Primera", "Levantar datos"]


def test_a_part_does_not_move_to_another_plan(whole, plan):
    fields = {"starts_on": DAY, "ends_on": DAY, "authority": plan.authority}
    elsewhere = actions.save_assistance(title="Otro", by=None, at=NOW, **fields)
    objective = actions.add(Objective, above=elsewhere, title="Lejos", by=None, at=NOW)

    with pytest.raises(PlansError, match="otro plan"):
        actions.change_part(whole.output, above=objective, by=None, at=NOW)


def test_what_is_not_changed_is_not_audited(whole):
    before = Entry.objects.count()
    actions.change_part(whole.objective, title=whole.objective.title, by=None, at=NOW)

    assert Entry.objects.count() == before


def test_low_findings_of_the_newest_review_and_standing_recommendations_are_offered(
    assistance, make_finding, make_recommendation
):
    low, agreed = make_finding("A", 1), make_finding("B", 5, level=0)
    make_finding("C", 4)
    make_finding("D", 0, level=3)
    wanted = make_recommendation(1, sent=True)
    make_recommendation(2, title="Borrador de barrio")
    make_recommendation(3, title="Retirada").__class__.objects.filter(number=3).update(state="withdrawn")

    assert {one.id for one in reads.candidates(assistance)} == {low.pk, agreed.pk, wanted.pk}
    assert [one.id for one in reads.candidates(assistance, words="barrio")] == [wanted.pk]


def test_objectives_are_made_of_findings_once(assistance, review, make_finding, make_recommendation):
    review.closed_at = NOW
    review.save()
    finding, wanted = make_finding("A", 1), make_recommendation(1, sent=True)
    chosen = {"findings": [finding], "recommendations": [wanted]}

    made = objectives_from(assistance, by=None, at=NOW, **chosen)
    again = objectives_from(assistance, by=None, at=NOW, **chosen)

    assert [one.title for one in made] == ["El plan cuenta a todas las personas", "Contar por barrio"]
    assert made[0].description == "Falta un compromiso."
    assert again == []
    assert assistance.objectives.count() == 2


def test_nothing_chosen_is_said(assistance):
    with pytest.raises(PlansError, match="Marque al menos"):
        objectives_from(assistance, by=None, at=NOW)


def test_grounds_are_replaced_whole(whole, make_finding):
    first, second = make_finding("A", 1), make_finding("B", 1)
    ground(whole.objective, findings=[first], by=None, at=NOW)
    ground(whole.objective, findings=[second], by=None, at=NOW)

    assert [one.finding_id for one in whole.objective.grounds.all()] == [second.pk]


def test_progress_sent_twice_is_noted_once(whole):
    first, again = note(whole.activity), note(whole.activity, percent=90)

    assert first == again
    assert ProgressNote.objects.get().percent == 40


def test_the_activity_stands_as_its_latest_day_says(whole):
    note(whole.activity, percent=60)
    note(whole.activity, on=DAY - timedelta(days=9), percent=20, nonce=TWO)
    whole.activity.refresh_from_db()

    assert (whole.activity.percent, whole.activity.state) == (60, "started")


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"on": DAY + timedelta(days=1)}, "todavía no llega"),
        ({"state": "done", "percent": 90}, "terminada tiene 100"),
        ({"state": "planned", "percent": 1}, "por empezar tiene 0"),
    ],
)
def test_progress_that_cannot_be_is_refused(whole, told, words):
    with pytest.raises(PlansError, match=words):
        note(whole.activity, **told)

    assert not ProgressNote.objects.exists()


def test_a_nonce_of_another_activity_is_refused(whole, make_activity):
    note(whole.activity)

    with pytest.raises(PlansError, match="otra actividad"):
        note(make_activity("Otra"))


def test_an_indicator_has_one_value_a_day_which_is_corrected(whole):
    for value in (6, 8):
        save_value(whole.indicator, on=DAY, value=Decimal(value), today=DAY, by=None, at=NOW)

    assert [one.value for one in whole.indicator.values.all()] == [8]
    assert Entry.objects.filter(action="plans.indicator.correct").count() == 1


def test_a_value_of_tomorrow_is_refused(whole):
    with pytest.raises(PlansError, match="todavía no llega"):
        save_value(whole.indicator, on=DAY + timedelta(days=1), value=Decimal(1), today=DAY, by=None, at=NOW)


def test_a_plan_without_activities_is_not_published(assistance, today):
    with pytest.raises(PlansError, match="no tiene actividades"):
        publish(assistance, today=today, by=None, at=NOW)


def test_an_edition_keeps_what_the_plan_said(whole, today):
    edition = publish(whole.plan, today=today, by=None, at=NOW)
    actions.delete_part(whole.objective, by=None, at=NOW)
    edition.refresh_from_db()

    kept = loaded(edition.content)
    assert kept.activities[0].title == "Levantar datos"
    assert kept.activities[0].budget == Decimal("12000.50")
    assert kept.as_of == today


def test_published_twice_in_a_row_it_is_one_edition(whole, today):
    publish(whole.plan, today=today, by=None, at=NOW)

    with pytest.raises(PlansError, match="Nada cambió desde la edición 1"):
        publish(whole.plan, note="Igual", today=today + timedelta(days=1), by=None, at=NOW)


def test_a_later_edition_says_what_changed(whole, today):
    publish(whole.plan, today=today, by=None, at=NOW)
    note(whole.activity)

    with pytest.raises(PlansError, match="Diga qué cambió"):
        publish(whole.plan, today=today, by=None, at=NOW)
    assert publish(whole.plan, note="Avanzó", today=today, by=None, at=NOW).number == 2


def test_when_an_edition_is_withdrawn_the_one_before_stands_again(whole, today):
    first = publish(whole.plan, today=today, by=None, at=NOW)
    note(whole.activity)
    second = publish(whole.plan, note="Avanzó", today=today, by=None, at=NOW)
    withdraw(second, by=None, at=NOW)
    withdraw(second, by=None, at=NOW)

    assert reads.current_edition(whole.plan) == first
    assert Entry.objects.filter(action="plans.assistance.withdraw").count() == 1


def test_a_published_plan_is_not_deleted(whole, today):
    publish(whole.plan, today=today, by=None, at=NOW)

    with pytest.raises(PlansError, match="ya se publicó"):
        actions.delete_assistance(assistance=whole.plan, by=None, at=NOW)


def test_a_plan_never_published_is_deleted_with_its_parts(whole):
    actions.delete_assistance(assistance=whole.plan, by=None, at=NOW)

    assert not AssistancePlan.objects.exists()
    assert not Activity.objects.exists()


def test_an_objective_takes_no_words_of_an_open_review(assistance, make_finding):
    made = objectives_from(assistance, findings=[make_finding("A", 1)], recommendations=[], by=None, at=NOW)

    assert made[0].description == ""


def test_what_is_not_public_elsewhere_is_not_published(whole, make_finding, make_recommendation, review):
    plan = review.version.plan
    plan.is_public = True
    plan.save()
    finding = make_finding("A", 1, level=1)
    sent, draft, hidden = (
        make_recommendation(1, sent=True),
        make_recommendation(2),
        make_recommendation(3, sent=True, is_public=False),
    )
    ground(whole.objective, findings=[finding], recommendations=[sent, draft, hidden], by=None, at=NOW)

    open_still = content_of(whole.plan, on=DAY, public=True).objectives[0].grounds
    assert [(one.id, one.level) for one in open_still] == [(finding.pk, None), (sent.pk, None)]

    review.closed_at = NOW
    review.save()
    closed = content_of(whole.plan, on=DAY, public=True)
    assert closed.objectives[0].grounds[0].level == 1
    assert norms(closed) == ["Constitución, 9", "LOOT, artículo 5"]
    assert len(content_of(whole.plan, on=DAY).objectives[0].grounds) == 4

    plan.is_public = False
    plan.save()
    assert norms(content_of(whole.plan, on=DAY, public=True)) == ["Constitución, 9"]


def test_the_authority_is_told_once_of_an_edition(whole, today):
    edition = publish(whole.plan, today=today, by=None, at=NOW)
    tell_authority(edition, by=None, at=NOW)
    tell_authority(edition, by=None, at=NOW + timedelta(hours=1))

    message = Message.objects.get()
    assert message.recipient == "planificacion@prueba.example"
    assert "/prueba/asistencia-tecnica/asistencia-al-pmdot/" in message.body
    assert Entry.objects.filter(action="plans.assistance.tell").count() == 1


def test_an_authority_without_a_mailbox_is_not_told(whole, today):
    edition = publish(whole.plan, today=today, by=None, at=NOW)
    authority = Authority.objects.get()
    authority.contact_email = ""
    authority.save()

    with pytest.raises(PlansError, match="no tiene correo"):
        tell_authority(edition, by=None, at=NOW)


def test_the_list_counts_activities_money_and_progress(whole, make_activity, today):
    make_activity("Otra", starts_on=date(2026, 1, 1), ends_on=date(2026, 1, 1), budget=Decimal(10))
    note(whole.activity, percent=50)
    publish(whole.plan, today=today, by=None, at=NOW)
    row = reads.assistance_plans().get()

    assert (row.activity_count, row.budget, row.edition_number) == (2, Decimal("12010.50"), 1)
    assert row.mean == pytest.approx(50 * 152 / 153)
