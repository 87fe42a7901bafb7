"""A published course in a city, and people who want to be in it."""

import datetime as dt
from uuid import uuid4

import pytest

from arraigo.areas.training.actions.applications import Asked, apply, confirm
from arraigo.areas.training.actions.courses import save_course, save_session
from arraigo.areas.training.models import Application
from arraigo.core import tenancy
from arraigo.core.outbox.models import Message
from arraigo.core.places import api as places

AT = dt.datetime(2026, 11, 20, 15, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _demo(settings, tmp_path):
    settings.DEMO = True
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def place(db):
    places.forget_cities()
    return places.create_city(slug="santa-marina", name="Santa Marina", by=None, at=AT)


@pytest.fixture
def here(place):
    with tenancy.scope(place):
        yield place


def make_course(code="MH-1", **said):
    fields = {
        "title": "Movilidad humana",
        "slug": code.lower(),
        "published_at": AT - DAY,
        "enrolment_mode": "open",
        "contact": "formacion@santa-marina.example",
    }
    made = save_course(code=code, by=None, at=AT, **{**fields, **said})
    for number, days in enumerate((7, 14), 1):
        starts = AT.replace(hour=14) + DAY * days
        link = f"https://reuniones.example/{number}"
        save_session(
            course=made, code=f"J{number}", title=f"Tema {number}", starts_at=starts, minutes=120, modality="hybrid",
            place="Sala 1", link=link, by=None, at=AT,
        )  # fmt: skip
    return made


@pytest.fixture
def course(here):
    return make_course()


def asked(number=1, **said):
    fields = {
        "given_names": f"Rosa {chr(64 + number)}",
        "surnames": f"Quishpe {'Vera' * number}",
        "email": f"rosa{number}@x.example",
        "sex": "woman",
        "institution": "Salud",
        "nonce": uuid4(),
    }
    return Asked(**{**fields, **said})


def applied(course, number=1, at=AT, **said):
    """Somebody who has sent the form, and whose application waits for their confirmation."""
    one = asked(number, **said)
    apply(course, one, at=at)
    return Application.objects.get(nonce=one.nonce)


def confirmed(course, number=1, at=AT, **said):
    return confirm(applied(course, number, at, **said), at=at)


def mails(template=""):
    """(template, recipient) of what was posted, oldest first."""
    rows = Message.objects.order_by("pk")
    return [(row.template, row.recipient) for row in rows if not template or row.template == template]
