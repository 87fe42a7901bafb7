"""The document of the HSDS API has what the official one of HSDS 3.1 has, path by path."""

import json

import pytest
from django.test import Client
from tests.areas.directory.hsds.conftest import newest  # noqa: F401  (a fixture)

pytestmark = pytest.mark.django_db
ROOT = "/api/hsds"
OURS = {"/locations", "/locations/{id}"}


@pytest.fixture
def document():
    return json.loads(Client().get(f"{ROOT}/openapi.json").content)


@pytest.fixture
def official(newest):  # noqa: F811
    return json.loads((newest / "schema" / "openapi.json").read_text())


def named(operation, path, document):
    """Return where and under which name each parameter of an operation goes."""
    listed = [*path.get("parameters", ()), *operation.get("parameters", ())]
    known = document.get("components", {}).get("parameters", {})
    told = [known[item["$ref"].rsplit("/", 1)[1]] if "$ref" in item else item for item in listed]
    return {(item["in"], item["name"]) for item in told}


def operations(document, root=""):
    for address, path in document["paths"].items():
        for method in {"get", "post", "put", "patch", "delete"} & set(path):
            yield address.removeprefix(root) or "/", method, path[method], named(path[method], path, document)


def test_every_official_operation_is_there_with_its_parameters(document, official):
    ours = {(address, method): (told, asked) for address, method, told, asked in operations(document, ROOT)}
    seen = 0
    for address, method, told, asked in operations(official):
        own, own_asked = ours[address, method]
        assert asked <= own_asked, (address, method)
        assert "200" in own["responses"]
        if method == "get":
            assert own["operationId"] == told["operationId"]
        seen += 1
    assert seen == len(list(operations(official))) >= 16


def test_what_is_not_official_is_the_extension_that_is_documented(document, official):
    theirs = {address for address, *_rest in operations(official)}

    assert {address for address, *_rest in operations(document, ROOT)} - theirs == OURS


def test_a_page_has_the_official_envelope(document, official):
    page = set(official["components"]["schemas"]["Page"]["properties"])
    schemas = document["components"]["schemas"]
    pages = [name for name in schemas if name.startswith("HsdsPageOf")]

    assert len(pages) == 6
    for name in pages:
        assert set(schemas[name]["properties"]) == page | {"contents"}
        assert set(schemas[name]["required"]) == page | {"contents"}


def test_the_api_says_which_hsds_it_speaks(official, settings):
    told = Client().get(f"{ROOT}/").json()

    wanted = official["paths"]["/"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert set(told) == set(wanted["properties"])
    assert told["version"] == "3.1"
    assert told["openapi_url"] == f"{settings.PUBLIC_URL}{ROOT}/openapi.json"


def test_operations_have_a_name_of_their_own(document):
    listed = [told["operationId"] for _address, _method, told, _asked in operations(document)]

    assert len(listed) == len(set(listed))
