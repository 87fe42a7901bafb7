"""Routes and their versions as lists and pages show them."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet

from arraigo.areas.attention.enums import RouteState
from arraigo.areas.attention.models import Route, RouteVersion
from arraigo.areas.attention.models.routes import OPEN

FRESH = timedelta(days=180)
"""How long what somebody checked counts as checked."""

SOON = timedelta(days=30)
"""How long before its last day a route is said to be ending."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A route as the list shows it: what is public of it, what is being written, and what is due."""

    route: Route
    published: RouteVersion | None
    working: RouteVersion | None
    due: str
    languages: tuple[tuple[str, int, int], ...]

    @property
    def shown(self) -> RouteVersion | None:
        """The version whose facts the list tells."""
        return self.published or self.working

    @property
    def state(self) -> str:
        """Where the route stands: its open version's state counts only where nothing is public."""
        version = self.shown
        return version.state if version else RouteState.RETIRED


def routes() -> QuerySet[Route]:
    """Return the routes of the city with their versions, without the definitions, which lists do not read."""
    rows = RouteVersion.objects.defer("definition").prefetch_related(
        Prefetch("translations", to_attr="spoken"),
    )
    return Route.objects.prefetch_related(Prefetch("versions", rows, to_attr="kept"))


def listed(rows: QuerySet[Route], today: date) -> list[Listed]:
    """Return routes as the list shows them on a day."""
    return [_listed(route, today) for route in rows]


def _listed(route: Route, today: date) -> Listed:
    kept: list[RouteVersion] = getattr(route, "kept", [])
    published = next((one for one in kept if one.state == RouteState.PUBLISHED), None)
    working = next((one for one in kept if one.state in OPEN), None)
    spoken = _languages(published or working)
    return Listed(route, published, working, due(published, today) if published else "", spoken)


def _languages(version: RouteVersion | None) -> tuple[tuple[str, int, int], ...]:
    """Return (language, texts that the guide shows in it, texts)."""
    found = getattr(version, "spoken", [])
    return tuple((one.language, _shown(one.counts), sum(one.counts.values())) for one in found)


def _shown(counts: dict[str, int]) -> int:
    return counts.get("current", 0) + counts.get("needs_review", 0)


def due(version: RouteVersion, today: date) -> str:
    """Return what is due of a published version: "expired", "ending", "check" or ""."""
    if version.valid_until is not None and version.valid_until < today:
        return "expired"
    if version.valid_until is not None and version.valid_until <= today + SOON:
        return "ending"
    if version.verified_on is None or version.verified_on < today - FRESH:
        return "check"
    return ""


def versions(route: Route) -> list[RouteVersion]:
    """Return the versions of a route, the newest first, with who wrote, reviewed and published each."""
    people = ("written_by", "submitted_by", "reviewed_by", "published_by")
    return list(route.versions.defer("definition").select_related(*people).prefetch_related("translations"))


def waiting() -> int:
    """Return how many versions wait for somebody's review."""
    return RouteVersion.objects.filter(state=RouteState.IN_REVIEW).count()
