"""Credentials as anybody outside would check them: with another library, by what the city publishes."""

import hashlib
import json
from datetime import datetime
from urllib.parse import urlsplit

import jsonschema_rs
import pytest
from django.test import Client
from jwcrypto import jwk, jws
from tests.areas.training.certificates.conftest import AT

from arraigo.areas.training.actions.certificates import issue, revoke, show_name
from arraigo.areas.training.actions.signing_keys import rotate_key
from arraigo.areas.training.queries.certificate_codes import grouped

# What the specification requires of an AchievementCredential of Open Badges 3.0 (sections B.1.1 to B.1.6).
TEXT, URI = {"type": "string", "minLength": 1}, {"type": "string", "format": "uri"}
IDENTITY = {
    "type": "object",
    "required": ["type", "hashed", "identityHash", "identityType"],
    "properties": {
        "type": {"const": "IdentityObject"},
        "hashed": {"type": "boolean"},
        "identityHash": TEXT,
        "identityType": {"enum": ["name", "emailAddress"]},
        "salt": TEXT,
    },
    "additionalProperties": False,
}
SCHEMA = {
    "$schema": "https://json-schema.org/draft/2019-09/schema",
    "type": "object",
    "required": ["@context", "id", "type", "credentialSubject", "issuer", "validFrom"],
    "properties": {
        "@context": {
            "type": "array",
            "prefixItems": [
                {"const": "https://www.w3.org/ns/credentials/v2"},
                {"type": "string", "pattern": r"^https://purl\.imsglobal\.org/spec/ob/v3p0/context-3\.\d\.\d\.json$"},
            ],
            "minItems": 2,
        },
        "id": URI,
        "type": {
            "type": "array",
            "allOf": [
                {"contains": {"const": "VerifiableCredential"}},
                {"contains": {"enum": ["AchievementCredential", "OpenBadgeCredential"]}},
            ],
        },
        "issuer": {
            "type": "object",
            "required": ["id", "type"],
            "properties": {"id": URI, "type": {"contains": {"const": "Profile"}}, "url": URI, "name": TEXT},
        },
        "validFrom": {"type": "string", "format": "date-time"},
        "credentialSubject": {
            "type": "object",
            "required": ["type", "achievement"],
            "properties": {
                "id": URI,
                "type": {"contains": {"const": "AchievementSubject"}},
                "identifier": {"type": "array", "items": IDENTITY},
                "activityStartDate": {"type": "string", "format": "date-time"},
                "activityEndDate": {"type": "string", "format": "date-time"},
                "achievement": {
                    "type": "object",
                    "required": ["id", "type", "criteria", "description", "name"],
                    "properties": {
                        "id": URI,
                        "type": {"contains": {"const": "Achievement"}},
                        "criteria": {"type": "object", "required": ["narrative"]},
                        "description": TEXT,
                        "name": TEXT,
                    },
                },
            },
        },
        "credentialStatus": {"type": "object", "required": ["id", "type"], "properties": {"id": URI, "type": TEXT}},
    },
}


def fetch(url):
    """Ask the program for one of its own public addresses, as a verifier elsewhere would."""
    parts = urlsplit(url)
    assert parts.netloc == "formacion.example"
    response = Client().get(parts.path)
    assert response.status_code == 200, url
    return json.loads(response.content)


def checked(token):
    """Verify a credential by its own `kid` and return its payload."""
    proof = jws.JWS()
    proof.deserialize(token)
    header = json.loads(proof.objects["protected"])
    proof.verify(jwk.JWK(**fetch(header["kid"])), alg="RS256")
    return header, json.loads(proof.payload)


@pytest.fixture
def certificate(held, rule):
    return issue(course=held.course, by=None, at=AT).certificates[0]


def test_another_library_verifies_a_credential_by_its_published_key(certificate):
    header, told = checked(certificate.credential)

    assert set(header) == {"alg", "typ", "kid"}
    assert told["iss"] == told["issuer"]["id"]
    assert told["sub"] == told["credentialSubject"]["id"]
    assert told["jti"] == told["id"] == f"https://formacion.example/prueba/constancias/{grouped(certificate.code)}/"
    assert told["nbf"] == datetime.fromisoformat(told["validFrom"]).timestamp() == AT.timestamp()


def test_a_credential_has_what_the_specification_requires(certificate):
    told = checked(certificate.credential)[1]

    jsonschema_rs.Draft201909Validator(SCHEMA, validate_formats=True).validate(told)


def test_the_issuer_and_the_key_set_are_where_the_credential_says(certificate):
    header, told = checked(certificate.credential)

    keys = fetch("https://formacion.example/prueba/constancias/claves.json")["keys"]

    assert fetch(told["issuer"]["id"])["name"] == "Prueba"
    assert [key["kid"] for key in keys] == [header["kid"].rsplit("/", 1)[1].removesuffix(".json")]
    assert not any({"d", "p", "q"} & set(key) for key in keys)


def test_a_changed_credential_does_not_verify(certificate):
    head, body, seal = certificate.credential.split(".")
    forged = f"{head}.{body[:-8]}{'A' * 8}.{seal}"

    with pytest.raises(jws.InvalidJWSSignature):
        checked(forged)


def test_the_email_is_told_only_as_a_salted_digest(certificate):
    told = checked(certificate.credential)[1]
    identity = next(one for one in told["credentialSubject"]["identifier"] if one["identityType"] == "emailAddress")

    known = hashlib.sha256(f"ana@ejemplo.ec{identity['salt']}".encode()).hexdigest()

    assert identity["identityHash"] == f"sha256${known}"
    assert "ana@ejemplo.ec" not in json.dumps(told)


def test_a_credential_names_only_whoever_agreed(certificate):
    def names(row):
        told = checked(row.credential)[1]["credentialSubject"].get("identifier", [])
        return [one["identityHash"] for one in told if one["identityType"] == "name"]

    hidden = show_name(certificate=certificate, shows=False, by=None, at=AT)

    assert names(certificate) == ["Ana Lucía Vega Mora"]
    assert names(hidden) == []


def test_what_a_retired_key_signed_still_verifies(certificate, city):
    rotate_key(city=city, by=None, at=AT)

    keys = fetch("https://formacion.example/prueba/constancias/claves.json")["keys"]

    assert len(keys) == 2
    assert checked(certificate.credential)[1]["credentialSubject"]["achievement"]["name"] == "Movilidad humana"


def test_a_revoked_credential_is_in_the_list_that_it_names(certificate):
    told = checked(certificate.credential)[1]
    status = told["credentialStatus"]
    assert fetch(status["id"])["revokedCredentials"] == []

    revoke(certificate=certificate, reason="Se emitió por error", by=None, at=AT)

    found = fetch(status["id"])
    assert status["type"] == "1EdTechRevocationList"
    assert found["revokedCredentials"] == [{"id": told["id"], "revoked": True}]
    assert "error" not in json.dumps(found)
