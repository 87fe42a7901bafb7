"""Writing why a person's data may be held, and ending it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.core import tenancy
from arraigo.core.audit import api as audit
from arraigo.core.consent.enums import LegalBasis, Purpose
from arraigo.core.consent.models import Basis
from arraigo.core.consent.queries import allowed
from arraigo.core.tenancy import bulk

if TYPE_CHECKING:
    from arraigo.core.accounts.models import User


@dataclass(frozen=True)
class BasisDraft:
    """Why people's data will be held: for what purpose, on what legal basis, and how that is known."""

    purpose: str
    legal_basis: str
    source: str

    def __post_init__(self) -> None:
        if self.purpose not in Purpose.values or self.legal_basis not in LegalBasis.values:
            raise ValueError(_("Diga para qué se guardan los datos y con qué base legal."))
        if not self.source.strip():
            raise ValueError(_("Diga cómo consta la base legal: qué lista, qué formulario o qué oficio."))


class NoBasisError(PermissionDenied):
    """Nobody may read these data for this purpose; `people` are those without a basis."""

    def __init__(self, people: frozenset[UUID], purposes: tuple[str, ...]) -> None:
        self.people = people
        self.purposes = purposes
        labels = ", ".join(str(Purpose(purpose).label) for purpose in purposes)
        super().__init__(
            _("No consta una base legal vigente para usar estos datos con la finalidad «%(purpose)s».")
            % {"purpose": labels}
        )


@transaction.atomic
def record_basis_many(
    person_ids: Iterable[UUID], *, purpose: str, legal_basis: str, source: str, by: "User | None", at: datetime
) -> int:
    """Record why these people's data are held, once for each; return how many had no such basis standing before.

    Works in the session's city. Raises ValueError for an unknown purpose or basis or an empty source.
    """
    draft = BasisDraft(purpose, legal_basis, source)
    wanted = set(person_ids)
    standing = Basis.objects.filter(purpose=purpose, legal_basis=legal_basis, withdrawn_at=None)
    held = set(standing.filter(person_id__in=wanted).values_list("person_id", flat=True))
    fresh = sorted(wanted - held)
    city_id = tenancy.current_city_id()
    if city_id is None:
        raise LookupError("no city is set")
    rows = [
        Basis(
            city_id=city_id,
            person_id=person_id,
            purpose=purpose,
            legal_basis=legal_basis,
            source=draft.source[:160],
            given_at=at,
            by=by,
        )
        for person_id in fresh
    ]
    bulk.insert(rows, ignore_conflicts=True)
    if fresh:
        detail = {"purpose": purpose, "legal_basis": legal_basis, "source": draft.source, "people": len(fresh)}
        audit.record(action="consent.record", subject=_subject(fresh), by=by, at=at, detail=detail)
    return len(fresh)


@transaction.atomic
def withdraw(
    person_id: UUID, *, purpose: str, by: "User | None", at: datetime, legal_basis: str = LegalBasis.CONSENT
) -> bool:
    """End a basis that stands, as of `at`; return whether there was one. Its history stays."""
    standing = Basis.objects.filter(
        person_id=person_id, purpose=purpose, legal_basis=legal_basis, withdrawn_at__isnull=True
    )
    ended = standing.update(withdrawn_at=at)
    if ended:
        detail = {"purpose": purpose, "legal_basis": legal_basis}
        audit.record(action="consent.withdraw", subject=_subject([person_id]), by=by, at=at, detail=detail)
    return bool(ended)


def require(person_ids: Iterable[UUID], purpose: str | Iterable[str], by: "User | None", at: datetime) -> None:
    """Refuse to go on unless each of these people has a basis that stands for one of the purposes.

    Raises NoBasisError, after logging the refusal. Call it outside a transaction: its rollback takes the log too.
    """
    purposes = (purpose,) if isinstance(purpose, str) else tuple(purpose)
    wanted = frozenset(person_ids)
    missing = wanted - allowed(wanted, purposes)
    if missing:
        detail = {"purposes": list(purposes), "people": len(missing)}
        audit.record(action="consent.refused", subject=_subject(sorted(missing)), by=by, at=at, detail=detail)
        raise NoBasisError(missing, purposes)


def _subject(person_ids: list[UUID]) -> str:
    return f"people.person:{person_ids[0]}" if len(person_ids) == 1 else "people.person"
