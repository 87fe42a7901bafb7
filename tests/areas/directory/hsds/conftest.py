"""The official schemas and examples, where they stand beside the repository."""

import json
from pathlib import Path

import jsonschema_rs
import pytest

PLACE = Path("shared") / "data" / "hsds"
HSDS = next((above / PLACE for above in Path(__file__).resolve().parents if (above / PLACE).is_dir()), None)


def _folder(version):
    if HSDS is None:
        pytest.skip("the official HSDS schemas and examples are not beside the repository")
    return HSDS / version


@pytest.fixture(params=["3.0", "3.1"])
def official(request):
    return _folder(request.param)


@pytest.fixture
def newest():
    return _folder("3.1")


@pytest.fixture
def problems_with(newest):
    """Return what the official schema of a table finds wrong with an object."""
    schemas = {path.name: json.loads(path.read_text()) for path in (newest / "schema").glob("*.json")}
    registry = jsonschema_rs.Registry([(f"https://hsds.test/{name}", schema) for name, schema in schemas.items()])

    def problems(table, value):
        schema = {"$ref": f"https://hsds.test/{table}.json"}
        validator = jsonschema_rs.Draft202012Validator(schema, registry=registry)
        return [f"{list(error.instance_path)}: {error.message}" for error in validator.iter_errors(value)]

    return problems
