"""The needs as the guide shows them: names, what is in each, and which leave no trace."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

SPANISH = "es"


@dataclass(frozen=True, slots=True)
class Topic:
    """A need with its name and what is in it, each in the language asked for or else in Spanish, and then it says so.

    Without a `parent` it stands on the first page. A `sensitive` one leaves no trace.
    """

    code: str
    name: str
    name_language: str
    description: str
    description_language: str
    parent: str = ""
    icon: str = ""
    sensitive: bool = False


@lru_cache(maxsize=16)
def needs(language: str) -> Mapping[str, Topic]:
    """Return every need by its code, in the order of the catalogue."""
    return {one["id"]: _topic(one, language) for one in _catalogue()}


def topics(language: str) -> list[Topic]:
    """Return the needs of the first page."""
    return [one for one in needs(language).values() if not one.parent]


def under(code: str, language: str) -> list[Topic]:
    """Return the needs directly under one."""
    return [one for one in needs(language).values() if one.parent == code]


@lru_cache(maxsize=64)
def with_parts(code: str) -> frozenset[str]:
    """Return a need and all that are under it."""
    wanted = {code}
    while more := {one.code for one in needs(SPANISH).values() if one.parent in wanted} - wanted:
        wanted |= more
    return frozenset(wanted)


def are_sensitive(codes: Collection[str]) -> bool:
    """Tell whether any of these needs must leave no trace."""
    known = needs(SPANISH)
    return any(known[code].sensitive for code in codes if code in known)


def _topic(told: Mapping[str, Any], language: str) -> Topic:
    name, of_name = _said(told["name"], language)
    description, of_description = _said(told.get("description") or {}, language)
    return Topic(
        code=told["id"],
        name=name,
        name_language=of_name,
        description=description,
        description_language=of_description,
        parent=told.get("parent") or "",
        icon=told.get("icon") or "info",
        sensitive=bool(told.get("sensitive")),
    )


def _said(told: Mapping[str, str], language: str) -> tuple[str, str]:
    if told.get(language):
        return told[language], language
    return told.get(SPANISH, ""), SPANISH


@lru_cache(maxsize=1)
def _catalogue() -> tuple[Mapping[str, Any], ...]:
    source = files("arraigo.packs") / "common" / "needs.yaml"
    return tuple(yaml.load(source.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["needs"])
