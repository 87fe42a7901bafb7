"""Two people judge apart; equal levels settle a criterion, different ones wait for somebody to resolve them."""

from datetime import UTC, datetime

import pytest

from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.actions.judging import adjudicate, judge
from arraigo.areas.plans.actions.reviews import close_review, name_reviewer
from arraigo.areas.plans.models import Judgement
from arraigo.areas.plans.queries import desk as reads
from arraigo.areas.plans.queries.desk_sight import Status, seat_of, seen, status
from arraigo.core.audit import api as audit

AT = datetime(2026, 11, 22, 16, tzinfo=UTC)


def give(finding, user, level, reason="Por lo que dice el texto."):
    return judge(finding=finding, level=level, reason=reason, by=user, at=AT)


def test_the_same_level_of_both_settles_a_criterion_at_once(findings, first, second):
    give(findings[0], first, 2, "Hay cifra.")
    give(findings[0], second, 2, "Hay cifra y fuente.")

    findings[0].refresh_from_db()
    assert (findings[0].level, findings[0].reason) == (2, "Hay cifra.\nHay cifra y fuente.")
    assert (findings[0].is_adjudicated, findings[0].settled_by) == (False, second)


def test_different_levels_settle_nothing(findings, first, second):
    give(findings[0], first, 2)
    give(findings[0], second, 3)

    findings[0].refresh_from_db()
    assert findings[0].level is None


def test_nobody_sees_the_other_level_before_giving_their_own(review, findings, first, second, third):
    give(findings[0], first, 3)

    given = reads.judgements_of(review)[findings[0].pk]
    assert set(seen(given, seat_of(review, first))) == {1}
    assert seen(given, seat_of(review, second)) == {}
    assert seen(given, seat_of(review, third)) == {}
    give(findings[0], second, 4)
    given = reads.judgements_of(review)[findings[0].pk]
    assert [set(seen(given, seat_of(review, one))) for one in (first, second, third)] == [{1, 2}] * 3


def test_that_the_other_has_judged_does_not_show_in_the_status(review, findings, first, second):
    give(findings[0], first, 3)

    given = reads.judgements_of(review)[findings[0].pk]
    assert status(findings[0], given, 1) is Status.WAITING
    assert status(findings[0], given, 2) is Status.TO_JUDGE
    assert status(findings[0], given, None) is Status.TO_JUDGE


def test_who_has_no_seat_gives_no_level(findings, third):
    with pytest.raises(PlansError, match="Solo las dos personas"):
        give(findings[0], third, 2)


def test_another_level_than_the_suggested_one_wants_a_reason(findings, first):
    with pytest.raises(PlansError, match="Diga por qué"):
        give(findings[0], first, 4, "  ")
    assert give(findings[0], first, 2, "").level == 2


def test_a_reviewer_changes_their_level_until_it_is_resolved(findings, first, second, third):
    give(findings[0], first, 2)
    give(findings[0], second, 2)
    give(findings[0], first, 3)

    findings[0].refresh_from_db()
    assert (findings[0].level, findings[0].settled_at, findings[0].reason) == (None, None, "")
    adjudicate(finding=findings[0], level=3, reason="Hay compromiso.", by=third, at=AT)
    with pytest.raises(PlansError, match="ya no cambia"):
        give(findings[0], second, 3)


def test_the_same_judgement_sent_twice_is_kept_and_logged_once(findings, first):
    one = give(findings[0], first, 2)
    again = give(findings[0], first, 2)

    assert one.pk == again.pk
    assert Judgement.objects.count() == 1
    assert audit.entries().filter(action="plans.finding.judge").count() == 1


def test_the_log_does_not_tell_the_level_that_somebody_gave(findings, first):
    give(findings[0], first, 4)

    assert audit.entries().get(action="plans.finding.judge").detail == {"seat": 1}


def test_a_difference_is_resolved_with_a_reason_after_both_have_judged(findings, first, second, third):
    with pytest.raises(PlansError, match="falta una de las dos"):
        adjudicate(finding=findings[0], level=3, reason="Porque sí.", by=third, at=AT)
    give(findings[0], first, 2)
    give(findings[0], second, 4)
    with pytest.raises(PlansError, match="Diga por qué"):
        adjudicate(finding=findings[0], level=3, reason=" ", by=third, at=AT)

    settled = adjudicate(finding=findings[0], level=3, reason="Hay meta sin línea base.", by=first, at=AT)

    assert (settled.level, settled.is_adjudicated, settled.settled_by) == (3, True, first)


def test_where_both_agree_there_is_nothing_to_resolve(findings, first, second):
    give(findings[0], first, 2)
    give(findings[0], second, 2)

    with pytest.raises(PlansError, match="coinciden"):
        adjudicate(finding=findings[0], level=5, reason="Quiero más.", by=first, at=AT)


def test_a_review_closes_once_every_criterion_is_settled_and_then_stays(review, findings, first, second):
    for finding in findings[:3]:
        give(finding, first, finding.suggested)
        give(finding, second, finding.suggested)
    with pytest.raises(PlansError, match="Falta resolver 1 criterio: el número 4"):
        close_review(review=review, by=first, at=AT)
    give(findings[3], first, 0)
    give(findings[3], second, 0)

    closed = close_review(review=review, by=first, at=AT)

    assert closed.closed_by == first
    assert close_review(review=review, by=second, at=AT).closed_by == first
    with pytest.raises(PlansError, match="cerrada"):
        give(findings[0], first, 4)
    with pytest.raises(PlansError, match="cerrada"):
        adjudicate(finding=findings[0], level=4, reason="Tarde.", by=second, at=AT)


def test_a_seat_passes_to_another_person_but_nobody_reviews_twice(review, findings, first, second, third, auditor):
    give(findings[0], first, 2)

    with pytest.raises(PlansError, match="otra silla"):
        name_reviewer(review=review, seat=2, user=first, by=None, at=AT)
    with pytest.raises(PlansError, match="coordinación o de planificación"):
        name_reviewer(review=review, seat=2, user=auditor, by=None, at=AT)
    name_reviewer(review=review, seat=1, user=third, by=None, at=AT)
    with pytest.raises(PlansError, match="otra silla"):
        name_reviewer(review=review, seat=2, user=first, by=None, at=AT)
    with pytest.raises(PlansError, match="Solo las dos"):
        give(findings[1], first, 1)
    assert give(findings[1], third, 1).seat == 1


def test_a_review_waits_for_who_still_has_criteria_to_judge(review, findings, first, second, third):
    for finding in findings[:3]:
        give(finding, first, finding.suggested)

    (mine,) = reads.waiting_for(first)
    assert (mine.pk, mine.left, mine.criteria) == (review.pk, 1, 4)
    assert [one.left for one in reads.waiting_for(second)] == [4]
    assert reads.waiting_for(third) == []
    give(findings[3], first, 0)
    assert reads.waiting_for(first) == []


def test_progress_counts_what_each_has_judged_and_what_is_settled(review, findings, first, second):
    give(findings[0], first, 2)
    give(findings[0], second, 2)
    give(findings[1], first, 1)
    give(findings[2], first, 4)
    give(findings[2], second, 5)

    given = reads.judgements_of(review)
    findings = list(review.findings.all())
    assert [one.judged for one in reads.seat_progress(review, given, 4)] == [3, 2]
    assert reads.counts(findings, given) == reads.Counts(total=4, settled=1, differ=1)
    assert reads.pairs(findings, given) == [(2, 2), (4, 5)]
