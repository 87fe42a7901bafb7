"""Why the city may hold somebody's data, for what, and since when."""

from arraigo.core.consent.actions import BasisDraft, NoBasisError, record_basis_many, require, withdraw
from arraigo.core.consent.enums import LegalBasis, Purpose
from arraigo.core.consent.queries import allowed, bases_of, has_basis

__all__ = [
    "BasisDraft",
    "LegalBasis",
    "NoBasisError",
    "Purpose",
    "allowed",
    "bases_of",
    "has_basis",
    "record_basis_many",
    "require",
    "withdraw",
]
