"""What the public learns of a service at a place: plain values, without a person's name or a confidential place."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from arraigo.areas.directory.queries.hours import Opening


@dataclass(frozen=True, slots=True)
class PhoneLine:
    """A number as people read it, what it is for, and what a telephone dials (RFC 3966, without «tel:»)."""

    number: str
    label: str
    tel: str


@dataclass(frozen=True, slots=True)
class Place:
    """A service at one of its places. A reserved one has neither place nor distance, only how to reach it.

    `languages` are codes, `needs` codes of the catalogue, `distance` metres; texts are as they were written.
    """

    service_id: UUID
    service: str
    organization: str
    opening: Opening
    location: str = ""
    address: str = ""
    phones: tuple[PhoneLine, ...] = ()
    url: str = ""
    email: str = ""
    latitude: float | None = None
    longitude: float | None = None
    languages: tuple[str, ...] = ()
    cost: str = ""
    documents: tuple[str, ...] = ()
    accessibility: tuple[str, ...] = ()
    eligibility: str = ""
    is_reserved: bool = False
    verified_on: date | None = None
    due_on: date | None = None
    distance: float | None = None
    needs: tuple[str, ...] = ()
    area: str = ""
    at_location_id: UUID | None = None
    description: str = ""
    how_to_apply: str = ""
    how_to_arrive: str = ""
    alert: str = ""

    def is_overdue(self, on: date) -> bool:
        """Tell whether it must be checked again, as queries.freshness does: nobody vouches for what is told of it."""
        return self.verified_on is None or self.due_on is None or self.due_on < on
