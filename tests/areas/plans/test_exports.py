"""What is downloaded is read by people: choices in words, and the days of the city's own calendar."""

import csv
import io
import json
import zipfile
from datetime import UTC, datetime

import pytest
from django.test import Client

from arraigo.areas.plans.actions import consulting, recommendations
from arraigo.areas.plans.enums import Outcome, Verdict
from arraigo.areas.plans.models import Adoption, AuthorityResponse, Letter, Recommendation
from arraigo.core.tenancy.models import new_id

# Still the second of March in the city, which is five hours behind.
LATE = datetime(2026, 3, 3, 2, tzinfo=UTC)
THEN = "2026-03-02"


@pytest.fixture
def told(plan, version, authority, now):
    """A recommendation that was sent late in the day, answered, and found in the same version."""
    plan.is_public = True
    plan.save()
    row = recommendations.write(
        version=version,
        recommendation_id=new_id(),
        title="Poner monto",
        proposed="Se destinarán 42 000 dólares.",
        authority=authority,
        by=None,
        at=now,
    )
    Recommendation.objects.update(state="adopted", sent_at=LATE)
    common = {"city_id": plan.city_id, "recommendation": row}
    AuthorityResponse.objects.create(
        verdict=Verdict.IN_PART, reason="Falta el dinero.", answered_at=now, via="staff", **common
    )
    Adoption.objects.create(
        version=version,
        suggested=Outcome.DILUTED,
        outcome=Outcome.DILUTED,
        confirmed_at=now,
        created_at=now,
        **common,
    )
    return f"/prueba/adopcion/{plan.slug}/datos/"


def lines(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def downloaded(client, address):
    return lines(b"".join(client.get(f"{address}?formato=csv").streaming_content))


def test_sheets_of_what_was_adopted_say_it_in_words(told):
    (row,) = lines(Client().get(f"{told}csv/").content)
    book = zipfile.ZipFile(io.BytesIO(Client().get(f"{told}xlsx/").content))
    sheet = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))

    assert (row["Respuesta"], row["Qué pasó"], row["Enviada"]) == ("La acepta en parte", "Adoptada en parte", THEN)
    assert "La acepta en parte" in sheet
    assert "accepted_in_part" not in sheet


def test_programs_get_the_words_of_the_program(told):
    (row,) = json.loads(Client().get(f"{told}json/").content)["recommendations"]

    assert (row["answer"], row["outcome"], row["sent_on"]) == ("accepted_in_part", "diluted", THEN)


def test_the_list_of_letters_has_the_days_of_the_city(desk, plan, version, authority, now):
    Letter.objects.create(
        city_id=plan.city_id,
        plan=plan,
        version=version,
        authority=authority,
        number="AR-1",
        subject="Asunto",
        email="x@x.example",
        expires_at=LATE,
        link_days=30,
        sent_at=LATE,
        created_at=now,
    )
    (row,) = downloaded(desk, "/prueba/planes/oficios/")

    assert row["Enviado"] == THEN


def test_the_list_of_consultations_says_in_words_whether_one_is_published(desk, version, now):
    consulting.save_consultation(
        version=version, title="Consulta", introduction="", opens_at=now, closes_at=LATE, by=None, at=now
    )
    (row,) = downloaded(desk, "/prueba/planes/consultas/")

    assert (row["Publicación"], row["Cierra"]) == ("Sin publicar", THEN)
