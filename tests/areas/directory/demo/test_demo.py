"""The demo's directory: invented, whole, the same every time."""

import pytest
import shapely
from django.utils import timezone

from arraigo.areas.directory.demo import build
from arraigo.areas.directory.demo.places import GIVERS, SPOTS
from arraigo.areas.directory.demo.services import GIFTS
from arraigo.areas.directory.models import Location, Phone, Proposal, Report, Schedule, Service, ServiceAtLocation
from arraigo.areas.directory.queries import freshness
from arraigo.areas.directory.queries import needs as catalogue
from arraigo.areas.directory.queries.needs import needs
from arraigo.config.demo_data.ground import ground
from arraigo.core.places import api as places
from arraigo.core.places.geometry import from_wkb


@pytest.fixture
def needs_catalogue(monkeypatch):
    """The catalogue itself, not the few needs of the other tests."""
    catalogue.forget()
    yield
    catalogue.forget()


@pytest.fixture
def built(in_city, needs_catalogue):
    at = timezone.now()
    for level, pieces in zip(("zone", "parish", "neighbourhood"), ground(), strict=True):
        drafts = [places.AreaDraft(number, *piece) for number, piece in enumerate(pieces, 1)]
        places.import_areas(drafts, city=in_city, level=level, by=None, at=at)
    build(city=in_city, by=None, at=at, progress=lambda step, done, total: None)
    return in_city.day_of(at)


def test_every_need_is_answered_by_many_organisations(needs_catalogue):
    assert len(GIFTS) >= 60
    assert len({gift.giver for gift in GIFTS}) >= 25
    assert {code for gift in GIFTS for code in gift.needs} == {need.code for need in needs()}
    assert {gift.giver for gift in GIFTS} | {spot.giver for spot in SPOTS} <= {giver.key for giver in GIVERS}


def test_the_demo_shows_every_face_of_the_directory(built):
    assert Service.objects.count() == len(GIFTS)
    assert Location.objects.filter(is_confidential=True).count() == 2
    told = freshness.figures(built)
    assert 5 < told.overdue < told.total / 3
    assert told.never >= 1
    assert Proposal.objects.filter(state="pending").count() == 1
    assert Report.objects.filter(state="open").count() == 2
    assert Schedule.objects.filter(freq="MONTHLY").exists()
    assert [one for one in Schedule.objects.exclude(opens_at=None) if one.closes_at < one.opens_at]
    for here in ServiceAtLocation.objects.select_related("location__area"):
        shape = from_wkb(here.location.area.geometry)
        assert shape.covers(shapely.Point(here.location.longitude, here.location.latitude))


def test_all_of_it_says_that_it_is_invented(built):
    assert all("555" in phone.number for phone in Phone.objects.all())
    assert all("inventado" in service.description for service in Service.objects.all())
    assert all(service.email.endswith(".example") for service in Service.objects.all())
