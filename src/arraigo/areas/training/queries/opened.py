"""People opened as somebody reads them: a page opens a page's worth, a download all, each with few queries."""

from collections.abc import Iterable
from uuid import UUID

from arraigo.core.people import api as people
from arraigo.core.people.api import Profile

BATCH = 1_000


class Book:
    """The profiles of a list. `expect` says whom the list holds, so that they are opened together, in its order."""

    def __init__(self, ids: Iterable[UUID] = ()) -> None:
        self._waiting = list(dict.fromkeys(ids))
        self._place = {person: at for at, person in enumerate(self._waiting)}
        self._open: dict[UUID, Profile] = {}

    def __getitem__(self, person: UUID) -> Profile:
        if person not in self._open:
            start = self._place.get(person)
            self.open([person] if start is None else self._waiting[start : start + BATCH])
        return self._open[person]

    def open(self, ids: Iterable[UUID]) -> None:
        """Open these people now, together."""
        wanted = [person for person in dict.fromkeys(ids) if person not in self._open]
        for start in range(0, len(wanted), BATCH):
            self._open.update(people.profiles(wanted[start : start + BATCH]))


def shown_document(profile: Profile) -> str:
    """Return the number of a person's first document, to be masked; empty when there is none."""
    return profile.documents[0].number if profile.documents else ""
