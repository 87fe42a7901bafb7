"""A city with a course held in two sessions: people known by document and by name, and rows that wait."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from arraigo.areas.training.actions.courses import save_course, save_series, save_session
from arraigo.areas.training.actions.enrolling import Candidate, enrol, plan
from arraigo.areas.training.actions.evidence import Observed, observe, settle
from arraigo.core import tenancy
from arraigo.core.accounts.api import Role, create_user, grant
from arraigo.core.files import api as files
from arraigo.core.imports.models import ImportRun
from arraigo.core.people import api as people
from arraigo.core.places import api as places

AT = datetime(2026, 11, 20, 15, tzinfo=UTC)
ZONE = ZoneInfo("America/Guayaquil")
PASSWORD = "una frase larga y propia"


@pytest.fixture(autouse=True)
def _demo(settings, tmp_path):
    settings.DEMO = True
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def place(db):
    places.forget_cities()
    return places.create_city(slug="santa-marina", name="Santa Marina", by=None, at=AT)


def person(row, given, surnames, *, document="", email="", sex="woman", institution="Salud", year=1985):
    number = people.normalise_document(document) if document else None
    draft = people.PersonDraft(
        full_name=f"{given} {surnames}",
        given_names=given,
        surnames=surnames,
        documents=(number,) if number else (),
        emails=(email,) if email else (),
        sex=sex,
        birth_year=year,
    )
    return Candidate(row, draft, institution, "Analista")


PEOPLE = (
    person(2, "Ana Lucía", "Vega Mora", document="AB100001", email="ana@ejemplo.ec", year=1985),
    person(3, "Bruno", "Loor Cusme", document="AB100002", sex="man", year=1975),
    person(4, "Carla", "Iza Tello", document="AB100003", institution="Juntas parroquiales", year=2000),
    person(5, "Diego", "Guamán Solís", document="AB100004", sex="man", institution="Juntas parroquiales", year=None),
    person(6, "Emi", "Paz Luna", document="AB100005", sex="unknown", institution="", year=1960),
    person(7, "Fausto", "Rea Cando", document="AB100006", sex="man", institution="Salud"),
)


def take_in(session, name, rows):
    """Take rows in as a file of a session, as an import does."""
    file = files.store(name.encode(), name=name, media_type="text/csv", by=None, at=AT)
    run = ImportRun.objects.create(
        city_id=session.city_id,
        kind="training.attendance",
        context=f"session:{session.pk}",
        place=session.code,
        file=file,
        sha256=file.sha256,
        state="applied",
        rows=len(rows),
        imported=len(rows),
        created_at=AT,
        applied_at=AT,
    )
    settle(session.course, new=observe(session, run, rows), by=None, at=AT)
    return run


def was_there(row, session, **said):
    modality = said.pop("modality", "online")
    minutes = said.pop("minutes", 60)
    left = session.starts_at + timedelta(minutes=minutes)
    return Observed(row, "zoom", modality, joined=session.starts_at, left=left, **said)


@pytest.fixture
def course(place):
    """The course: six people, an online session and a hybrid one, five who came, three identities in doubt."""
    with tenancy.scope(place):
        series = save_series(name="Ciclo 2026", by=None, at=AT)
        made = save_course(
            code="MH-1",
            title="Movilidad humana",
            programme_area="attention_routes",
            series_id=series.pk,
            by=None,
            at=AT,
        )
        enrol(made, plan(made, PEOPLE), run=None, by=None, at=AT)
        other = save_course(code="DV-1", title="Derecho a la vivienda", by=None, at=AT)
        stranger = person(2, "Teresa", "Loor Andrade", document="ZZ998877")
        enrol(other, plan(other, [stranger]), run=None, by=None, at=AT)
        first = _session(made, "J1", 9, "online")
        second = _session(made, "J2", 16, "hybrid")
        take_in(
            first,
            "zoom uno.csv",
            [
                was_there(2, first, name="Ana Lucía Vega Mora", document="AB100001", email="ana.vega@otro.ec"),
                was_there(3, first, name="Bruno Loor Cusme"),
                was_there(4, first, name="Emi Paz Luna", document="AB100005"),
                was_there(5, first, name="Dieguito"),
                was_there(6, first, name="Teresa Loor", document="ZZ998877"),
            ],
        )
        take_in(
            second,
            "zoom dos.csv",
            [
                was_there(2, second, name="Ana Lucía Vega Mora", document="AB100001", modality="in_person"),
                was_there(3, second, name="Carla Iza Tello", document="AB100003", modality="in_person"),
                was_there(4, second, name="Diego Guamán Solís", document="AB100004", modality="online"),
                was_there(5, second, name="Dieguito"),
                was_there(6, second, name="Karla Ysa", email="carla.iza@otro.ec"),
            ],
        )
        made.refresh_from_db()
    return made


def _session(course, code, day, modality):
    starts = datetime(2026, 11, day, 9, tzinfo=ZONE)
    return save_session(course=course, code=code, starts_at=starts, minutes=90, modality=modality, by=None, at=AT)


@pytest.fixture
def member(place):
    def make(role, *, organization=None):
        email = f"{role}{'-limitada' if organization else ''}@ejemplo.ec"
        user = create_user(email=email, name=f"Rosa {role}", password=PASSWORD, by=None, at=AT)
        grant(user=user, city=place, role=role, organization=organization, by=None, at=AT)
        client = Client()
        client.force_login(user)
        return client

    return make


@pytest.fixture
def trainer(member, course):
    return member(Role.TRAINER)
