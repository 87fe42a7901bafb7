"""Whatever anybody asks of the HSDS API, it answers as its own document says."""

from zlib import crc32

import hypothesis
import pytest
import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from tests.api.test_schemathesis import application, stays_wrong
from tests.areas.directory.conftest import (  # noqa: F401  (fixtures)
    city,
    in_city,
    make_location,
    make_organization,
    make_schedule,
    make_service,
    needs_catalogue,
    terms,
)
from tests.areas.directory.rest.conftest import rich  # noqa: F401  (a fixture)

from arraigo.areas.directory.models import ServiceAtLocation

CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
]


@pytest.fixture
def prepared(rich, terms):  # noqa: F811
    """Return the document, and for each path the id of something that it answers."""
    at = ServiceAtLocation.objects.get(service=rich["service"], location=rich["office"])
    known = {
        "services": rich["service"].pk,
        "organizations": rich["organization"].pk,
        "locations": rich["office"].pk,
        "service_at_locations": at.pk,
        "taxonomies": terms["asylum"].taxonomy_id,
        "taxonomy_terms": terms["asylum"].pk,
    }
    return schemathesis.openapi.from_wsgi("/api/hsds/openapi.json", application), known


@pytest.fixture
def api_schema(prepared):
    return prepared[0]


schema = schemathesis.pytest.from_fixture("api_schema")


@pytest.mark.django_db(transaction=True)
@schema.parametrize()
@hypothesis.settings(
    max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(hypothesis.HealthCheck)
)
def test_every_answer_is_one_that_the_document_names(case, prepared):
    _schema, known = prepared
    if "id" in (case.path_parameters or {}) and crc32(str(case.query).encode()) % 2:
        # Every other request goes to something that exists; else nothing but 404 would be tried.
        case.path_parameters["id"] = str(known[case.path.split("/")[-2]])
    wrong = stays_wrong(case)
    for asked in (case.query, case.body):
        if isinstance(asked, dict) and not wrong:
            # One city is here: else nothing but 404 would be answered.
            asked.pop("city", None)

    checks = [*CHECKS, negative_data_rejection] if wrong else CHECKS
    case.call_and_validate(checks=checks)
