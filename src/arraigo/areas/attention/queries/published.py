"""What the guide says: the published routes, parsed and expanded, kept in the process until something changes.

Every answer asks the city's stamp first (one query), so that no process shows what another has replaced.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock
from uuid import UUID

from arraigo.areas.attention.enums import RouteState
from arraigo.areas.attention.models import EmergencyNumber, GuideStamp, RouteVersion
from arraigo.areas.attention.queries import definitions, packs, translations
from arraigo.core import tenancy
from arraigo.engines.guidance.expanding import expand
from arraigo.engines.guidance.model import Route
from arraigo.engines.guidance.pages import Page, Pages
from arraigo.engines.guidance.translating import speak

# Cities times languages of one process: a city of forty routes takes some megabytes.
KEPT = 24


@dataclass(frozen=True, slots=True)
class PublishedRoute:
    """A route that the guide offers, in one language.

    `route` is spoken in it (`route.fell_back`: keys of the texts that stayed in Spanish), `pages` are those of the
    guide by id. `unverified` says that something in it is «por verificar».
    """

    slug: str
    need: str
    title: str
    summary: str
    number: int
    route: Route
    pages: Pages
    published_at: datetime
    valid_from: date | None
    valid_until: date | None
    verified_on: date | None
    reviewer: str
    unverified: bool

    def stands(self, today: date) -> bool:
        """Say whether it is valid on a day; one that is not is still shown, and says so."""
        return (self.valid_from is None or self.valid_from <= today) and (
            self.valid_until is None or today <= self.valid_until
        )


@dataclass(frozen=True, slots=True)
class RoutePage:
    """One page of a published route."""

    published: PublishedRoute
    page: Page


@dataclass(frozen=True, slots=True)
class Emergency:
    """A number to call, as a page shows it. `tel` is what a telephone dials.

    `spoken` is the language of its texts, where it is not the one that was asked for.
    """

    code: str
    number: str
    tel: str
    option: str
    name: str
    purpose: str
    is_free: bool | None
    hours: str
    verified_on: date | None
    spoken: str = ""


_kept: OrderedDict[tuple[UUID, str], tuple[int, tuple[PublishedRoute, ...], tuple[Emergency, ...]]] = OrderedDict()
_lock = Lock()


def stamp(city_id: UUID | None = None) -> str:
    """Return what changes whenever the guide publishes something else: routes, translations or numbers."""
    value, _changed = _stamp(city_id or _city())
    return f"a{value}"


def changed_at(city_id: UUID | None = None) -> datetime | None:
    """Return when the guide last published something else, or None."""
    return _stamp(city_id or _city())[1]


def published(language: str) -> tuple[PublishedRoute, ...]:
    """Return the routes of the guide in a language, in the order of needs and then of titles."""
    return _known(language)[0]


def emergency_numbers(language: str) -> tuple[Emergency, ...]:
    """Return the emergency numbers of the city; only their names and purposes depend on the language."""
    return _known(language)[1]


def published_route(slug: str, language: str) -> PublishedRoute | None:
    """Return a route of the guide by its address, or None."""
    return next((one for one in published(language) if one.slug == slug), None)


def route_page(slug: str, page_id: str, language: str) -> RoutePage | None:
    """Return a page of a route, or None where there is none; "" is the page where the route starts."""
    found = published_route(slug, language)
    page = found.pages.pages.get(page_id or found.pages.start) if found else None
    return RoutePage(found, page) if found and page else None


def forget() -> None:
    """Forget what is kept in this process."""
    with _lock:
        _kept.clear()


def _known(language: str) -> tuple[tuple[PublishedRoute, ...], tuple[Emergency, ...]]:
    city = _city()
    value, _changed = _stamp(city)
    key = city, language
    with _lock:
        kept = _kept.get(key)
        if kept is not None and kept[0] == value:
            _kept.move_to_end(key)
            return kept[1:]
    made = tuple(_routes(language)), tuple(_numbers(language))
    with _lock:
        _kept[key] = value, *made
        _kept.move_to_end(key)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return made


def _city() -> UUID:
    city = tenancy.current_city_id()
    if city is None:
        raise LookupError("no city is set")
    return city


def _stamp(city_id: UUID) -> tuple[int, datetime | None]:
    found = GuideStamp.objects.filter(city_id=city_id).values_list("value", "changed_at").first()
    return found or (0, None)


def _routes(language: str) -> list[PublishedRoute]:
    rows = (
        RouteVersion.objects.filter(state=RouteState.PUBLISHED, route__is_active=True)
        .select_related("route")
        .prefetch_related("translations")
    )
    order = {code: number for number, code in enumerate(packs.needs())}
    made = [one for row in rows if (one := _one(row, language)) is not None]
    return sorted(made, key=lambda one: (order.get(one.need, len(order)), one.title, one.slug))


def _one(row: RouteVersion, language: str) -> PublishedRoute | None:
    """Return a version as the guide shows it. It was checked when it was published; what has expired since is told."""
    route = definitions.sketched(row)
    if route is None:
        return None
    if language != translations.SOURCE:
        texts = translations.row_for(row, language).texts
        route = speak(route, translations.translation(language, texts))
    return PublishedRoute(
        slug=row.route.slug,
        need=route.need,
        title=route.title,
        summary=route.summary,
        number=row.number,
        route=route,
        pages=expand(route),
        published_at=row.published_at or row.written_at,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        verified_on=row.verified_on,
        reviewer=row.reviewer,
        unverified=bool(row.summary.get("verify")),
    )


def _numbers(language: str) -> list[Emergency]:
    return [
        Emergency(
            code=row.code,
            number=row.number,
            tel="".join(sign for sign in row.number if sign.isdigit() or sign == "+"),
            option=row.option,
            name=row.names.get(language) or row.names.get("es", ""),
            purpose=row.purposes.get(language) or row.purposes.get("es", ""),
            is_free=row.is_free,
            hours=row.hours,
            verified_on=row.verified_on,
            spoken="" if language in row.names and (language in row.purposes or not row.purposes) else "es",
        )
        for row in EmergencyNumber.objects.all()
    ]
