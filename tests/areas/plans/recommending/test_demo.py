"""The demo shows recommendations in every state that comes before a next version, and does nothing without a plan."""

from datetime import timedelta

from arraigo.areas.plans.demo.recommending import build_recommending
from arraigo.areas.plans.enums import RecommendationState
from arraigo.areas.plans.models import AuthorityResponse, Letter, Recommendation, Remark, ReturnedFile


def test_the_demo_has_every_face(version, city, author, reviewer, now):
    build_recommending(city=city, by=reviewer, at=now + timedelta(days=60))
    states = list(Recommendation.objects.order_by("number").values_list("state", flat=True))

    assert len(states) == 15
    assert set(states) == set(RecommendationState) - {"adopted", "diluted", "lost"}
    assert [letter.items.count() for letter in Letter.objects.order_by("number")] == [7, 3]
    assert AuthorityResponse.objects.count() == 4
    assert Remark.objects.filter(side="authority").count() == 1
    problems = [one["code"] for row in ReturnedFile.objects.get().rows for one in row["problems"]]
    assert problems == ["no_reason", "bad_verdict"]
    assert Recommendation.objects.get(number=6).quote.startswith("Se destinarán 42 000 dólares")


def test_without_a_plan_there_is_nothing_to_recommend(in_city, reviewer, now):
    build_recommending(city=in_city, by=reviewer, at=now)

    assert not Recommendation.objects.exists()
