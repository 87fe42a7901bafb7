"""Whatever a client sends, the API answers as its own document says."""

from zlib import crc32

import hypothesis
import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from schemathesis.checks import not_a_server_error
from schemathesis.core.parameters import ParameterLocation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    missing_required_header,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
    use_after_free,
)
from tests.areas.training.conftest import NOW, city  # noqa: F401  (a fixture)

from arraigo.areas.directory.actions.services import ServiceDraft, save_service
from arraigo.areas.directory.queries.needs import needs
from arraigo.areas.plans.actions.plans import save_authority, save_plan
from arraigo.areas.plans.actions.reading import read_version
from arraigo.areas.plans.actions.versions import receive_version
from arraigo.areas.training.actions.courses import save_course, save_session
from arraigo.areas.training.actions.survey_template import make_survey
from arraigo.core import tenancy
from arraigo.core.accounts import api as accounts
from arraigo.core.organisations import api as organisations
from arraigo.core.tenancy.models import new_id

MENDED = {ParameterLocation.HEADER, ParameterLocation.PATH}
CHECKS = [
    not_a_server_error,
    content_type_conformance,
    missing_required_header,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
    use_after_free,
]


def application(environ, start_response):
    """Answer as behind a server, which always tells the client's address."""
    return get_wsgi_application()({**environ, "REMOTE_ADDR": "127.0.0.1"}, start_response)


def stays_wrong(case):
    """Tell whether a request is one to refuse though the test gives it the right key and an address that exists.

    A parameter that the document does not name is left aside, as by most programs.
    """
    wrong = {location for location, part in case.meta.components.items() if part.mode.is_negative}
    named = {parameter.name for parameter in case.operation.query}
    return bool(wrong - MENDED) and set(case.query or {}) <= named


@pytest.fixture
def prepared(city):  # noqa: F811
    """Return the document, a key with every scope, and the ids of a course and a session that exist."""
    user = accounts.create_user(email="api@x.example", name="Api", password="una frase larga", by=None, at=NOW)
    membership = accounts.grant(user=user, city=city, role="coordination", by=None, at=NOW)
    scopes = ("training:read", "training:write", "figures:read", "plans:read", "plans:write")
    scopes += ("directory:read", "directory:write")
    _token, key = accounts.issue_token(membership=membership, name="prueba", scopes=scopes, by=None, at=NOW)
    with tenancy.scope(city):
        course = save_course(code="C-1", title="Curso", by=None, at=NOW)
        session = save_session(course=course, code="S-1", starts_at=NOW, minutes=60, modality="online", by=None, at=NOW)
        assessment = make_survey(course=course, assessment_id=new_id(), by=None, at=NOW)
        version = _version(city)
        service = _service(city)
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    known = {"course_id": course.pk, "session_id": session.pk, "assessment_id": assessment.pk}
    known |= {"plan_id": version.plan_id, "version_id": version.pk, "service_id": service.pk}
    return schema, key, {name: str(key) for name, key in known.items()}


def _version(city):  # noqa: F811
    """A version of a plan that was read."""
    named = organisations.resolve_names(["Municipio"], city=city, by=None, at=NOW)
    authority = save_authority(organization=named["Municipio"], by=None, at=NOW)
    plan = save_plan(title="Plan", kind="PMDOT", authority=authority, by=None, at=NOW)
    text = "Art. 1.- Objeto.\nEl cantón acoge a personas migrantes.".encode()
    made = receive_version(plan=plan, content=text, name="plan.txt", received_on=NOW.date(), by=None, at=NOW)
    return read_version(made, by=None, at=NOW, tell=lambda step, done, total: None)


def _service(city):  # noqa: F811
    """A service of the directory."""
    named = organisations.resolve_names(["Municipio"], city=city, by=None, at=NOW)["Municipio"]
    draft = ServiceDraft(name="Asesoría", needs=[needs()[0].code])
    return save_service(service_id=new_id(), organization=named, draft=draft, by=None, at=NOW)


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
    _schema, key, known = prepared
    for name in set(case.path_parameters or {}) & set(known):
        # Every other request goes to something that exists; else nothing but 404 would be tried.
        if crc32(str(case.body).encode()) % 2:
            case.path_parameters[name] = known[name]

    checks = [*CHECKS, negative_data_rejection] if stays_wrong(case) else CHECKS
    case.call_and_validate(headers={"Authorization": f"Bearer {key}"}, checks=checks)
