"""What an area says about a file that it takes in; the core does the rest: upload, questions, preview, undo.

`options`, wherever a kind receives them, are plain JSON: the value chosen for each `Question.key`, and under `columns`
the field chosen for each `Column.key` ("" leaves the column out). `said` is the core's own.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from django.conf import settings
from django.utils.module_loading import import_string

from arraigo.core.imports.errors import UnknownKind
from arraigo.core.imports.problems import Problem

if TYPE_CHECKING:
    from arraigo.core.accounts.api import Standing
    from arraigo.core.accounts.models import User
    from arraigo.core.imports.models import ImportRun

Progress = Callable[[str, int, int], None]
IMPORTED = ("ready", "review")


@dataclass(frozen=True)
class Column:
    """A column of the file and where it goes. `field` is empty when nobody knows the column."""

    key: str
    header: str
    field: str = ""
    samples: tuple[str, ...] = ()
    sure: bool = True


@dataclass(frozen=True)
class Question:
    """Something that the file does not say and a person must: such as the order of day and month."""

    key: str
    label: str
    choices: tuple[tuple[str, str], ...]
    help: str = ""
    suggested: str = ""


@dataclass(frozen=True)
class PreviewRow:
    """One row as it would be imported. `state` is ready, same (nothing changes), review, bad or ignored."""

    number: int
    cells: tuple[str, ...]
    state: str = "ready"
    note: str = ""
    bad_columns: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Preview:
    """What a file would do, before it does it. `columns` may be remapped when `fields` is not empty.

    `headers` name the cells of every row, in order; `private` are the positions of those that hold identity documents,
    which are shown masked. `source` says what kind of file it turned out to be, such as «Zoom».
    """

    source: str
    headers: tuple[str, ...]
    rows: Sequence[PreviewRow]
    problems: tuple[Problem, ...] = ()
    questions: tuple[Question, ...] = ()
    columns: tuple[Column, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    sheet: str = ""
    private: tuple[int, ...] = ()

    @property
    def importable(self) -> int:
        """Count the rows that would be imported, those that then wait for review among them."""
        return sum(row.state in IMPORTED for row in self.rows)

    @property
    def may_apply(self) -> bool:
        """Tell whether something would be imported and nothing is left to ask."""
        return not self.questions and any(row.state in IMPORTED for row in self.rows)


@dataclass(frozen=True)
class Outcome:
    """One line of the result page: what was done, how often, and where to see it."""

    label: str
    value: int
    url: str = ""
    waits: bool = False


class ImportKind(Protocol):
    """One kind of file. `context` is the key of what it belongs to, such as `course:<id>` or `session:<id>`."""

    name: str
    label: str
    verb: str

    def may(self, membership: "Standing") -> bool:
        """Tell whether this membership may import files of this kind."""

    def place(self, context: str) -> tuple[str, str]:
        """Return the title and the address of what the file belongs to, for breadcrumbs and the way back.

        Raises ObjectDoesNotExist, LookupError or ValueError when there is no such thing in the session's city.
        """

    def preview(self, data: bytes, name: str, *, context: str, options: Mapping[str, Any]) -> Preview:
        """Read the file without writing; raises FileRefused for a file that cannot be read at all."""

    def apply(
        self, run: "ImportRun", data: bytes, name: str, *, by: "User | None", at: datetime, progress: Progress
    ) -> Mapping[str, int]:
        """Write the rows inside the caller's transaction and return counts for the result page."""

    def why_not_undo(self, run: "ImportRun") -> Sequence[str]:
        """Return what depends on this import and keeps it from being undone, as sentences; empty when nothing does."""

    def undo(self, run: "ImportRun", *, by: "User | None", at: datetime) -> None:
        """Take back what `apply` wrote, inside the caller's transaction."""


@runtime_checkable
class TellsOutcome(Protocol):
    """A kind that words its own counts for the result page; the others show them as they are."""

    def outcome(self, run: "ImportRun") -> Sequence[Outcome]:
        """Say what an applied run did and what waits for review, with addresses."""


def kinds() -> dict[str, ImportKind]:
    """Return every kind that an area declares in settings.IMPORT_KINDS, by name."""
    found: dict[str, ImportKind] = {}
    for path in settings.IMPORT_KINDS:
        found.update({kind.name: kind for kind in import_string(path)})
    return found


def kind_named(name: str) -> ImportKind:
    """Return the kind called `name`; raises UnknownKind."""
    found = kinds().get(name)
    if found is None:
        raise UnknownKind(name)
    return found
