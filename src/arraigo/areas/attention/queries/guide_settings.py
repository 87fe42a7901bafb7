"""What a city decided about its guide, or what holds until it decides."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from uuid import UUID

import yaml

from arraigo.areas.attention.models import GuideSettings, Route
from arraigo.areas.attention.models.guide import EXIT
from arraigo.areas.attention.queries.published import changed_at

# Where somebody listens, whatever a person comes for; a city may choose others in its settings.
LISTENING = ("emergency", "legal-aid", "documents")


@dataclass(frozen=True, slots=True)
class GuideFacts:
    """Where «Salir ya» leads, whose guide it is, what its first page puts forward, and when it last changed."""

    exit_url: str = EXIT
    office: str = ""
    first_routes: tuple[str, ...] = ()
    talk_to: tuple[UUID, ...] = ()
    changed_at: datetime | None = None


def guide_facts() -> GuideFacts:
    """Return what the session's city decided about its guide; the routes of its packs where it chose none."""
    row = GuideSettings.objects.first()
    first = tuple(row.first_routes) if row else ()
    return GuideFacts(
        exit_url=row.exit_url if row else EXIT,
        office=row.office if row else "",
        first_routes=first or _of_packs(),
        talk_to=tuple(row.talk_to) if row else (),
        changed_at=changed_at(),
    )


def _of_packs() -> tuple[str, ...]:
    packs = Route.objects.exclude(pack="").order_by("pack").values_list("pack", flat=True).distinct()
    return tuple(dict.fromkeys(slug for pack in packs for slug in _first_routes(pack)))


@cache
def _first_routes(pack: str) -> tuple[str, ...]:
    source = files("arraigo.packs") / pack / "guide.yaml"
    if not source.is_file():
        return ()
    told = yaml.load(source.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return tuple(map(str, told.get("first_routes") or ()))
