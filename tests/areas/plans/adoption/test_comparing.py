"""Two versions are compared once; what became of each recommendation is suggested, and a person says it."""

import pytest

from arraigo.areas.plans.actions import recommendations
from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.actions.comparing import begin_comparison, confirm_adoption, run_comparison
from arraigo.areas.plans.models import Adoption, PassagePair, Recommendation, VersionComparison
from arraigo.areas.plans.queries import adoption as reads


def quietly(step, done, total):
    pass


def test_what_changed_is_kept_and_what_did_not_is_counted(comparison):
    assert comparison.state == "ready"
    assert comparison.counts["unchanged"] == 3
    kinds = sorted(PassagePair.objects.values_list("kind", flat=True))
    assert kinds == ["added", "edited", "removed"]


def test_a_second_run_leaves_the_same(comparison, now):
    before = list(PassagePair.objects.order_by("order").values_list("kind", "old", "new"))
    run_comparison(comparison, by=None, at=now, tell=quietly)

    assert list(PassagePair.objects.order_by("order").values_list("kind", "old", "new")) == before
    assert VersionComparison.objects.count() == 1
    assert Adoption.objects.count() == 2


def test_versions_are_compared_forward_and_of_one_plan(version, later, now):
    with pytest.raises(PlansError, match="primero"):
        begin_comparison(old=later, new=version, by=None, at=now)


def test_a_wording_that_is_there_is_adopted_and_one_that_is_not_is_lost(comparison):
    suggested = dict(Adoption.objects.values_list("recommendation__number", "suggested"))

    assert suggested == {1: "adopted", 2: "lost"}
    found = Adoption.objects.get(recommendation__number=1)
    assert "personas migrantes" in found.passages[0]["text"]
    assert found.why


def test_saying_something_else_wants_a_reason(comparison, now):
    found = Adoption.objects.get(recommendation__number=1)
    with pytest.raises(PlansError, match="por qué"):
        confirm_adoption(adoption=found, outcome="diluted", by=None, at=now)

    said = confirm_adoption(adoption=found, outcome="diluted", note="Falta el monto.", by=None, at=now)
    assert (said.outcome, Recommendation.objects.get(number=1).state) == ("diluted", "diluted")


def test_what_a_person_said_outlives_another_comparison(comparison, now):
    found = Adoption.objects.get(recommendation__number=1)
    confirm_adoption(adoption=found, outcome="adopted", by=None, at=now)
    Adoption.objects.filter(pk=found.pk).update(why=["lo de antes"])
    run_comparison(comparison, by=None, at=now, tell=quietly)

    again = Adoption.objects.get(pk=found.pk)
    assert (again.outcome, again.why) == ("adopted", ["lo de antes"])


def test_an_outcome_is_only_said_with_the_text_in_view(sent, now):
    with pytest.raises(PlansError, match="Adopción"):
        recommendations.move(recommendation=sent[0], to="adopted", by=None, at=now)


def test_the_list_and_the_page_count_alike(plan, comparison, now):
    plan.is_public = True
    plan.save()
    confirm_adoption(adoption=Adoption.objects.get(recommendation__number=1), outcome="adopted", by=None, at=now)
    counted = reads.tallies()[plan.pk]
    tally = reads.tally(reads.became(reads.public_recommendations(plan), confirmed=True))

    assert counted == {"sent": 2, "answered": 0, "adopted": 1, "diluted": 0}
    assert (tally.recommended, tally.answered, tally.adopted, tally.waiting) == (2, 0, 1, 1)


def test_a_passage_that_stays_is_not_struck_out(plan, comparison):
    row = Recommendation.objects.get(number=1)
    row.quote = "Las plazas se abrirán a todas las personas del cantón."
    row.save()
    became = reads.became(Recommendation.objects.filter(number=1), confirmed=False)[0]

    assert not [change for change in became.diff if change.kind == "delete"]
