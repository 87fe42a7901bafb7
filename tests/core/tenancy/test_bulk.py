"""Rows inserted as arrays are what saving them one by one would have written."""

import datetime as dt

import pytest
from django.db import IntegrityError

from arraigo.core import tenancy
from arraigo.core.people.enums import Sex
from arraigo.core.people.models import Person, PersonDocument
from arraigo.core.places.models import Area, City
from arraigo.core.tenancy import bulk
from arraigo.core.tenancy.models import new_id

AT = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return City.objects.create(slug="a", name="A", created_at=AT)


def person(city, name, **more):
    return Person(city=city, full_name=name, created_at=AT, **more)


def test_every_value_comes_back(city):
    rows = [
        person(city, 'Añasco {1,2} "x" \\ ñandú', birth_year=1990, sex=Sex.WOMAN, search=[1, -2, 2**62]),
        person(city, "", search=[]),
    ]

    bulk.insert(rows)

    for row in rows:
        kept = Person.objects.get(pk=row.pk)
        for field in Person._meta.local_concrete_fields:
            assert getattr(kept, field.attname) == getattr(row, field.attname)
        assert not row._state.adding


def test_bytes_and_nothing_come_back(city):
    rows = [
        Area(city=city, code="1", name="Uno", level="parish", geometry=b"\x00\xff\\"),
        Area(city=city, code="2", name="Dos", level="parish", geometry=None),
    ]

    bulk.insert(rows)

    assert [area.geometry and bytes(area.geometry) for area in Area.objects.order_by("code")] == [b"\x00\xff\\", None]


def test_a_refused_row_leaves_none_of_them(city):
    somebody = person(city, "Rosa")
    somebody.save()
    index = new_id()
    rows = [PersonDocument(city=city, person=somebody, kind="cedula", number="1", index=index) for _ in range(2)]

    from django.db import transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.insert(rows)
    assert not PersonDocument.objects.exists()

    bulk.insert(rows, ignore_conflicts=True)
    assert PersonDocument.objects.count() == 1


def test_a_text_that_is_too_long_is_refused_not_cut(city):
    from django.db import DataError, transaction

    with pytest.raises(DataError), transaction.atomic():
        bulk.insert([Area(city=city, code="x" * 21, name="Uno", level="parish")])


def test_another_citys_rows_are_refused(city):
    from django.db import ProgrammingError, transaction

    other = City.objects.create(slug="b", name="B", created_at=AT)

    with tenancy.scope(city), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        bulk.insert([person(other, "Rosa")])
