"""What the page of an import tells of a file: how much of it is new, is other than before, is the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from arraigo.areas.directory.actions.import_preview import would_do
from arraigo.areas.directory.actions.importing import Tally
from arraigo.areas.directory.queries.exchange import COUNTED
from arraigo.areas.directory.queries.hsds.drafts import Draft
from arraigo.core.places.models import City


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of something a file has, and what would become of them; no tally where that was not tried."""

    words: str
    count: int
    tally: Tally | None


def counted(draft: Draft, *, city: City, at: datetime) -> Sequence[Counted]:
    """Return what people count in a draft, with what importing it would do to each."""
    before = draft.counts
    done = None if is_empty(draft) else would_do(draft, city=city, at=at)
    return [
        Counted(str(words), before.get(table, 0), done.of(table) if done else None) for table, words in COUNTED.items()
    ]


def is_empty(draft: Draft) -> bool:
    """Tell whether a draft has nothing that could be imported."""
    return not (draft.counts or draft.kept or draft.secret)
