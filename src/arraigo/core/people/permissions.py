"""Which people a membership reads, and for which purposes."""

from collections.abc import Callable, Sequence
from uuid import UUID

from arraigo.core.accounts.api import Role, Standing
from arraigo.core.consent.api import Purpose, allowed
from arraigo.core.people.hooks import within_scope

# What each role uses personal data for; the others see no people.
PURPOSES: dict[Role, frozenset[Purpose]] = {
    Role.COORDINATION: frozenset(Purpose),
    Role.AUDITOR: frozenset(Purpose),
    Role.TRAINER: frozenset({Purpose.TRAINING, Purpose.CONTACT}),
    Role.CASE_WORKER: frozenset({Purpose.ATTENTION, Purpose.REFERRAL}),
    Role.CASH_OFFICER: frozenset({Purpose.CASH}),
    Role.ALLY: frozenset({Purpose.TRAINING, Purpose.REFERRAL}),
}


def purposes_of(membership: Standing) -> frozenset[Purpose]:
    """Return what a membership may use personal data for."""
    return frozenset(purpose for role in membership.roles for purpose in PURPOSES.get(role, ()))


def visible_to(membership: Standing) -> Callable[[Sequence[UUID]], set[UUID]]:
    """Return the function that keeps of some people those whom a membership may find and read."""

    def visible(person_ids: Sequence[UUID]) -> set[UUID]:
        return within_scope(membership, allowed(person_ids, purposes_of(membership)))

    return visible
