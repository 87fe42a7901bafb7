"""What is known of a person before the register holds it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from arraigo.core.people.documents import NormalDocument
from arraigo.core.people.enums import Gender, PopulationGroup, Sex
from arraigo.core.people.names import full_name


@dataclass(frozen=True)
class PersonDraft:
    """A person as a list or a form tells them; what is not told stays blank.

    birth_date: partial ISO (YYYY, YYYY-MM or YYYY-MM-DD). functioning: answers 1 to 4 by question (see Functioning).
    origin: where the draft comes from, for messages («fila 12»).
    """

    full_name: str = ""
    surnames: str = ""
    given_names: str = ""
    known_as: str = ""
    documents: tuple[NormalDocument, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    birth_date: str = ""
    birth_year: int | None = None
    sex: str = Sex.UNKNOWN
    gender: str = Gender.UNKNOWN
    population_group: str = PopulationGroup.UNKNOWN
    nationality: str = ""
    language: str = ""
    functioning: Mapping[str, int] = field(default_factory=dict)
    origin: str = ""

    @property
    def name(self) -> str:
        """Return the full name, from its parts where it was not told whole."""
        return self.full_name.strip() or full_name(self.surnames, self.given_names)

    @property
    def year(self) -> int | None:
        """Return the year of birth, from the date where it was not told alone."""
        return self.birth_year or (int(self.birth_date[:4]) if self.birth_date else None)
