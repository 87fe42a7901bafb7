"""The invented plans: read as real ones are, more just from version to version, and said to be invented."""

from importlib import resources

import pytest

from arraigo.areas.plans.demo.plans import TEXTS, build_plans
from arraigo.areas.plans.models import Authority, Passage, Plan, PlanVersion, Section


@pytest.fixture
def built(in_city, now):
    build_plans(city=in_city, by=None, at=now)


def test_each_version_was_read_whole(built):
    versions = PlanVersion.objects.filter(plan__kind="PMDOT").order_by("number")

    assert [one.reading for one in versions] == ["ready"] * 3
    assert all(60 <= Section.objects.filter(version=one, kind="articulo").count() <= 120 for one in versions)
    assert {one.state for one in PlanVersion.objects.all()} == {"draft", "approved", "in_force"}
    assert all(one.problems == [] for one in PlanVersion.objects.all())


def test_each_version_speaks_more_of_people_in_mobility(built):
    counts = [one.counts["relevant"] for one in PlanVersion.objects.filter(plan__kind="PMDOT").order_by("number")]

    assert counts == sorted(set(counts))


def test_movement_of_vehicles_birds_and_earth_is_not_taken_for_people(built):
    relevant = Passage.objects.filter(relevant=True)

    for words in ("movilidad urbana", "tránsito", "aves playeras", "desplazamientos de tierra", "vida silvestre"):
        assert Passage.objects.filter(text__icontains=words).exists()
        assert not relevant.filter(text__icontains=words).exists()


def test_what_becomes_of_a_wish_is_seen_from_version_to_version(built):
    """A promise without a number comes to have one; another is left as it was."""

    def says(number, words):
        return Passage.objects.filter(version__plan__kind="PMDOT", version__number=number, text__icontains=words)

    assert not says(1, "cupos a niñas y niños en movilidad").exists()
    assert says(2, "según la disponibilidad de cada año").exists()
    assert says(3, "se llegará al 15 % en 2028").exists()
    assert not any(says(number, "60 000 dólares anuales al arriendo").exists() for number in (1, 2, 3))


def test_every_text_says_that_it_is_invented():
    texts = [one for one in resources.files(TEXTS).iterdir() if one.name.endswith(".md")]

    assert len(texts) == 5
    assert all("no existe" in one.read_text(encoding="utf-8") for one in texts)


def test_there_is_whom_to_write_to_and_a_next_date(built):
    assert all(one.contact_email.endswith(".example") for one in Authority.objects.all())
    assert Plan.objects.get(kind="PMDOT").phases.filter(done_on=None).exists()
