from datetime import time, timedelta

from arraigo.areas.directory import api
from arraigo.areas.directory.models import Phone
from arraigo.areas.directory.queries import public


def test_a_topic_finds_the_services_of_the_needs_under_it(make_service, now):
    make_service("Refugio", needs=["asylum"])
    make_service("Vacunas", needs=["health"])
    assert [place.service for place in api.public_places(needs=["documents"], at=now)] == ["Refugio"]


def test_the_nearest_comes_first_and_what_has_no_place_last(make_service, make_location, now):
    make_service("Por teléfono")
    make_service("Lejos", at=[make_location("Sur", latitude=-0.3)])
    make_service("Cerca", at=[make_location("Norte", latitude=-0.21)])
    found = api.public_places(near=(-0.2, -78.5), at=now)
    assert [place.service for place in found] == ["Cerca", "Lejos", "Por teléfono"]
    assert round(found[0].distance) == 1112
    assert found[2].distance is None


def test_a_service_at_a_confidential_place_is_shown_without_place(make_service, make_location, now, in_city):
    refuge = make_location("Casa Violeta", address="Calle Secreta 12", is_confidential=True)
    service = make_service("Acogida", needs=["gbv"], at=[refuge])
    Phone.objects.create(city=in_city, location=refuge, number="099 111 2222")
    (place,) = api.public_places(needs=["gbv"], near=(-0.2, -78.5), at=now)
    assert place.is_reserved
    assert (place.location, place.address, place.latitude, place.distance, place.area) == ("", "", None, None, "")
    assert [line.tel for line in place.phones] == ["+59322993200"]
    assert "Violeta" not in repr(place)
    assert place.service_id == service.pk


def test_the_hours_of_a_confidential_place_are_not_told(make_service, make_location, make_schedule, now):
    refuge = make_location(is_confidential=True)
    make_schedule(refuge)
    make_service(at=[refuge])
    (place,) = api.public_places(at=now)
    assert place.opening == api.Opening("unknown")


def test_a_service_with_an_open_place_is_shown_there_alone(make_service, make_location, now):
    make_service(at=[make_location("Oficina"), make_location("Casa", is_confidential=True)])
    (place,) = api.public_places(at=now)
    assert (place.location, place.is_reserved) == ("Oficina", False)


def test_open_now_keeps_what_is_open(make_service, make_location, make_schedule, now):
    open_one, closed_one = make_location("Abierta"), make_location("Cerrada")
    make_schedule(open_one)
    make_schedule(closed_one, opens=time(12), closes=time(13))
    make_service(at=[open_one, closed_one])
    assert [place.location for place in api.public_places(open_now=True, at=now)] == ["Abierta"]


def test_a_profile_leaves_out_only_what_surely_does_not_attend(make_service, now):
    make_service("Mujeres", eligible=[{"sexes": ["woman"]}])
    make_service("Todos")
    found = api.public_places(profile=api.Profile(sex="man"), at=now)
    assert [place.service for place in found] == ["Todos"]
    assert len(api.public_places(profile=api.Profile(age=30), at=now)) == 2


def test_many_places_take_no_more_than_ten_queries(
    make_service, make_location, make_schedule, now, django_assert_max_num_queries
):
    for number in range(12):
        location = make_location(f"Sede {number}")
        make_schedule(location)
        make_service(f"Servicio {number}", at=[location], needs=["health"])
    with django_assert_max_num_queries(10):
        found = api.public_places(needs=["health"], near=(-0.2, -78.5), open_now=True, at=now)
    assert len(found) == 12


def test_the_stamp_changes_when_something_public_does(make_service, in_city, now):
    before = api.stamp(in_city)
    service = make_service()
    after = api.stamp(in_city)
    service.name = "Otro"
    service.save()
    assert len({before, after, api.stamp(in_city)}) == 3
    api.public_places(at=now + timedelta(days=1))
    assert api.stamp(in_city) == api.stamp(in_city)


def test_needs_are_named_in_a_language_or_else_in_spanish():
    assert api.need_names("en")["asylum"] == "Asylum and refuge"
    assert api.need_names("ht")["asylum"] == "Refugio y asilo"
    assert next(need for need in api.needs() if need.code == "gbv").sensitive


def test_what_is_open_is_found_behind_many_that_are_closed(
    make_service, make_location, make_schedule, now, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(public, "LOOKED_AT_FIRST", 3)
    for number in range(8):
        location = make_location(f"Sede {number}", latitude=-0.2 - number / 100)
        make_schedule(location, opens=time(8) if number > 5 else time(12), closes=time(13))
        make_service(f"Servicio {number}", at=[location])
    with django_assert_max_num_queries(10):
        found = api.public_places(near=(-0.2, -78.5), open_now=True, limit=2, at=now)
    assert [place.location for place in found] == ["Sede 6", "Sede 7"]
