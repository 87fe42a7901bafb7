"""The last previews that were drawn, so that turning a page of a long file does not read it all again.

Kept in this process's memory alone, for minutes, because they name people. A page that is opened afresh is always read
afresh; so is one whose questions or columns were answered otherwise.
"""

import json
from collections import OrderedDict
from datetime import datetime, timedelta
from threading import Lock
from uuid import UUID

from arraigo.core.imports.kinds import Preview
from arraigo.core.imports.models import ImportRun

KEPT_FOR = timedelta(minutes=5)
MOST_ROWS = 60_000
Key = tuple[UUID, str]


class RecentPreviews:
    """A few previews by run and options, bounded by the rows of all of them together."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Key, tuple[datetime, Preview]] = OrderedDict()
        self._lock = Lock()

    def get(self, run: ImportRun, *, at: datetime) -> Preview | None:
        """Return the run's preview with its present options, if it is recent."""
        with self._lock:
            self._forget_old(at)
            found = self._kept.get(_key(run))
        return found[1] if found else None

    def keep(self, run: ImportRun, seen: Preview, *, at: datetime) -> None:
        """Keep a preview in place of the oldest ones; one that is longer than all may be is not kept."""
        with self._lock:
            self._forget_old(at)
            self._kept.pop(_key(run), None)
            self._kept[_key(run)] = (at, seen)
            while sum(len(kept.rows) for _at, kept in self._kept.values()) > MOST_ROWS:
                self._kept.popitem(last=False)

    def _forget_old(self, at: datetime) -> None:
        for key in [key for key, (when, _seen) in self._kept.items() if at - when > KEPT_FOR]:
            del self._kept[key]


def _key(run: ImportRun) -> Key:
    return run.pk, json.dumps(run.options, sort_keys=True)


RECENT = RecentPreviews()
