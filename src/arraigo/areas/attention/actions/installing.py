"""Installing a pack: its emergency numbers and routes become the city's, without writing over what the city changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.areas.attention.actions.common import AttentionError, touch_guide
from arraigo.areas.attention.actions.publishing import put_out
from arraigo.areas.attention.actions.routes import name_route, next_number, put
from arraigo.areas.attention.enums import RouteState
from arraigo.areas.attention.models import EmergencyNumber, Route, RouteTranslation, RouteVersion
from arraigo.areas.attention.queries import definitions, packs, translations
from arraigo.areas.attention.queries.definitions import Checked
from arraigo.core import tenancy
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit
from arraigo.core.places.models import City
from arraigo.engines.guidance.problems import Problem
from arraigo.engines.guidance.registers import Number


@dataclass(frozen=True, slots=True)
class Installed:
    """What became of a pack's routes, each by its address, and how many of its numbers changed.

    `offered` were changed by the city: the pack's text waits as a draft. `refused` are not fit on this day, and why.
    """

    published: list[str] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    refused: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    numbers: int = 0


@transaction.atomic
def install_pack(*, city: City, pack: str, by: User | None, at: datetime) -> Installed:
    """Make the city's guide speak a pack; done again it changes only what the pack has changed since.

    A route that the city changed or retired is left as it is, and what the pack says is offered as a draft. A route
    that is not whole on this day is left out and told. Raises AttentionError where there is no such pack.
    """
    if not packs.exists(pack):
        known = ", ".join(packs.known())
        raise AttentionError(_("No hay un paquete «%(pack)s». Hay: %(known)s.") % {"pack": pack, "known": known})
    with tenancy.scope(city):
        changed = _numbers(city, pack)
        done = Installed(numbers=changed)
        codes = definitions.known_numbers()
        today = city.day_of(at)
        for one in packs.routes(pack):
            _install(one, done, city=city, pack=pack, codes=codes, today=today, by=by, at=at)
        if changed:
            touch_guide(at=at)
        if changed or done.published or done.offered:
            detail = {"pack": pack, "published": len(done.published), "offered": len(done.offered), "numbers": changed}
            audit.record(action="attention.pack.install", subject=city, by=by, at=at, detail=detail)
        return done


def _install(
    one: packs.PackRoute,
    done: Installed,
    *,
    city: City,
    pack: str,
    codes: frozenset[str],
    today: date,
    by: User | None,
    at: datetime,
) -> None:
    checked = definitions.check(
        one.definition, name=one.name, today=today, numbers=codes, translations=one.translations
    )
    if checked.route is None:
        done.refused[one.name] = checked.errors
        return
    route, _is_new = Route.objects.get_or_create(
        city=city,
        slug=checked.route.id,
        defaults={
            "need": checked.route.need,
            "title": checked.route.title[:200],
            "pack": pack,
            "is_active": False,
            "by": by,
            "created_at": at,
        },
    )
    spoken = _spoken(checked)
    versions = list(RouteVersion.objects.select_for_update().filter(route=route).prefetch_related("translations"))
    last = next((row for row in versions if row.pack == pack), None)
    if last is not None and _is_same(last, one.definition, spoken):
        done.unchanged.append(route.slug)
        return
    if _is_the_citys(versions, pack):
        version = next((row for row in versions if row.is_open and row.pack == pack), None)
        _write(version, route, one.definition, checked, spoken, pack=pack, at=at)
        done.offered.append(route.slug)
        return
    version = _write(None, route, one.definition, checked, spoken, pack=pack, at=at)
    put_out(version, by=by, at=at)
    name_route(route, title=checked.route.title, need=checked.route.need)
    done.published.append(route.slug)


def _is_the_citys(versions: list[RouteVersion], pack: str) -> bool:
    """Say whether what the guide shows, or shows no more, is what the city decided and not what the pack brought."""
    if not versions:
        return False
    published = next((row for row in versions if row.state == RouteState.PUBLISHED), None)
    return published is None or published.pack != pack


def _is_same(version: RouteVersion, definition: str, spoken: Mapping[str, dict[str, Any]]) -> bool:
    return version.sha256 == definitions.mark(definition) and spoken == {
        row.language: row.texts for row in version.translations.all()
    }


def _write(
    version: RouteVersion | None,
    route: Route,
    definition: str,
    checked: Checked,
    spoken: Mapping[str, dict[str, Any]],
    *,
    pack: str,
    at: datetime,
) -> RouteVersion:
    if version is None:
        version = RouteVersion(city_id=route.city_id, route=route, number=next_number(route), pack=pack)
    version.state, version.written_at = RouteState.DRAFT, at
    version.reviewed_by, version.reviewed_at = None, None
    put(version, definition, checked)
    version.save()
    version.translations.all().delete()
    for language, texts in spoken.items():
        told = translations.counts(checked.sketch, language, texts) if checked.sketch else {}
        RouteTranslation.objects.create(
            city_id=route.city_id, version=version, language=language, texts=texts, counts=told, updated_at=at
        )
    return version


def _spoken(checked: Checked) -> dict[str, dict[str, Any]]:
    """Return the translations of a pack's route as rows keep them."""
    given = checked.route.translations if checked.route is not None else {}
    return {
        language: {
            key: {"text": text.text, "of": text.of, "state": text.state.value}
            for key, text in one.texts.items()
            if text.text
        }
        for language, one in given.items()
    }


def _numbers(city: City, pack: str) -> int:
    """Set the pack's emergency numbers and return how many changed."""
    changed = 0
    for order, one in enumerate(packs.numbers(pack)):
        fields = {**_number(one), "order": order, "pack": pack}
        row = EmergencyNumber.objects.select_for_update().filter(code=one.id).first()
        if row is None:
            EmergencyNumber.objects.create(city=city, code=one.id, **fields)
            changed += 1
        elif any(getattr(row, name) != value for name, value in fields.items()):
            EmergencyNumber.objects.filter(pk=row.pk).update(**fields)
            changed += 1
    return changed


def _number(told: Number) -> dict[str, Any]:
    return {
        "number": told.number,
        "option": told.option,
        "names": dict(told.name),
        "purposes": dict(told.purpose),
        "is_free": told.free,
        "hours": told.hours,
        "source": {"title": told.source, "url": told.url},
        "verified_on": date.fromisoformat(told.verified_on) if told.verified_on else None,
    }
