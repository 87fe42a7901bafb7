"""What the database refuses of routes, whoever writes."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from arraigo.areas.attention.models import GuideStamp, Route, RouteTranslation, RouteVersion, SearchDemand

AT = datetime(2026, 11, 24, 15, tzinfo=UTC)


@pytest.fixture
def route(in_city):
    return Route.objects.create(city=in_city, slug="asilo", need="asylum", title="Asilo", created_at=AT)


@pytest.fixture
def make(route):
    def made(number, **fields):
        return RouteVersion.objects.create(
            city_id=route.city_id,
            route=route,
            number=number,
            definition="id: asilo",
            sha256="0" * 64,
            written_at=AT,
            **fields,
        )

    return made


def refused(rule, act, *args, **fields):
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        act(*args, **fields)


def published(by):
    return {"state": "published", "published_at": AT, "reviewed_by": by, "reviewed_at": AT}


def test_a_route_has_one_published_version(make, second):
    make(1, **published(second))
    refused("one_published_version_of_a_route", make, 2, **published(second))


def test_nobody_reviews_what_they_wrote(make, writer):
    refused("a_route_is_reviewed_by_another_person", make, 1, written_by=writer, reviewed_by=writer)


def test_nobody_reviews_what_they_wrote_in_part(make, writer, second):
    refused(
        "a_route_is_reviewed_by_another_person",
        make,
        1,
        written_by=writer,
        writers=[writer.pk, second.pk],
        reviewed_by=second,
    )


def test_another_person_may_review(make, writer, second):
    assert make(1, written_by=writer, writers=[writer.pk], reviewed_by=second).pk


def test_what_the_desk_wrote_is_not_published_without_review(make, writer):
    refused("a_published_route_was_reviewed", make, 1, written_by=writer, state="published", published_at=AT)


def test_a_pack_publishes_what_its_authors_reviewed(make):
    assert make(1, pack="ec", state="published", published_at=AT).pk


def test_a_route_has_one_open_version_from_the_desk_and_one_from_a_pack(make):
    make(1)
    make(2, pack="ec", state="in_review")
    refused("one_open_version_of_a_route_by_origin", make, 3, state="in_review")


def test_a_route_does_not_end_before_it_starts(make):
    dates = {"valid_from": date(2026, 2, 1), "valid_until": date(2026, 1, 1)}
    refused("a_route_ends_after_it_starts", make, 1, **dates)


def test_spanish_is_the_source_and_no_translation(make):
    version = make(1)
    refused(
        "spanish_is_the_source",
        RouteTranslation.objects.create,
        city_id=version.city_id,
        version=version,
        language="es",
        updated_at=AT,
    )


def test_an_unmet_need_without_a_place_is_one_row_too(in_city):
    fields = {"city": in_city, "month": date(2026, 11, 1), "kind": "search", "language": "es", "need": "housing"}
    SearchDemand.objects.create(**fields)
    refused("an_unmet_need_is_counted_in_one_row", SearchDemand.objects.create, **fields)


def test_demand_keeps_no_day(in_city):
    fields = {"city": in_city, "month": date(2026, 11, 3), "kind": "search", "language": "es"}
    refused("demand_is_kept_by_month", SearchDemand.objects.create, **fields)


def test_a_city_has_one_stamp(in_city):
    GuideStamp.objects.create(city=in_city, changed_at=AT)
    refused("a_city_has_one_guide_stamp", GuideStamp.objects.create, city=in_city, changed_at=AT)
