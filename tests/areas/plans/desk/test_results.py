"""What came out: agreement, results, downloads and the API, each with what the reader may see."""

import csv
import io
import json
from datetime import UTC, datetime
from decimal import Decimal

import docx
import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from arraigo.areas.plans.actions.desk_evidence import attach_place_evidence
from arraigo.areas.plans.actions.judging import adjudicate, judge
from arraigo.areas.plans.models import Review
from arraigo.areas.plans.queries.desk_results import outcome
from arraigo.core.audit import api as audit
from arraigo.core.places.models import Area

AT = datetime(2026, 11, 22, 16, tzinfo=UTC)
SECRET = "Razón que nadie ve todavía."


@pytest.fixture
def judged(review, findings, first, second, third, in_city):
    """One criterion settled by both, one adjudicated, one judged by the first alone, one by nobody."""
    for user in (first, second):
        judge(finding=findings[0], level=2, reason="Hay cifra y fuente.", by=user, at=AT)
    judge(finding=findings[1], level=1, by=first, at=AT)
    judge(finding=findings[1], level=3, reason="Se compromete.", by=second, at=AT)
    adjudicate(finding=findings[1], level=2, reason="=No llega a compromiso.", by=third, at=AT)
    judge(finding=findings[2], level=4, reason=SECRET, by=first, at=AT)
    area = Area.objects.create(city=in_city, code="B-1", name="La Ladrillera", level="neighbourhood", geometry=None)
    attach_place_evidence(
        finding=findings[2], area=area, indicator="Hogares que arriendan", definition="De los censados",
        value=Decimal("41.5"), unit="%", dated_on=AT.date(), source="Censo barrial", by=first, at=AT,
    )  # fmt: skip
    return review


@pytest.fixture
def url(judged):
    return f"/prueba/planes/revisiones/{judged.pk}/"


def test_results_count_settled_levels_by_theme_and_leave_the_others_waiting(judged, third):
    found = outcome(judged, user=third)

    assert [(one.name, one.levels, one.waiting) for one in found.by_theme] == [
        ("Población y datos", (0, 0, 2, 0, 0, 0), 0),
        ("Vivienda", (0, 0, 0, 0, 0, 0), 1),
        ("Espacio público", (0, 0, 0, 0, 0, 0), 1),
    ]
    assert found.suggested == (1, 1, 1, 0, 0, 1)
    assert [one.finding.code for one in found.absent] == ["C-4"]
    assert (found.agreement.total, found.agreement.same) == (2, 1)


def test_a_review_is_read_in_few_queries(judged, third, django_assert_max_num_queries):
    review = Review.objects.prefetch_related("reviewers__user").get(pk=judged.pk)
    with django_assert_max_num_queries(7):
        outcome(review, user=third)


def test_the_pages_say_how_far_both_agree_and_where_they_differ(client_of, url, third):
    client = client_of(third)
    agreement = client.get(f"{url}acuerdo/").content.decode()
    results = client.get(f"{url}resultados/").content.decode()

    assert "2. ¿Se separan por sexo y edad?" in agreement
    assert "no hay acuerdo más allá del azar" in agreement
    assert "Personas apátridas" in results
    assert "Se buscó: plaza; parque" in results
    assert "2 de 4 criterios resueltos" in results


def test_without_variance_the_page_says_so_in_words(client_of, review, findings, first, second):
    for user in (first, second):
        judge(finding=findings[0], level=2, by=user, at=AT)

    text = client_of(first).get(f"/prueba/planes/revisiones/{review.pk}/acuerdo/").content.decode()

    assert "La kappa no está definida" in text


def test_a_download_in_each_format_says_the_same(client_of, url, third):
    client = client_of(third)
    files = {kind: client.get(f"{url}descargas/{kind}/") for kind in ("docx", "pdf", "xlsx", "csv", "json")}

    assert {answer.status_code for answer in files.values()} == {200}
    document = docx.Document(io.BytesIO(files["docx"].content))
    words = "\n".join(one.text for one in document.paragraphs)
    pages = pypdfium2.PdfDocument(files["pdf"].content)
    printed = " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())
    book = CalamineWorkbook.from_filelike(io.BytesIO(files["xlsx"].content))
    rows = list(csv.reader(io.StringIO(files["csv"].content.decode("utf-8-sig"))))
    told = json.loads(files["json"].content)
    for text in (words, printed):
        assert "¿Se prevé el arriendo social?" in text
        assert "No llega a compromiso." in text
        assert "Censo barrial" in text
        assert "Las dos revisiones dieron el mismo nivel en 1 de 2 criterios" in text.replace("\xa0", " ")
        assert SECRET not in text
    assert book.sheet_names == ["Resumen", "Criterios", "Evidencias", "Barrios"]
    assert book.get_sheet_by_name("Barrios").to_python()[1][2:5] == ["Hogares que arriendan", "La Ladrillera", 41.5]
    assert len(rows) == 5
    assert rows[2][8] == "'=No llega a compromiso."
    assert [one["level"] for one in told["findings"]] == [2, 2, None, None]
    assert told["findings"][2]["judgements"] == []
    assert told["agreement"]["judged_by_both"] == 2


