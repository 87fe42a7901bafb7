"""What somebody is in a city, as one value: loaded once for a request and asked by the permissions."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from arraigo.core.accounts.enums import SEES_PEOPLE, Role
from arraigo.core.accounts.models import User
from arraigo.core.places.models import City


@dataclass(frozen=True)
class Grant:
    """One role, in the whole city or within an organisation and some areas."""

    role: Role
    organization_id: UUID | None = None
    area_ids: frozenset[UUID] = frozenset()

    @property
    def whole_city(self) -> bool:
        """Whether nothing limits this role."""
        return self.organization_id is None and not self.area_ids


@dataclass(frozen=True)
class Standing:
    """A user in a city with all the roles that they hold there; without any, they are no member."""

    user: User
    city: City
    grants: tuple[Grant, ...]
    has_second_factor: bool = False
    # Every city of the user with their roles there, this one among them: for changing over without another query.
    cities: tuple[tuple[City, frozenset[Role]], ...] = ()

    @cached_property
    def roles(self) -> frozenset[Role]:
        """Every role that the user holds in the city."""
        return frozenset(grant.role for grant in self.grants)

    def has(self, *roles: Role) -> bool:
        """Whether the user holds one of these roles, limited or not."""
        return not self.roles.isdisjoint(roles)

    def has_for_whole_city(self, *roles: Role) -> bool:
        """Whether the user holds one of these roles without any limit."""
        return any(grant.role in roles and grant.whole_city for grant in self.grants)

    @cached_property
    def organization_ids(self) -> frozenset[UUID]:
        """The organisations to which seeing people is limited.

        Empty for a role without limits, and for one that is limited to areas alone: ask `sees_people` first, which
        tells whether there is a limit at all.
        """
        limits = (grant.organization_id for grant in self._limiting)
        return frozenset(limit for limit in limits if limit)

    @cached_property
    def area_ids(self) -> frozenset[UUID]:
        """The areas to which seeing people is limited; empty as `organization_ids` is."""
        return frozenset(area for grant in self._limiting for area in grant.area_ids)

    @property
    def _limiting(self) -> tuple[Grant, ...]:
        """The grants that open people's data, or where none does all of them; none when one has no limits."""
        opening = tuple(grant for grant in self.grants if grant.role in SEES_PEOPLE) or self.grants
        return () if any(grant.whole_city for grant in opening) else opening
