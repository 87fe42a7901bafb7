"""A person as the rest of the house reads them: opened only where somebody looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from arraigo.core.people.dates import age_at, age_band
from arraigo.core.people.documents import NormalDocument
from arraigo.core.people.enums import AgeBand, ContactKind
from arraigo.core.people.models import Functioning, Person, PersonContact, PersonDocument
from arraigo.core.people.names import NameKeys, fold, name_keys


@dataclass(frozen=True)
class Profile:
    """What the register holds of one person. What identifies is decrypted when it is first read, and only then."""

    _person: Person
    _documents: Sequence[PersonDocument] = ()
    _contacts: Sequence[PersonContact] = ()
    _functioning: Functioning | None = None

    @property
    def id(self) -> UUID:
        return self._person.pk

    def person_row(self) -> Person:
        """Return the row itself, for the actions of this package."""
        return self._person

    @cached_property
    def full_name(self) -> str:
        return str(self._person.full_name)

    @cached_property
    def surnames(self) -> str:
        return str(self._person.surnames)

    @cached_property
    def given_names(self) -> str:
        return str(self._person.given_names)

    @cached_property
    def known_as(self) -> str:
        return str(self._person.known_as)

    @cached_property
    def sort_key(self) -> str:
        """Return what sorts people as lists do: surnames first, accents aside."""
        return fold(f"{self.surnames} {self.given_names}" if self.surnames else self.full_name)

    @cached_property
    def listed_name(self) -> str:
        """Return the name as lists sorted by surname write it: «Velasco Quishpe, Rosa Ximena»."""
        return f"{self.surnames}, {self.given_names}" if self.surnames and self.given_names else self.full_name

    @cached_property
    def name_keys(self) -> NameKeys:
        return name_keys(self.full_name, self.surnames, self.given_names)

    @cached_property
    def documents(self) -> tuple[NormalDocument, ...]:
        return tuple(
            NormalDocument(document.kind, document.country, str(document.number), document.is_valid)
            for document in self._documents
        )

    @property
    def document_rows(self) -> tuple[PersonDocument, ...]:
        """Return the documents as rows, with their ids."""
        return tuple(self._documents)

    @cached_property
    def emails(self) -> tuple[str, ...]:
        return self._values(ContactKind.EMAIL)

    @cached_property
    def phones(self) -> tuple[str, ...]:
        return self._values(ContactKind.PHONE)

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        return self._values(ContactKind.ADDRESS)

    def _values(self, kind: ContactKind) -> tuple[str, ...]:
        return tuple(str(contact.value) for contact in self._contacts if contact.kind == kind)

    @property
    def contacts(self) -> tuple[PersonContact, ...]:
        return tuple(self._contacts)

    @cached_property
    def birth_date(self) -> str:
        return str(self._person.birth_date)

    @property
    def birth_year(self) -> int | None:
        return self._person.birth_year

    @property
    def sex(self) -> str:
        return self._person.sex

    @property
    def gender(self) -> str:
        return self._person.gender

    @property
    def population_group(self) -> str:
        return self._person.population_group

    @property
    def nationality(self) -> str:
        return self._person.nationality

    @property
    def language(self) -> str:
        return self._person.language

    @property
    def created_at(self) -> datetime:
        return self._person.created_at

    @property
    def functioning(self) -> Functioning | None:
        return self._functioning

    @property
    def is_erased(self) -> bool:
        """Tell whether the person's identity was removed at their request."""
        return self._person.erased_at is not None

    def age_at(self, day: date) -> int | None:
        """Return the age on a day, as exactly as the date of birth is known."""
        return age_at(self.birth_date or self.birth_year, day)

    def age_band_at(self, day: date) -> AgeBand:
        """Return the age band on a day."""
        return age_band(self.age_at(day))
