"""Routes and their versions: written at the desk, reviewed by another person, published, retired."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from arraigo.areas.attention.actions.common import AttentionError, DefinitionRefusedError, own_city
from arraigo.areas.attention.enums import RouteState
from arraigo.areas.attention.models import Route, RouteTranslation, RouteVersion
from arraigo.areas.attention.models.routes import OPEN
from arraigo.areas.attention.queries import definitions, translations
from arraigo.areas.attention.queries.definitions import Checked
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit
from arraigo.core.places.models import City

# Words that stand in addresses of the desk where a route's own would.
RESERVED = frozenset({"nueva", "necesidades", "guia", "paquetes", "terminos"})


@transaction.atomic
def create_route(*, title: str, need: str, protection: bool, by: User | None, at: datetime) -> RouteVersion:
    """Make a route of the city's own with a first draft to be written; returns the draft."""
    slug = _free_slug(title)
    route = Route.objects.create(
        city_id=own_city(), slug=slug, need=need, title=title, is_active=False, by=by, created_at=at
    )
    definition = definitions.written(_skeleton(slug, title, need, protection=protection, today=_today(at)))
    version = _version(route, definition, number=1, by=by, at=at)
    version.save(force_insert=True)
    audit.record(action="attention.route.create", subject=route, by=by, at=at)
    return version


@transaction.atomic
def start_draft(*, route: Route, by: User | None, at: datetime) -> RouteVersion:
    """Return the draft that the desk has open of a route; without one, a copy of what is published, or of the last."""
    Route.objects.select_for_update().get(pk=route.pk)
    found = RouteVersion.objects.filter(route=route, state__in=OPEN, pack="").first()
    if found is not None:
        return found
    source = route.versions.filter(state=RouteState.PUBLISHED).first() or route.versions.first()
    if source is None:
        raise AttentionError(_("Esta ruta no tiene ninguna versión que copiar."))
    draft = _version(route, source.definition, number=next_number(route), by=by, at=at)
    draft.save(force_insert=True)
    for one in source.translations.all():
        RouteTranslation.objects.create(
            city_id=route.city_id,
            version=draft,
            language=one.language,
            texts=one.texts,
            counts=one.counts,
            by=one.by,
            updated_at=one.updated_at,
        )
    detail = {"version": draft.number, "from": source.number}
    audit.record(action="attention.version.start", subject=draft, by=by, at=at, detail=detail)
    return draft


@transaction.atomic
def save_draft(
    *, version: RouteVersion, definition: str, seen: str, by: User | None, at: datetime, note: str | None = None
) -> Checked:
    """Keep what a draft says now, and return what the engine says of it.

    seen: the mark of the text that the writer began from, so that nobody writes over another's work unawares. A draft
    may have problems, which are told; what cannot even be read is refused. Raises AttentionError and, with problems by
    line, DefinitionRefusedError.
    """
    version = locked(version)
    if version.state != RouteState.DRAFT:
        raise AttentionError(_("Esta versión ya no es un borrador. Pida que se la devuelvan o empiece otra."))
    if seen != version.sha256:
        raise AttentionError(
            _(
                "Otra persona guardó este borrador mientras usted escribía. Su texto sigue aquí: "
                "cópielo, abra el borrador de nuevo y vuelva a hacer sus cambios."
            )
        )
    checked = _readable(version, definition, today=_today(at))
    fields = ["note"] if note is not None and note != version.note else []
    version.note = version.note if note is None else note
    if definition != version.definition:
        _take_over(version)
        _put(version, definition, checked)
        _wrote(version, by=by, at=at)
        fields = [*fields, *WRITTEN]
        translations.recount(version)
        _name_route(version.route, checked)
    if fields:
        version.save(update_fields=fields)
        detail = {"version": version.number, "problems": len(checked.errors)}
        audit.record(action="attention.version.save", subject=version, by=by, at=at, detail=detail)
    return checked


WRITTEN = [
    *("definition", "sha256", "pack", "summary", "reviewer", "valid_from", "valid_until", "verified_on"),
    *("writers", "written_by", "written_at", "reviewed_by", "reviewed_at"),
]


@transaction.atomic
def discard_draft(*, version: RouteVersion, by: User | None, at: datetime) -> None:
    """Take away a draft that was never published; a route of which nothing is left goes with it."""
    version = locked(version)
    if not version.is_open:
        raise AttentionError(_("Solo se descarta lo que no se ha publicado. Lo publicado se retira y queda guardado."))
    route, subject = version.route, audit.name_of(version)
    detail = {"version": version.number}
    version.delete()
    if not route.versions.exists():
        route.delete()
    audit.record(action="attention.version.discard", subject=subject, by=by, at=at, detail=detail)


