"""A plan with two people of the team, recommendations at hand, and a letter that goes to its authority."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from arraigo.areas.plans.actions import letters, recommendations
from arraigo.areas.plans.models import Passage
from arraigo.areas.plans.queries.recommending_drafts import where_of
from arraigo.areas.plans.queries.recommending_links import letter_token
from arraigo.core.accounts.api import Role, create_user, grant
from arraigo.core.outbox.models import Message


@pytest.fixture(autouse=True)
def _demo(settings, tmp_path):
    settings.DEMO = True
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def make_user(city, now):
    def make(role=Role.PLANNER, name="Darío Yépez"):
        user = create_user(email=f"{uuid4().hex[:8]}@x.example", name=name, password=None, by=None, at=now)
        grant(user=user, city=city, role=role, by=None, at=now)
        return user

    return make


@pytest.fixture
def author(make_user):
    return make_user()


@pytest.fixture
def reviewer(make_user):
    return make_user(Role.COORDINATION, "Elena Cedeño")


@pytest.fixture
def write(version, authority, author, now):
    """Return what writes a recommendation about the version's third passage."""

    def make(title="Poner un compromiso", *, by=author, **fields):
        passage = Passage.objects.get(version=version, index=2)
        said = {
            "title": title,
            "quote": passage.text,
            "where": where_of(version, passage),
            "passage": passage,
            "norm": "LOMH, art. 42",
            "proposed": "El municipio garantizará que las personas migrantes accedan a vivienda adecuada.",
            "grounds": "«Procurará» no obliga a nadie.",
            "authority": authority,
            "due_on": date(2026, 4, 15),
            "responsible": author,
        }
        return recommendations.write(version=version, by=by, at=now, **{"recommendation_id": uuid4(), **said, **fields})

    return make


@pytest.fixture
def recommendation(write):
    return write()


@pytest.fixture
def reviewed(write, reviewer, now):
    """Return what writes a recommendation and has it reviewed."""

    def make(title="Poner un compromiso", **fields):
        made = write(title, **fields)
        return recommendations.move(recommendation=made, to="reviewed", by=reviewer, at=now)

    return make


@pytest.fixture
def prepare(version, authority, author, now):
    """Return what prepares a letter with some recommendations."""

    def make(*rows, number="AR-2026-001", **fields):
        said = {
            "number": number,
            "subject": "Recomendaciones al PMDOT de Prueba",
            "body": "De mi consideración:\n\nLe enviamos recomendaciones.",
            "signatory_name": "Elena Cedeño",
            "signatory_position": "Coordinadora",
            "email": "planificacion@prueba.example",
            "answer_by": date(2026, 4, 15),
        }
        return letters.save_letter(
            version=version,
            authority=authority,
            recommendations=rows,
            by=author,
            at=now,
            **{"letter_id": uuid4(), "days": 45, **said, **fields},
        )

    return make


@pytest.fixture
def letter(prepare, reviewed, author, now):
    """A letter with three recommendations that was sent."""
    made = prepare(*(reviewed(f"Recomendación {number}") for number in ("uno", "dos", "tres")))
    return letters.send_letter(letter=made, by=author, at=now)


@pytest.fixture
def rows(letter):
    """The recommendations of the letter, by number."""
    return {one.recommendation.number: one.recommendation for one in letter.items.select_related("recommendation")}


def mails(template):
    """The messages of a template, the oldest first."""
    return list(Message.objects.filter(template=template).order_by("created_at"))


def code_in(message):
    """The code that a mail tells, without its space."""
    return re.search(r"\b(\d{3}) (\d{3})\b", message.body).expand(r"\1\2")


@pytest.fixture
def client_of():
    def make(user):
        client = Client()
        client.force_login(user)
        return client

    return make


@pytest.fixture
def address(letter):
    """The address of the letter's page."""
    return f"/prueba/respuesta/{letter_token(letter)}/"