def test_who_judged_finds_their_own_level_in_the_download(client_of, url, first):
    told = client_of(first).get(f"{url}descargas/json/").json()

    assert told["findings"][2]["judgements"] == [{"seat": 1, "level": 4, "reason": SECRET}]


def test_a_download_is_logged_and_an_unknown_one_is_not_found(client_of, url, third):
    client = client_of(third)
    client.get(f"{url}descargas/csv/")

    assert audit.entries().filter(action="seen", detail__what="plans.review.export").count() == 1
    assert client.get(f"{url}descargas/exe/").status_code == 404


def test_the_api_hides_what_the_desk_hides(api_of, judged, findings, first, second, third):
    address = f"/plans/findings/{findings[2].pk}"

    assert api_of(first).get(address).json()["judgements"] == [{"seat": 1, "level": 4, "reason": SECRET}]
    for user in (second, third):
        told = api_of(user).get(address)
        assert told.json()["judgements"] == []
        assert told.json()["status"] == "por-revisar"
        assert SECRET not in api_of(user).get(f"/plans/reviews/{judged.pk}/findings").content.decode()


def test_judging_by_the_api_counts_as_the_owner_of_the_key(api_of, judged, findings, second, third):
    address = f"/plans/findings/{findings[2].pk}/judgement"

    refused = api_of(third).put(address, {"level": 5})
    without = api_of(second).put(address, {"level": 3})
    given = api_of(second).put(address, {"level": 5})

    assert refused.status_code == 409
    assert "Solo las dos personas" in refused.json()["detail"]
    assert "Diga por qué" in without.json()["detail"]
    assert [one["level"] for one in given.json()["judgements"]] == [4, 5]
    settled = api_of(third).put(f"/plans/findings/{findings[2].pk}/adjudication", {"level": 4, "reason": "Sin dinero."})
    assert (settled.json()["level"], settled.json()["is_adjudicated"]) == (4, True)


def test_reviews_are_listed_read_and_started_by_the_api(api_of, judged, first, second, make_version):
    api = api_of(first)
    listed = api.get("/plans/reviews").json()
    read = api.get(f"/plans/reviews/{judged.pk}").json()
    other = make_version((("1", "Otra", ("Las personas migrantes tendrán vivienda.",)),))
    address = f"/plans/versions/{other.pk}/reviews"

    assert (listed["count"], listed["items"][0]["settled"]) == (1, 2)
    assert read["seats"] == [{"seat": 1, "judged": 3}, {"seat": 2, "judged": 2}]
    assert (read["judged_by_both"], read["same_level"]) == (2, 1)
    told = {"first_reviewer": first.email, "second_reviewer": second.email}
    started = api.post(address, told)
    assert started.status_code == 202
    assert api.post(address, told).json()["id"] == started.json()["id"]
    assert api.post(address, {**told, "second_reviewer": "nadie@x.example"}).status_code == 409
    assert api.post(address, {**told, "pack": "marte"}).status_code == 409


def test_evidence_is_added_and_set_aside_by_the_api(api_of, judged, findings, version, first, auditor):
    passage = version.passages.get(index=4)
    address = f"/plans/findings/{findings[3].pk}/evidence"
    api = api_of(first)

    made = api.post(address, {"passage_id": str(passage.pk), "why": "Habla de plazas."})
    again = api.post(address, {"passage_id": str(passage.pk)})

    assert made.json()["id"] == again.json()["id"]
    assert made.json()["anchor"]["quote"] == passage.quote
    aside = api.put(f"/plans/evidence/{made.json()['id']}", {"set_aside": True})
    assert aside.json()["set_aside"] is True
    assert api_of(auditor, "plans:read").post(address, {"passage_id": str(passage.pk)}).status_code == 403
