"""Installing a pack again and again: only what the pack changed, and never over what the city changed."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.areas.attention import texts as samples

from arraigo.areas.attention.actions import publishing, routes
from arraigo.areas.attention.actions.common import AttentionError
from arraigo.areas.attention.actions.installing import install_pack
from arraigo.areas.attention.models import EmergencyNumber, Route, RouteVersion
from arraigo.areas.attention.queries import packs, published
from arraigo.engines.guidance.registers import Number
from arraigo.engines.guidance.texts import mark_of

AT = datetime(2026, 11, 24, 15, tzinfo=UTC)
NUMBER = Number("ec-911", "911", {"es": "ECU 911"}, {}, free=True, verified_on="2026-11-22")


@pytest.fixture
def pack(monkeypatch):
    """A pack of one route that a test may change."""
    held = {"routes": [packs.PackRoute("techo", samples.route_text())], "numbers": [NUMBER]}
    monkeypatch.setattr(packs, "exists", lambda name: name == "ec")
    monkeypatch.setattr(packs, "routes", lambda name: held["routes"])
    monkeypatch.setattr(packs, "numbers", lambda name: held["numbers"])
    return held


def install(city, by=None):
    return install_pack(city=city, pack="ec", by=by, at=AT)


def newer(pack):
    pack["routes"] = [packs.PackRoute("techo", samples.route_text(title="Dónde dormir"))]


def test_a_pack_is_published_at_once(in_city, pack):
    done = install(in_city)

    assert (done.published, done.numbers) == (["techo"], 1)
    assert [one.title for one in published.published("es")] == ["Un lugar donde dormir"]
    assert [one.tel for one in published.emergency_numbers("es")] == ["911"]


def test_installed_twice_it_changes_nothing(in_city, pack):
    install(in_city)
    stamp = published.stamp()
    done = install(in_city)

    assert (done.published, done.unchanged, done.numbers) == ([], ["techo"], 0)
    assert published.stamp() == stamp
    assert RouteVersion.objects.count() == 1


def test_a_newer_pack_is_a_new_version(in_city, pack):
    install(in_city)
    newer(pack)
    done = install(in_city)

    assert done.published == ["techo"]
    assert [one.title for one in published.published("es")] == ["Dónde dormir"]
    assert sorted(RouteVersion.objects.values_list("state", flat=True)) == ["published", "retired"]


def test_a_pack_that_only_says_more_in_another_language_is_a_new_version(in_city, pack):
    install(in_city)
    said = {"title": {"text": "Sleep", "of": mark_of("Un lugar donde dormir"), "state": "current"}}
    pack["routes"] = [packs.PackRoute("techo", samples.route_text(), {"en": samples.as_yaml("en", said)})]
    done = install(in_city)

    assert done.published == ["techo"]
    assert published.published_route("techo", "en").title == "Sleep"


def test_what_the_city_changed_stays_and_the_pack_is_offered_as_a_draft(in_city, pack, writer, second):
    install(in_city)
    own = routes.start_draft(route=Route.objects.get(), by=writer, at=AT)
    text = samples.route_text(title="El nuestro")
    routes.save_draft(version=own, definition=text, seen=own.sha256, by=writer, at=AT)
    publishing.submit(version=own, by=writer, at=AT)
    publishing.approve(version=own, by=second, at=AT)
    publishing.publish(version=own, by=second, at=AT)
    newer(pack)

    done = install(in_city)
    again = install(in_city)

    assert (done.offered, again.unchanged) == (["techo"], ["techo"])
    assert [one.title for one in published.published("es")] == ["El nuestro"]
    offer = RouteVersion.objects.get(state="draft")
    assert (offer.pack, "Dónde dormir" in offer.definition) == ("ec", True)


def test_an_offer_that_nobody_took_is_replaced_by_the_next(in_city, pack, writer, second):
    test_what_the_city_changed_stays_and_the_pack_is_offered_as_a_draft(in_city, pack, writer, second)
    pack["routes"] = [packs.PackRoute("techo", samples.route_text(title="Tercera"))]
    install(in_city)

    offer = RouteVersion.objects.get(state="draft")
    assert "Tercera" in offer.definition


def test_what_the_city_retired_does_not_come_back(in_city, pack, writer):
    install(in_city)
    publishing.retire(version=RouteVersion.objects.get(), by=writer, at=AT)
    newer(pack)
    done = install(in_city)

    assert done.offered == ["techo"]
    assert published.published("es") == ()


def test_whoever_changes_an_offer_makes_it_their_own(in_city, pack, writer, second):
    test_what_the_city_retired_does_not_come_back(in_city, pack, writer)
    offer = RouteVersion.objects.get(state="draft")
    text = offer.definition.replace("sin cita", "con cita")
    routes.save_draft(version=offer, definition=text, seen=offer.sha256, by=second, at=AT)

    offer.refresh_from_db()
    assert (offer.pack, offer.written_by) == ("", second)


def test_a_route_that_is_not_whole_is_left_out_and_told(in_city, pack):
    broken = samples.route_text("otra").replace("to: peligro", "to: nada")
    pack["routes"] = [*pack["routes"], packs.PackRoute("otra", broken)]
    done = install(in_city)

    assert (done.published, list(done.refused)) == (["techo"], ["otra"])
    assert "unknown_step" in {one.code for one in done.refused["otra"]}
    assert not Route.objects.filter(slug="otra").exists()


def test_a_number_that_changed_is_told_to_the_guide(in_city, pack):
    install(in_city)
    stamp = published.stamp()
    pack["numbers"] = [replace(NUMBER, number="912")]

    assert install(in_city).numbers == 1
    assert EmergencyNumber.objects.get().number == "912"
    assert published.stamp() != stamp


def test_a_pack_that_is_not_there_is_refused_with_those_that_are(in_city):
    with pytest.raises(AttentionError, match="Hay: ec"):
        install_pack(city=in_city, pack="../ec", by=None, at=AT)


def test_every_route_of_the_real_pack_is_whole_or_says_why(in_city):
    done = install_pack(city=in_city, pack="ec", by=None, at=AT)

    whole = {name: [str(one) for one in problems] for name, problems in done.refused.items()}
    assert done.published
    assert all(whole.values())
    assert {one.slug for one in published.published("es")} == set(done.published)
