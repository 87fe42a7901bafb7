"""No answer of the API holds anything of a reserved place, nor a person's name, nor tells that there is one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.areas.directory.rest.conftest import SECRETS

from arraigo.areas.directory.models import Location, ServiceAtLocation
from arraigo.core.tenancy.models import new_id

LISTS = ("services", "service_at_locations", "locations", "organizations", "taxonomies", "taxonomy_terms")
NEAR_IT = "latitude=-0.1111&longitude=-78.4444&proximity=300"


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("format", ["json", "ndjson"])
@pytest.mark.parametrize("extra", ["", "&full=true", "&full_service=true"])
def test_a_list_tells_nothing_of_a_reserved_place(name, format, extra, rich, ask):
    answer = ask(f"/{name}?format={format}{extra}")

    assert answer.status_code == 200
    assert not [secret for secret in SECRETS if secret in answer.body]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asked_in_a_body_tells_nothing_of_it_either(name, rich, ask):
    assert not [secret for secret in SECRETS if secret in ask(f"/{name}", {}).body]


def test_single_objects_tell_nothing_of_it(rich, ask):
    at = ServiceAtLocation.objects.get(service=rich["service"], location=rich["office"])
    paths = [
        f"/services/{rich['service'].pk}",
        f"/services/{rich['shelter'].pk}",
        f"/organizations/{rich['organization'].pk}",
        f"/organizations/{rich['organization'].pk}?full_service=true",
        f"/service_at_locations/{at.pk}",
        f"/locations/{rich['office'].pk}",
    ]
    for path in paths:
        answer = ask(path)
        assert answer.status_code == 200, path
        assert not [secret for secret in SECRETS if secret in answer.body], path


@pytest.mark.parametrize(
    "question",
    [NEAR_IT, "postcode=170999", "postcode=170999&proximity=5000", "search=violeta", "search=secreta", "language=fr"],
)
@pytest.mark.parametrize("name", ["services", "service_at_locations", "locations"])
def test_no_question_finds_it_nor_counts_it(name, question, rich, ask):
    answer = ask(f"/{name}?{question}").told

    assert (answer["total_items"], answer["contents"]) == (0, [])


def test_it_is_not_open_now_by_the_hours_of_a_reserved_place(rich, ask, make_schedule):
    make_schedule(rich["refuge"], byday="MO,TU,WE,TH,FR,SA,SU", opens="00:00", closes="00:00")

    assert "Acogida" not in ask("/services?open_now=true").body


def test_the_services_given_there_are_told_without_their_place(rich, ask):
    told = ask(f"/services/{rich['shelter'].pk}").told

    assert "service_at_locations" not in told
    assert [phone["number"] for phone in told["phones"]] == ["1800 123 456"]


def test_what_is_reserved_answers_like_what_never_was(rich, ask):
    hidden_at = ServiceAtLocation.objects.get(service=rich["shelter"])
    for name, hidden in (("locations", rich["refuge"].pk), ("service_at_locations", hidden_at.pk)):
        told = []
        for key in (hidden, new_id()):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                answer = ask(f"/{name}/{key}")
            told.append((answer.status_code, answer.body, sorted(answer.headers.items()), len(queries)))
        assert told[0] == told[1]
        assert told[0][0] == 404


def test_a_place_that_becomes_reserved_is_gone_at_once_for_whoever_kept_it(rich, ask):
    path = f"/locations/{rich['office'].pk}"
    kept = ask(path)
    assert "Oficina" in ask("/service_at_locations?full=true").body
    Location.objects.filter(pk=rich["office"].pk).update(is_confidential=True)

    assert ask(path, **{"If-None-Match": kept["ETag"]}).status_code == 404
    for name in LISTS:
        assert "Oficina" not in ask(f"/{name}?full=true").body
    assert kept["Cache-Control"] == "public, no-cache"


def test_a_service_that_does_not_attend_is_not_told(make_service, ask):
    gone = make_service("Cerrado", status="defunct")

    assert ask("/services").told["total_items"] == 0
    assert ask(f"/services/{gone.pk}").status_code == 404
    assert ask("/organizations?full=true").told["contents"][0].get("services") is None
