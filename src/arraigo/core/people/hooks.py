"""What areas hand to the register, by dotted path in the settings, so that it need not know them.

PERSON_PANELS: `f(person_id, membership) -> Panel | None`, on a person's page and in the export of their data.
PERSON_SCOPES: `f(membership, person_ids) -> Collection[UUID]`, those of these people who take part in something of the
organisations or areas to which a membership is limited. PERSON_INSTITUTIONS: `f(person_ids) -> Mapping[UUID, str]`.
SEARCH_FINDERS: `f(text, membership) -> Sequence[Hit]`.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from arraigo.core.accounts.api import Standing, sees_people


@dataclass(frozen=True)
class Panel:
    """What one area shows of a person: a small table. `links` are the addresses of its rows, or empty."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    links: tuple[str, ...] = ()
    fact: str = ""

    @property
    def linked_rows(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return each row with its address, which may be empty, and each of its cells with its heading."""
        links = self.links or ("",) * len(self.rows)
        cells = [list(zip(self.headers, row, strict=True)) for row in self.rows]
        return list(zip(links, cells, strict=True))


@dataclass(frozen=True)
class Hit:
    """Something that the global search found. `kind` is the title of its group («Cursos»)."""

    title: str
    url: str
    kind: str
    note: str = ""


def panels(person_id: UUID, membership: Standing) -> list[Panel]:
    """Return what the areas show of a person to this membership."""
    found = (hook(person_id, membership) for hook in _hooks("PERSON_PANELS"))
    return [panel for panel in found if panel is not None]


def within_scope(membership: Standing, person_ids: Iterable[UUID]) -> set[UUID]:
    """Return those of these people whom this membership may see: all, or its own organisation's and areas'."""
    ids = list(person_ids)
    if sees_people(membership):
        return set(ids)
    return {key for hook in _hooks("PERSON_SCOPES") for key in hook(membership, ids)}


def institutions(person_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return the institution that an area knows for each of these people."""
    found: dict[UUID, str] = {}
    for hook in _hooks("PERSON_INSTITUTIONS"):
        found = {**hook(person_ids), **found}
    return found


def hits(text: str, membership: Standing) -> list[Hit]:
    """Return what the areas find for a text."""
    return [hit for hook in _hooks("SEARCH_FINDERS") for hit in hook(text, membership)]


def _hooks(setting: str) -> Sequence[Callable[..., Any]]:
    return [import_string(path) for path in getattr(settings, setting, [])]