def locked(version: RouteVersion) -> RouteVersion:
    """Return a version as it stands now, with its route, until the transaction ends; raises AttentionError if gone."""
    found = RouteVersion.objects.select_for_update(of=("self",)).select_related("route__city").filter(pk=version.pk)
    row = found.first()
    if row is None:
        raise AttentionError(_("Alguien descartó esta versión. Abra la ruta de nuevo."))
    return row


def next_number(route: Route) -> int:
    """Return the number of the next version of a route."""
    last = route.versions.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def _version(route: Route, definition: str, *, number: int, by: User | None, at: datetime) -> RouteVersion:
    version = RouteVersion(city_id=route.city_id, route=route, number=number, written_at=at)
    checked = definitions.check(
        definition, name=route.slug, today=_today(at), numbers=definitions.known_numbers(), translations={}
    )
    _put(version, definition, checked)
    version.written_by = by
    version.writers = [by.pk] if by is not None else []
    return version


def _put(version: RouteVersion, definition: str, checked: Checked) -> None:
    version.definition = definition
    version.sha256 = definitions.mark(definition)
    version.summary = definitions.summary(checked)
    version.reviewer = ((checked.sketch and checked.sketch.reviewer) or "")[:200]
    for name, value in definitions.dates(checked.sketch).items():
        setattr(version, name, value)


def put(version: RouteVersion, definition: str, checked: Checked) -> None:
    """Set what a version says and what its columns keep of it, without saving."""
    _put(version, definition, checked)


def _take_over(version: RouteVersion) -> None:
    """Make a pack's offer the desk's own draft before it is changed."""
    if not version.pack:
        return
    other = RouteVersion.objects.filter(route=version.route, state__in=OPEN, pack="").exclude(pk=version.pk)
    if other.exists():
        raise AttentionError(
            _("Ya hay un borrador de esta ruta. Publíquelo o descártelo antes de cambiar el texto del paquete.")
        )
    version.pack = ""


def _wrote(version: RouteVersion, *, by: User | None, at: datetime) -> None:
    version.written_by, version.written_at = by, at
    version.reviewed_by, version.reviewed_at = None, None
    if by is not None and by.pk not in version.writers:
        version.writers = [*version.writers, by.pk]


def _readable(version: RouteVersion, definition: str, *, today: date) -> Checked:
    checked = definitions.check(
        definition,
        name=version.route.slug,
        today=today,
        numbers=definitions.known_numbers(),
        translations=definitions.spoken(version, definition),
    )
    if not checked.is_readable:
        raise DefinitionRefusedError(_("No se guardó: el texto no se puede leer. Su texto sigue aquí."), checked.errors)
    if checked.sketch is not None and checked.sketch.id != version.route.slug:
        message = _("No se guardó: «id» debe seguir siendo «%(slug)s», que está en las direcciones de la guía.")
        raise DefinitionRefusedError(message % {"slug": version.route.slug}, ())
    return checked


def _name_route(route: Route, checked: Checked) -> None:
    """Call a route that nobody sees yet as its draft does; a published one keeps its name until the next."""
    sketch = checked.sketch
    if sketch is None or route.versions.filter(state=RouteState.PUBLISHED).exists():
        return
    name_route(route, title=sketch.title, need=sketch.need)


def name_route(route: Route, *, title: str, need: str) -> None:
    """Set the title and the need that lists show of a route."""
    route.title, route.need = title[:200] or route.title, need[:40] or route.need
    route.save(update_fields=["title", "need"])


def _today(at: datetime) -> date:
    return city_of(own_city()).day_of(at)


def city_of(city_id: UUID) -> City:
    """Return a city by its id."""
    return City.objects.get(pk=city_id)


def _free_slug(title: str) -> str:
    wanted = slugify(title)[:50].strip("-") or "ruta"
    taken = RESERVED | set(Route.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    candidates = (wanted if number == 1 else f"{wanted}-{number}" for number in range(1, len(taken) + 2))
    return next(slug for slug in candidates if slug not in taken)


def _skeleton(slug: str, title: str, need: str, *, protection: bool, today: date) -> definitions.Plain:
    """Return the beginning of a route: a question that leads to one outcome, for its writer to fill in."""
    return {
        "id": slug,
        "need": need,
        "title": title,
        "summary": title,
        "protection": "true" if protection else "false",
        "valid_from": today.isoformat(),
        "valid_until": None,
        "verified_on": None,
        "reviewer": None,
        "mandate": {"institution": "", "ground": ""},
        "sources": [],
        "start": "inicio",
        "steps": {
            "inicio": {
                "kind": "question",
                "title": _("¿Qué necesita?"),
                "answers": [
                    {"id": "si", "text": _("Sí"), "to": "fin"},
                    {"id": "no-se", "text": _("No sé o prefiero no decir"), "to": "fin"},
                ],
            },
            "fin": {"kind": "outcome", "title": title, "right": ""},
        },
    }
