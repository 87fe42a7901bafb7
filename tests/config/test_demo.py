import datetime as dt
from pathlib import Path

import pytest
import shapely
from django.conf import settings as project
from django.test import Client

from arraigo.config import demo
from arraigo.config.demo_data.ground import ground
from arraigo.config.demo_data.staff import STAFF
from arraigo.core import tenancy
from arraigo.core.accounts.models import Membership, User
from arraigo.core.consent.models import Basis
from arraigo.core.crypto import keyring
from arraigo.core.organisations.models import Organization
from arraigo.core.people.api import invent_people
from arraigo.core.people.models import Person
from arraigo.core.places.models import Area, City

AT = dt.datetime(2026, 11, 22, 15, 0, tzinfo=dt.UTC)
calls = []


@pytest.fixture(scope="session", autouse=True)
def keys():
    """Give the tests' installation its keys; those that exist stay."""
    keyring.create(Path(project.HOME.keys))


@pytest.fixture(autouse=True)
def _alone(settings):
    settings.DEMO = True
    settings.DEMO_PARTS = [f"{__name__}.part"]
    calls.clear()


def part(*, city, by, at, progress):
    calls.append((city.slug, by.email, tenancy.current_city_id() == city.id))
    progress("Parte", 1, 1)


def quiet(step, done, total):
    pass


def test_the_canton_tiles_exactly_at_every_level():
    land = ground()
    covered = [shapely.union_all([piece.shape for piece in level]) for level in land]

    for level, whole in zip(land, covered, strict=True):
        assert all(piece.shape.geom_type == "Polygon" and piece.shape.is_valid for piece in level)
        assert sum(piece.shape.area for piece in level) == pytest.approx(whole.area, rel=1e-9)
        assert whole.equals(covered[0])


def test_the_ground_is_the_same_every_time():
    assert ground() == ground()


def test_invented_codes_and_documents_keep_to_their_ranges():
    people = invent_people(300, seed=1, series=2, kind="community")
    numbers = [document.number for person in people for document in person.documents]

    assert all(number.startswith(("302", "V982", "1992", "ZZ2")) for number in numbers)
    assert len(numbers) == len(set(numbers))
    assert all(document.is_valid is not False for person in people for document in person.documents)


def test_invented_people_are_the_same_every_time_and_differ_by_series():
    first = invent_people(50, seed=1, series=1, kind="official", domain="santamarina.example")

    assert invent_people(50, seed=1, series=1, kind="official", domain="santamarina.example") == first
    assert not {d.key for p in first for d in p.documents} & {
        d.key for p in invent_people(50, seed=1, series=2, kind="official") for d in p.documents
    }
    assert all(email.endswith("@santamarina.example") for person in first for email in person.emails)


def test_a_series_outside_its_range_is_refused():
    with pytest.raises(ValueError, match="series"):
        invent_people(1, seed=1, series=6, kind="official")


@pytest.mark.django_db
def test_the_demo_city_is_whole_and_plainly_invented():
    steps = []

    signs = demo.build(lambda *step: steps.append(step), at=AT)

    city = City.objects.get(slug="demo")
    assert city.invented
    assert Area.objects.filter(parent=None).count() == 3
    assert Area.objects.count() == 3 + 10 + 28
    assert all(code.startswith("99") for code in Area.objects.values_list("code", flat=True))
    assert Organization.objects.count() == 14
    assert Person.objects.count() == Basis.objects.count() == demo.NEIGHBOURS
    assert Membership.objects.count() == len(STAFF)
    assert all(email.endswith(".example") for email in User.objects.values_list("email", flat=True))
    assert steps[0][1:] == (0, 4)
    assert [(sign.email, sign.starts) for sign in signs]
    assert calls == [("demo", "coordinacion@santamarina.example", True)]


@pytest.mark.django_db
def test_building_again_changes_nothing(django_assert_max_num_queries):
    first = demo.build(quiet, at=AT)

    with django_assert_max_num_queries(30):
        again = demo.build(quiet, at=AT)

    assert again == first
    assert len(calls) == 1
    assert Person.objects.count() == demo.NEIGHBOURS


@pytest.mark.django_db
def test_everybody_who_signs_in_has_a_page_to_begin_with():
    signs = demo.build(quiet, at=AT)

    for sign in signs:
        client = Client()
        client.force_login(User.objects.get(email=sign.email))
        assert client.get(sign.starts).status_code == 200, sign
        assert User.objects.get(email=sign.email).check_password(sign.password)
