"""Evidence that people add or set aside, and what is known of a neighbourhood."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from tests.areas.plans.desk.conftest import kept_anchor

from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.actions.desk_evidence import (
    add_evidence,
    attach_place_evidence,
    remove_place_evidence,
    set_aside,
)
from arraigo.areas.plans.actions.reviews import close_review
from arraigo.areas.plans.models import Evidence, Passage, PlaceEvidence
from arraigo.areas.plans.queries.desk_page import search_passages
from arraigo.areas.plans.queries.documents import document_of
from arraigo.core.audit import api as audit
from arraigo.core.places.models import Area
from arraigo.engines.plan_review.structure import locate

AT = datetime(2026, 11, 22, 16, tzinfo=UTC)
TOLD = {
    "indicator": "Hogares que arriendan",
    "definition": "Hogares que pagan arriendo, de los censados",
    "value": Decimal("41.5"),
    "unit": "%",
    "dated_on": date(2025, 12, 31),
    "source": "Censo barrial",
}


@pytest.fixture
def area(in_city):
    return Area.objects.create(city=in_city, code="B-1", name="La Ladrillera", level="neighbourhood", geometry=None)


def passage(version, index):
    return version.passages.select_related("version").get(index=index)


def test_a_passage_is_added_once_with_its_anchor(version, findings, first):
    made = add_evidence(finding=findings[3], passage=passage(version, 4), why=" Habla de plazas. ", by=first, at=AT)
    again = add_evidence(finding=findings[3], passage=passage(version, 4), by=first, at=AT)

    assert made.pk == again.pk
    assert (made.source, made.why) == ("reviewer", "Habla de plazas.")
    assert locate(document_of(version), kept_anchor(made.anchor)) == 4


def test_evidence_that_was_set_aside_counts_again_when_it_is_added(version, findings, first):
    (kept,) = findings[0].evidence.all()
    set_aside(evidence=kept, aside=True, by=first, at=AT)
    set_aside(evidence=kept, aside=True, by=first, at=AT)
    assert audit.entries().filter(action="plans.evidence.set_aside").count() == 1

    add_evidence(finding=findings[0], passage=passage(version, 0), by=first, at=AT)

    kept.refresh_from_db()
    assert not kept.set_aside


def test_a_passage_of_another_version_is_refused(make_version, findings, first):
    other = make_version((("1", "Otra", ("Otro texto de otra versión del plan.",)),))

    with pytest.raises(PlansError, match="otra versión"):
        add_evidence(finding=findings[0], passage=passage(other, 0), by=first, at=AT)


def test_what_is_known_of_a_neighbourhood_is_attached_changed_and_taken_away(findings, area, first):
    made = attach_place_evidence(finding=findings[2], area=area, by=first, at=AT, **TOLD)
    attach_place_evidence(finding=findings[2], area=area, by=first, at=AT, **TOLD)
    changed = attach_place_evidence(finding=findings[2], area=area, by=first, at=AT, **{**TOLD, "value": Decimal(42)})

    assert made.pk == changed.pk
    assert PlaceEvidence.objects.get().value == 42
    assert audit.entries().filter(action="plans.place_evidence.attach").count() == 2
    remove_place_evidence(evidence=changed, by=first, at=AT)
    remove_place_evidence(evidence=changed, by=first, at=AT)
    assert not PlaceEvidence.objects.exists()


def test_a_closed_review_takes_no_evidence(version, review, findings, area, first):
    review.findings.update(level=1, settled_at=AT)
    close_review(review=review, by=first, at=AT)

    for change in (
        lambda: add_evidence(finding=findings[3], passage=passage(version, 4), by=first, at=AT),
        lambda: set_aside(evidence=Evidence.objects.first(), aside=True, by=first, at=AT),
        lambda: attach_place_evidence(finding=findings[2], area=area, by=first, at=AT, **TOLD),
    ):
        with pytest.raises(PlansError, match="cerrada"):
            change()


def test_words_are_found_with_and_without_accents(version):
    for words in ("habitantes CANTON", "cantón hábitat", "arriendo", "%", "personas nada"):
        found = {one.index for one in search_passages(version, words)}
        assert (
            found
            == {
                "habitantes CANTON": {0},
                "cantón hábitat": set(),
                "arriendo": {3},
                "%": set(),
                "personas nada": set(),
            }[words]
        ), words


@pytest.fixture
def here(review, findings):
    return f"/prueba/planes/revisiones/{review.pk}/criterios/{findings[3].pk}/"


def test_a_passage_is_searched_and_added_on_a_page(client_of, here, version, first, findings):
    client = client_of(first)
    page = client.get(f"{here}evidencia/?buscar=plazas")
    found = Passage.objects.get(text__contains="plazas")

    assert str(found.pk) in page.content.decode()
    assert client.post(f"{here}evidencia/?buscar=plazas", {"passage": found.pk}).status_code == 302
    assert findings[3].evidence.get().passage_id == found.pk
    assert "Ya es evidencia" in client.get(f"{here}evidencia/?buscar=plazas").content.decode()
    assert "Nada coincide con «zzzz»" in client.get(f"{here}evidencia/?buscar=zzzz").content.decode()
    assert client.post(f"{here}evidencia/", {"passage": "nada"}).status_code == 409


def test_evidence_is_set_aside_and_taken_back_on_the_desk(client_of, review, findings, first):
    (kept,) = findings[0].evidence.all()
    base = f"/prueba/planes/revisiones/{review.pk}/criterios/{findings[0].pk}/"
    client = client_of(first)

    client.post(f"{base}evidencia/{kept.pk}/apartar/")
    text = client.get(base).content.decode()
    assert "1 evidencia apartada" in text
    assert "Toda la evidencia se apartó." in text
    client.post(f"{base}evidencia/{kept.pk}/apartar/", {"vuelve": "1"})
    assert "evidencia apartada" not in client.get(base).content.decode()


def test_an_indicator_is_attached_on_a_page_and_shown_with_its_source(client_of, here, area, first):
    client = client_of(first)
    told = {
        **{key: str(value) for key, value in TOLD.items()},
        "area": area.pk,
        "dated_on": "31/12/2025",
        "value": "41,5",
    }

    assert client.post(f"{here}barrio/", {**told, "definition": ""}).status_code == 422
    assert client.post(f"{here}barrio/", told).status_code == 302

    made = PlaceEvidence.objects.get()
    assert made.value == Decimal("41.5")
    text = client.get(here).content.decode()
    assert "La Ladrillera" in text
    assert "41,5 %" in text
    assert "Censo barrial" in text
    client.post(f"{here}barrio/{made.pk}/quitar/")
    assert not PlaceEvidence.objects.exists()
