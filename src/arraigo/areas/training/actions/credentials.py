"""The credential of a certificate, put together from what was certified."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from arraigo.areas.training.documents import certificate_words, credentials
from arraigo.areas.training.documents.credentials import Achievement, Issuer, Recipient
from arraigo.areas.training.models import Certificate, SigningKey
from arraigo.areas.training.queries.certificate_codes import grouped
from arraigo.areas.training.queries.links import absolute
from arraigo.core.people import api as people
from arraigo.core.places.models import City

SALT_BYTES = 12


@dataclass(frozen=True)
class Badge:
    """The city that gives credentials."""

    city: City

    @cached_property
    def issuer(self) -> Issuer:
        """Return the city as the credential names it."""
        return Issuer(
            id=absolute("certificate_issuer", self.city),
            name=self.city.municipality or self.city.name,
            url=absolute("certificate_check", self.city),
            revocations=absolute("certificate_revocations", self.city),
            keys=absolute("certificate_keys", self.city).removesuffix(".json") + "/",
        )


@dataclass(frozen=True)
class Unsigned:
    """A credential that waits for a signature."""

    document: dict[str, Any]
    issuer: Issuer

    def signed(self, key: SigningKey) -> str:
        """Return it as VC-JWT."""
        return credentials.sign(self.document, key, self.issuer)


def credential_id(city: City, code: str) -> str:
    """Return the address by which a credential is known: the public page of its certificate."""
    return absolute("certificate", city, grouped(code))


def badge_of(certificate: Certificate, badge: Badge, emails: Sequence[str]) -> Unsigned:
    """Return a certificate's credential. The name is in it only where the person lets the public read it."""
    content = certificate.content
    issuer = badge.issuer
    recipient = Recipient(
        pseudonym=f"urn:uuid:{certificate.pk}",
        name=str(certificate.name) if certificate.shows_name else "",
        email=people.fold_email(emails[0]) if emails else "",
        salt=secrets.token_hex(SALT_BYTES) if emails else "",
    )
    achievement = Achievement(
        id=f"urn:uuid:{certificate.course_id}",
        course=content["course"],
        course_kind=content["course_kind"],
        kind=certificate.kind,
        hours=certificate_words.hours(certificate.hours)[0],
        starts_on=certificate.starts_on,
        ends_on=certificate.ends_on,
        criteria=content["criteria"],
    )
    document = credentials.credential(
        id=credential_id(badge.city, certificate.code),
        issuer=issuer,
        recipient=recipient,
        achievement=achievement,
        issued_at=certificate.issued_at,
    )
    return Unsigned(document, issuer)
