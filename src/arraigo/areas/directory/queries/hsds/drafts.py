"""What was read of a package, ready to be written: rows whose values fit their columns, and what was wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from arraigo.core.imports.problems import Problem


@dataclass(slots=True)
class Bound:
    """A row of an HSDS table as its columns will hold it. `references` maps attributes to ids of HSDS."""

    table: str
    id: UUID
    values: dict[str, Any] = field(default_factory=dict)
    references: dict[str, UUID] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Kept:
    """A row that is kept as it is written: of a table without a model, or one that does not fit (see its problem)."""

    table: str
    id: UUID
    content: Mapping[str, Any]
    resource: UUID | None = None
    organization: UUID | None = None
    service: UUID | None = None


@dataclass
class Draft:
    """A package as it would be written. `said` are the tables that it speaks of, whether or not with rows.

    What is not bound and not kept was left out, and a problem says why. `exceptions` maps what has other hours on some
    days, as table and id, to those days. `secret` are rows that the directory has and the package only calls secret.
    """

    source: str
    rows: dict[str, list[Bound]] = field(default_factory=dict)
    kept: list[Kept] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    said: frozenset[str] = frozenset()
    exceptions: dict[tuple[str, UUID], list[dict[str, Any]]] = field(default_factory=dict)
    secret: dict[str, set[UUID]] = field(default_factory=dict)
    is_partial: bool = False
    gone: dict[str, set[UUID]] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """Return how many rows of each table would be written."""
        return {table: len(rows) for table, rows in self.rows.items() if rows}

    @property
    def errors(self) -> list[Problem]:
        """Return the problems for which something is not written."""
        return [problem for problem in self.problems if problem.severity == "error"]
