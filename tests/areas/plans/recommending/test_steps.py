"""A recommendation moves by one table of steps; each is written down, and the impossible ones are refused in words."""

import itertools
from uuid import uuid4

import pytest

from arraigo.areas.plans.actions import recommendations as actions
from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.enums import RecommendationState as State
from arraigo.areas.plans.enums import Side
from arraigo.areas.plans.models import Recommendation, RecommendationStep, Remark
from arraigo.areas.plans.queries.recommending_steps import DONE, STEPS, may_follow, side_of, why_not
from arraigo.core.audit import api as audit


def test_every_state_has_its_steps_words_and_side():
    assert set(STEPS) == set(State) == set(DONE)
    assert {side_of(state) for state in State} == set(Side)
    assert all(state not in STEPS[state] for state in State)


@pytest.mark.parametrize(("before", "after"), list(itertools.product(State, State)))
def test_what_cannot_follow_is_said_with_what_can(before, after):
    if not may_follow(before, after) and before != after:
        words = why_not(before, after)
        assert str(State(before).label) in words
        assert all(str(one.label) in words for one in STEPS[before])


def test_nothing_is_answered_before_it_is_sent_nor_adopted_before_it_is_known():
    for state in (State.DRAFTED, State.REVIEWED):
        assert not STEPS[state] & {State.ACKNOWLEDGED, State.ACCEPTED, State.REJECTED, State.ADOPTED, State.LOST}
    reachable, edge = set(), {State.DRAFTED}
    while edge:
        reachable |= edge
        edge = set().union(*(STEPS[state] for state in edge)) - reachable
    assert reachable == set(State)


def test_recommendations_count_within_their_plan_and_one_form_writes_one(write, version, now):
    same = uuid4()
    first, second = write(), write(recommendation_id=same)
    again = write("Otra cosa", recommendation_id=same)

    assert (first.number, second.number, again.pk, again.title) == (1, 2, second.pk, second.title)
    assert Recommendation.objects.count() == 2
    step = RecommendationStep.objects.filter(recommendation=first).get()
    assert (step.before, step.after, step.side) == ("", "drafted", "city")


def test_its_author_does_not_review_it_and_a_second_person_does(recommendation, author, reviewer, now):
    with pytest.raises(PlansError, match="Usted la escribió"):
        actions.move(recommendation=recommendation, to="reviewed", by=author, at=now)
    with pytest.raises(PlansError, match="una persona del equipo"):
        actions.move(recommendation=recommendation, to="reviewed", by=None, at=now)
    moved = actions.move(recommendation=recommendation, to="reviewed", by=reviewer, at=now)

    assert moved.state == "reviewed"
    last = audit.entries().filter(action="plans.recommendation.move").order_by("number").last()
    assert last.detail == {"before": "drafted", "after": "reviewed"}


def test_who_changed_its_text_last_does_not_review_it_either(recommendation, author, reviewer, make_user, now):
    actions.change_recommendation(recommendation=recommendation, proposed="Otro texto.", by=reviewer, at=now)
    with pytest.raises(PlansError, match="Usted cambió su texto"):
        actions.move(recommendation=recommendation, to="reviewed", by=reviewer, at=now)
    third = make_user(name="Tercera Persona")

    assert actions.move(recommendation=recommendation, to="reviewed", by=third, at=now).state == "reviewed"


def test_giving_it_back_is_no_change_of_its_text(recommendation, reviewer, now):
    for to in ("reviewed", "drafted", "reviewed"):
        recommendation = actions.move(recommendation=recommendation, to=to, by=reviewer, at=now, note="x")

    assert recommendation.state == "reviewed"


def test_a_reviewed_one_whose_text_changes_is_a_draft_again_but_not_for_its_priority(reviewed, author, now):
    made = reviewed()
    kept = actions.change_recommendation(recommendation=made, priority="high", by=author, at=now)
    assert (kept.state, kept.priority) == ("reviewed", "high")
    changed = actions.change_recommendation(recommendation=made, grounds="Otro motivo.", by=author, at=now)

    assert changed.state == "drafted"
    assert list(made.steps.values_list("before", "after"))[-2:] == [("reviewed", "drafted"), ("drafted", "drafted")]


def test_what_the_authority_has_keeps_its_text(rows, author, now):
    with pytest.raises(PlansError, match="su texto queda como está"):
        actions.change_recommendation(recommendation=rows[1], proposed="Otro.", by=author, at=now)
    assert actions.change_recommendation(recommendation=rows[1], priority="low", by=author, at=now).priority == "low"


@pytest.mark.parametrize(
    ("to", "words"),
    [("sent", "en un oficio"), ("accepted", "se anota como respuesta"), ("withdrawn", "por qué se retira")],
)
def test_some_steps_need_more_than_a_button(reviewed, rows, author, now, to, words):
    row = rows[1] if to == "accepted" else reviewed()
    with pytest.raises(PlansError, match=words):
        actions.move(recommendation=row, to=to, by=author, at=now)


def test_a_withdrawn_one_changes_no_more_and_keeps_its_number(recommendation, write, author, now):
    gone = actions.move(recommendation=recommendation, to="withdrawn", by=author, at=now, note="Ya no aplica.")
    with pytest.raises(PlansError, match="ya no cambia"):
        actions.move(recommendation=gone, to="drafted", by=author, at=now)

    assert write().number == 2
    assert gone.steps.last().note == "Ya no aplica."


def test_moving_where_it_is_changes_nothing(recommendation, author, now):
    assert actions.move(recommendation=recommendation, to="drafted", by=author, at=now).state == "drafted"
    assert recommendation.steps.count() == 1


def test_what_became_of_it_may_be_seen_again(rows, reviewer, now):
    for to in (State.LOST, State.DILUTED, State.ADOPTED):
        moved = actions.step(actions.locked(rows[1]), to, by=reviewer, at=now)

    assert moved.state == "adopted"
    with pytest.raises(PlansError, match="«Adopción»"):
        actions.move(recommendation=moved, to="lost", by=reviewer, at=now)
    with pytest.raises(PlansError, match="no puede pasar"):
        actions.move(recommendation=moved, to="withdrawn", by=reviewer, at=now, note="x")


def test_a_message_is_said_once_and_the_authority_writes_none_for_the_team_alone(recommendation, author, now):
    nonce = uuid4()
    for _ in range(2):
        actions.remark(recommendation=recommendation, body="¿Y la norma?", nonce=nonce, by=author, at=now)
    with pytest.raises(PlansError, match="Solo el equipo"):
        actions.remark(
            recommendation=recommendation, body="x", nonce=uuid4(), side="authority", is_internal=True, by=None, at=now
        )

    assert Remark.objects.count() == 1
