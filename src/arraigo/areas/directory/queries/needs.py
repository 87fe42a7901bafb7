"""The needs that people come for, from packs/common/needs.yaml: what services, routes and the finder agree on."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

SPANISH = "es"


@dataclass(frozen=True, slots=True)
class Need:
    """A need: its code never changes; a need without a parent is a topic. A sensitive one must leave no trace."""

    code: str
    name: str
    parent: str = ""
    icon: str = ""
    sensitive: bool = False


def needs(language: str = SPANISH) -> tuple[Need, ...]:
    """Return every need in the order of the catalogue, named in a language or, where that lacks, in Spanish."""
    return _named(language)


def need_names(language: str = SPANISH) -> Mapping[str, str]:
    """Return the name of every need by its code."""
    return {need.code: need.name for need in needs(language)}


def with_children(codes: Collection[str]) -> frozenset[str]:
    """Return needs and the needs under them: whoever asks for a topic asks for all that is in it."""
    wanted = frozenset(codes)
    while True:
        wider = wanted | {need.code for need in needs() if need.parent in wanted}
        if wider == wanted:
            return wanted
        wanted = wider


def entries() -> tuple[Mapping[str, Any], ...]:
    """Return the catalogue as it is written, for the taxonomy of a city."""
    return _entries()


@lru_cache(maxsize=16)
def _named(language: str) -> tuple[Need, ...]:
    return tuple(
        Need(
            code=entry["id"],
            name=entry["name"].get(language) or entry["name"][SPANISH],
            parent=entry.get("parent") or "",
            icon=entry.get("icon", ""),
            sensitive=bool(entry.get("sensitive")),
        )
        for entry in _entries()
    )


@lru_cache(maxsize=1)
def _entries() -> tuple[Mapping[str, Any], ...]:
    read = yaml.load(stored(), Loader=yaml.CSafeLoader) or {}
    return tuple(read.get("needs") or ())


def stored() -> str:
    """Return the file of needs as it is on disk; empty where a build leaves it out."""
    path = files("arraigo.packs.common") / "needs.yaml"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def forget() -> None:
    """Read the file anew the next time."""
    _entries.cache_clear()
    _named.cache_clear()
