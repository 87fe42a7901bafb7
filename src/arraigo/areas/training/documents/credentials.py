"""Certificates as Open Badges 3.0 credentials, signed as VC-JWT, and the documents that prove them.

Source: 1EdTech Open Badges 3.0 (JSON Web Token proof format: the payload is the credential itself, with the claims
iss, sub, jti and nbf; the algorithm that every verifier knows is RS256; `kid` is an address that answers with the
public JWK) and 1EdTech Revocation List Status Method 1.0. See docs/adr/0009-credentials.md.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from joserfc import jwt
from joserfc.jwk import RSAKey

from arraigo.areas.training.documents import certificate_words as words
from arraigo.areas.training.models import SigningKey

ALGORITHM = "RS256"
KEY_BITS = 2048
MEDIA_TYPE = "application/vc+jwt"
CONTEXTS = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
)


@dataclass(frozen=True)
class Issuer:
    """The city as an issuer: addresses of its profile, its revocation list and, by their ids, its keys."""

    id: str
    name: str
    url: str
    revocations: str
    keys: str


@dataclass(frozen=True)
class Recipient:
    """Whom a credential is about: a pseudonym, and a name and an e-mail only as far as they may be told.

    `email` is never written: only its digest with `salt`, by which whoever knows the address can check it.
    """

    pseudonym: str
    name: str = ""
    email: str = ""
    salt: str = ""


@dataclass(frozen=True)
class Achievement:
    """What a credential says was done."""

    id: str
    course: str
    course_kind: str
    kind: str
    hours: str
    starts_on: date
    ends_on: date
    criteria: str


def new_key() -> tuple[str, dict[str, Any], str]:
    """Make a key; return its id (RFC 7638), its public JWK and, as text, its private one."""
    key = RSAKey.generate_key(KEY_BITS)
    kid = key.thumbprint()
    return kid, _told(key, kid), json.dumps(key.as_dict(private=True))


def _told(key: RSAKey, kid: str) -> dict[str, Any]:
    return {**key.as_dict(private=False), "kid": kid, "use": "sig", "alg": ALGORITHM}


def key_set(keys: Iterable[SigningKey]) -> dict[str, Any]:
    """Return the JWK Set of a city (RFC 7517): its keys that are retired stay, what they signed is still true."""
    return {"keys": [key.public for key in keys]}


def profile(issuer: Issuer) -> dict[str, Any]:
    """Return the city as the profile of an issuer."""
    return {"@context": list(CONTEXTS[:2]), **_issuer(issuer)}


def revocation_list(issuer: Issuer, ids: Iterable[str]) -> dict[str, Any]:
    """Return which credentials no longer hold; never why."""
    revoked = [{"id": one, "revoked": True} for one in ids]
    return {"id": issuer.revocations, "issuer": issuer.id, "revokedCredentials": revoked}


def credential(
    *, id: str, issuer: Issuer, recipient: Recipient, achievement: Achievement, issued_at: datetime
) -> dict[str, Any]:
    """Return a certificate as an AchievementCredential; `id` is its public page."""
    return {
        "@context": list(CONTEXTS),
        "id": id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": f"{words.KINDS[achievement.kind][0]}: {achievement.course}",
        "issuer": _issuer(issuer),
        "validFrom": _moment(issued_at),
        "credentialSubject": {
            "id": recipient.pseudonym,
            "type": ["AchievementSubject"],
            "activityStartDate": f"{achievement.starts_on}T00:00:00Z",
            "activityEndDate": f"{achievement.ends_on}T00:00:00Z",
            **_identifiers(recipient),
            "achievement": _achievement(achievement),
        },
        "credentialStatus": {"id": issuer.revocations, "type": "1EdTechRevocationList"},
    }


def sign(document: dict[str, Any], key: SigningKey, issuer: Issuer) -> str:
    """Return a credential as a compact JWS whose payload is the credential with its registered claims."""
    header = {"alg": ALGORITHM, "typ": "JWT", "kid": f"{issuer.keys}{key.kid}.json"}
    issued = datetime.fromisoformat(document["validFrom"])
    claims = {
        **document,
        "iss": document["issuer"]["id"],
        "sub": document["credentialSubject"]["id"],
        "jti": document["id"],
        "nbf": int(issued.timestamp()),
    }
    return str(jwt.encode(header, claims, _opened(str(key.private)), algorithms=[ALGORITHM]))


@lru_cache(maxsize=8)
def _opened(private: str) -> RSAKey:
    """Read a private key once: checking its numbers takes longer than signing with it."""
    return RSAKey.import_key(json.loads(private))


def _issuer(issuer: Issuer) -> dict[str, Any]:
    return {"id": issuer.id, "type": ["Profile"], "name": issuer.name, "url": issuer.url}


def _achievement(achievement: Achievement) -> dict[str, Any]:
    what = f"{words.KINDS[achievement.kind][0]}: {words.did(achievement.kind, achievement.course_kind)[0]}"
    return {
        "id": achievement.id,
        "type": ["Achievement"],
        "achievementType": "CertificateOfCompletion",
        "name": achievement.course,
        "description": f"{what} «{achievement.course}», {achievement.hours}.",
        "criteria": {"narrative": achievement.criteria},
        "inLanguage": "es",
    }


def _identifiers(recipient: Recipient) -> dict[str, Any]:
    found = []
    if recipient.name:
        found.append(_identity("name", recipient.name))
    if recipient.email:
        digest = hashlib.sha256(f"{recipient.email}{recipient.salt}".encode()).hexdigest()
        found.append({**_identity("emailAddress", f"sha256${digest}", hashed=True), "salt": recipient.salt})
    return {"identifier": found} if found else {}


def _identity(kind: str, value: str, *, hashed: bool = False) -> dict[str, Any]:
    return {"type": "IdentityObject", "identityHash": value, "identityType": kind, "hashed": hashed}


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).replace(microsecond=0).strftime("%Y-%m-%dT%H:%M:%SZ")
