"""What somebody looks for in their own words: the needs that they mean, and the services that bear the name."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from threading import Lock
from typing import Any
from uuid import UUID

from arraigo.areas.directory.queries.eligibility import Profile
from arraigo.areas.directory.queries.needs import SPANISH, entries
from arraigo.areas.directory.queries.public import public_places, stamp
from arraigo.areas.directory.queries.values import Place
from arraigo.areas.directory.queries.visible import public_services
from arraigo.core import tenancy
from arraigo.core.places.models import City
from arraigo.engines.guidance.finding import Finder, Found, Lexicon

# Finders of services that a process keeps: one for each city that is asked.
KEPT = 16
# How alike a name must be: less would offer whatever shares a word with it.
NAMED = 0.5
# Languages besides Spanish that have words in the catalogue.
OTHERS = ("en", "fr", "pt", "ht")

_named: OrderedDict[UUID, tuple[str, Finder]] = OrderedDict()
_lock = Lock()


def find_needs(words: str, language: str = SPANISH, *, limit: int = 3) -> tuple[Found, ...]:
    """Return the needs that words mean, the likeliest first; none where they say nothing of one.

    `code` is the need's. What says nothing in the language of the page is looked for in Spanish, which whoever arrives
    in a city of Latin America learns first, and then in the others: many never find where to change the language.
    """
    found = _needs_finder(language).find(words, limit=limit)
    if not found and language != SPANISH:
        found = _needs_finder(SPANISH).find(words, limit=limit)
    return found or _in_another(words, language, limit)


def _in_another(words: str, language: str, limit: int) -> tuple[Found, ...]:
    """Return the needs that words mean in the language that knows them best; none where every one of them doubts."""
    tried = [_needs_finder(code).find(words, limit=limit) for code in OTHERS if code != language]
    best = max(tried, key=lambda found: found[0].score if found else 0.0)
    return best if best and best[0].score >= NAMED else ()


def search_places(
    words: str,
    *,
    at: datetime,
    near: tuple[float, float] | None = None,
    area: UUID | None = None,
    open_now: bool = False,
    profile: Profile | None = None,
    limit: int | None = 20,
) -> list[Place]:
    """Return the services whose name, or whose organisation's, is what was typed; the likest first.

    Slips are forgiven as in `find_needs`. The other parameters are those of `public_places`. At most ten queries.
    """
    named = [UUID(one.code) for one in _services_finder().find(words, limit=limit or 200) if one.score >= NAMED]
    if not named:
        return []
    places = public_places(at=at, near=near, area=area, open_now=open_now, profile=profile, services=named, limit=limit)
    return _in_order(places, named) if near is None else places


def forget() -> None:
    """Forget what is kept in this process."""
    _needs_finder.cache_clear()
    with _lock:
        _named.clear()


def _in_order(places: Sequence[Place], named: Sequence[UUID]) -> list[Place]:
    order = {service: number for number, service in enumerate(named)}
    return sorted(places, key=lambda place: order[place.service_id])


@lru_cache(maxsize=16)
def _needs_finder(language: str) -> Finder:
    return Finder((Lexicon(entry["id"], tuple(_said(entry, language))) for entry in entries()), language)


def _said(entry: Mapping[str, Any], language: str) -> list[str]:
    """Return how a need is said in a language: its name, what it is, and what people type."""
    texts = [entry.get(key, {}).get(language, "") for key in ("name", "description")]
    return [*filter(None, texts), *entry.get("words", {}).get(language, ())]


def _services_finder() -> Finder:
    """Return the finder of the city's public services by name, made anew when the directory changes."""
    city = City.objects.get(pk=str(tenancy.current_city_id()))
    now = stamp(city)
    with _lock:
        kept = _named.get(city.pk)
        if kept and kept[0] == now:
            _named.move_to_end(city.pk)
            return kept[1]
    rows = public_services().values_list(
        "pk", "name", "alternate_name", "organization__name", "organization__alternate_name"
    )
    made = Finder(Lexicon(str(pk), tuple(filter(None, names))) for pk, *names in rows)
    with _lock:
        _named[city.pk] = now, made
        while len(_named) > KEPT:
            _named.popitem(last=False)
    return made
