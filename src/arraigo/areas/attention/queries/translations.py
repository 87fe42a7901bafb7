"""Where the translations of a version stand, text by text."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from arraigo.areas.attention.enums import TextState
from arraigo.areas.attention.models import RouteTranslation, RouteVersion
from arraigo.areas.attention.queries import definitions
from arraigo.engines.guidance.model import Route, State, Translated, Translation
from arraigo.engines.guidance.texts import texts
from arraigo.engines.guidance.translating import state_of

SOURCE = "es"


@dataclass(frozen=True, slots=True)
class Unit:
    """A text beside its translation. `of` is the mark of the Spanish that the translation was written for."""

    key: str
    source: str
    target: str
    state: TextState
    of: str


def languages() -> list[tuple[str, str]]:
    """Return the languages that a route may be translated to, with their names."""
    return [(code, str(name)) for code, name in settings.LANGUAGES if code != SOURCE]


def translation(language: str, told: Mapping[str, Mapping[str, Any]]) -> Translation:
    """Return the texts that a row keeps as the engine knows them."""
    return Translation(
        language, {key: Translated(one["text"], one["of"], State(one["state"])) for key, one in told.items()}
    )


def units(route: Route, language: str, told: Mapping[str, Mapping[str, Any]]) -> list[Unit]:
    """Return every text of a Spanish route with what a language has for it, in the order of the route."""
    states = state_of(route, translation(language, told))
    return [
        Unit(
            key,
            source,
            told.get(key, {}).get("text", ""),
            TextState(states[key].value),
            told.get(key, {}).get("of", ""),
        )
        for key, source in texts(route).items()
    ]


def counts(route: Route, language: str, told: Mapping[str, Mapping[str, Any]]) -> dict[str, int]:
    """Return how many texts stand in each state, as lists show it."""
    found = Counter(state.value for state in state_of(route, translation(language, told)).values())
    return {state.value: found[state.value] for state in TextState}


def recount(version: RouteVersion) -> None:
    """Let the translations of a version follow its Spanish, and count them again; saves those that differ."""
    route = definitions.sketched(version)
    if route is None:
        return
    for row in version.translations.all():
        told = definitions.followed(route, row.texts)
        now = counts(route, row.language, told)
        if now != row.counts or told != row.texts:
            row.texts, row.counts = told, now
            row.save(update_fields=["texts", "counts"])


def row_for(version: RouteVersion, language: str) -> RouteTranslation:
    """Return what a version has in a language; an unsaved empty row where it has nothing."""
    found = next((one for one in version.translations.all() if one.language == language), None)
    return found or RouteTranslation(city_id=version.city_id, version=version, language=language)
