"""The routes of the demo city: those of Ecuador's pack, with the work of an invented team on top of them."""

from collections.abc import Callable
from datetime import date, datetime

from django.utils.translation import gettext as _

from arraigo.areas.attention.actions import publishing, routes
from arraigo.areas.attention.actions.installing import install_pack
from arraigo.areas.attention.actions.translating import Said, save_texts
from arraigo.areas.attention.enums import DemandKind, RouteState
from arraigo.areas.attention.models import Route, RouteVersion, SearchDemand
from arraigo.areas.attention.queries import definitions, editing, translations
from arraigo.core.accounts.api import Role
from arraigo.core.accounts.models import Membership, User
from arraigo.core.places.models import Area, City

PACK = "ec"
# What is written anew: a route of the pack that goes on being its own, and one that waits for a second person.
OUTDATED, IN_REVIEW = "salud", "vivienda-y-desalojo"
ADDED = "Receipts or photos of what you have paid."
# (need, language, how often in each of the last three months); those under five show that they are hidden.
SEARCHES = (
    ("housing", "es", (14, 19, 23)),
    ("housing", "ht", (6, 8, 11)),
    ("housing", "en", (2, 1, 3)),
    ("livelihoods", "es", (9, 12, 12)),
    ("livelihoods", "pt", (1, 0, 2)),
    ("disability", "es", (5, 7, 6)),
    ("mental-health", "es", (3, 6, 8)),
    ("", "es", (11, 9, 17)),
    ("", "fr", (2, 5, 7)),
)
LEFT = (("salud", (7, 9, 13)), ("educacion", (5, 6, 4)), ("vivienda-y-desalojo", (12, 15, 21)))


def build(*, city: City, by: User | None, at: datetime, progress: Callable[[str, int, int], None]) -> None:
    """Install the country's routes and show them at work: a draft in review, a stale translation, unmet needs.

    Runs inside `tenancy.scope(city)` and the caller's transaction.
    """
    words = _("Instalando las rutas del Ecuador")
    progress(words, 0, 4)
    install_pack(city=city, pack=PACK, by=by, at=at)
    progress(words, 1, 4)
    second = _second(city, by)
    if by is not None and second is not None:
        _publish_anew(by, second, at)
        progress(words, 2, 4)
        _send_to_review(by, at)
        _begin_own(second, at)
    progress(words, 3, 4)
    _unmet(city, at)
    progress(words, 4, 4)


def _second(city: City, by: User | None) -> User | None:
    """Return another member who may review."""
    members = Membership.objects.filter(city=city, role=Role.CASE_WORKER).exclude(user=by).select_related("user")
    found = members.order_by("created_at").first()
    return found.user if found else None


def _draft(slug: str, by: User, at: datetime) -> RouteVersion | None:
    route = Route.objects.filter(slug=slug, versions__state=RouteState.PUBLISHED).first()
    return routes.start_draft(route=route, by=by, at=at) if route is not None else None


def _publish_anew(by: User, second: User, at: datetime) -> None:
    """The city says more in Spanish than the pack: its English is now of another text."""
    draft = _draft(OUTDATED, by, at)
    if draft is None:
        return
    told = definitions.plain(draft.definition)
    told["summary"] = _("Cómo pedir atención de salud en Santa Marina, también sin documentos.")
    _save(draft, told, by, at, _("El resumen nombra la ciudad."))
    publishing.submit(version=draft, by=by, at=at)
    publishing.approve(version=draft, by=second, at=at, note=_("Leída entera con la ventanilla."))
    publishing.publish(version=draft, by=second, at=at)


def _send_to_review(by: User, at: datetime) -> None:
    draft = _draft(IN_REVIEW, by, at)
    if draft is None:
        return
    told = definitions.plain(draft.definition)
    for step in editing.steps_of(told).values():
        if step.get("kind") == "outcome" and isinstance(step.get("bring"), list):
            step["bring"] = [*step["bring"], _("Recibos o fotos de lo que ha pagado.")]
            break
    _save(draft, told, by, at, _("Se agrega qué llevar para reclamar el arriendo."))
    _say_in_english(draft, by, at)
    publishing.submit(version=draft, by=by, at=at)


def _say_in_english(draft: RouteVersion, by: User, at: datetime) -> None:
    """What was added is said in English too: without it protection content is not even sent to review."""
    fresh = RouteVersion.objects.get(pk=draft.pk)
    route = definitions.sketched(fresh)
    if route is not None:
        known = translations.units(route, "en", translations.row_for(fresh, "en").texts)
        said = {one.key: Said(ADDED, "current") for one in known if not one.target}
        save_texts(version=fresh, language="en", said=said, by=by, at=at)


def _begin_own(by: User, at: datetime) -> None:
    """A route of the city's own that is not finished, so that its problems show."""
    routes.create_route(title=_("Reunirme con mi familia"), need="family", protection=False, by=by, at=at)


def _save(draft: RouteVersion, told: definitions.Plain, by: User, at: datetime, note: str) -> None:
    text = definitions.written(told)
    routes.save_draft(version=draft, definition=text, seen=draft.sha256, by=by, at=at, note=note)


def _unmet(city: City, at: datetime) -> None:
    """Counts as the guide would have made them, three months back."""
    months = _months(city.day_of(at))
    areas = list(Area.objects.filter(level="neighbourhood").order_by("code")[:3])
    rows = [
        SearchDemand(city=city, month=month, kind=DemandKind.SEARCH, language=language, need=need, area=area, count=n)
        for need, language, counts in SEARCHES
        for month, count in zip(months, counts, strict=True)
        for area, n in _spread(count, areas)
    ]
    for slug, counts in LEFT:
        version = RouteVersion.objects.filter(route__slug=slug, state=RouteState.PUBLISHED).first()
        sketch = definitions.sketched(version) if version else None
        if sketch is not None:
            rows += [
                SearchDemand(
                    city=city,
                    month=month,
                    kind=DemandKind.ABANDONED,
                    language="es",
                    route=slug,
                    step=sketch.start,
                    count=count,
                )
                for month, count in zip(months, counts, strict=True)
            ]
    SearchDemand.objects.bulk_create(rows)


def _months(today: date) -> list[date]:
    """Return the first days of the three months before this one, the oldest first: only finished ones are shown."""
    first = today.year * 12 + today.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(first - 3, first)]


def _spread(count: int, areas: list[Area]) -> list[tuple[Area | None, int]]:
    """Share a count between saying no place and some neighbourhoods: half, and the rest in halves."""
    shared: list[tuple[Area | None, int]] = []
    left = count
    for area in areas:
        part = left // 2
        left -= part
        shared.append((area, part))
    return [(area, part) for area, part in [(None, left), *shared] if part]
