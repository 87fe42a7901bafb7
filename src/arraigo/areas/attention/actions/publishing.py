"""The way of a version from draft to public: sent, reviewed by somebody who did not write it, published, retired."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arraigo.areas.attention.actions.common import AttentionError, DefinitionRefusedError, own_city, touch_guide
from arraigo.areas.attention.actions.routes import city_of, locked, name_route
from arraigo.areas.attention.enums import RouteState
from arraigo.areas.attention.models import Route, RouteVersion
from arraigo.areas.attention.queries import definitions
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit


@transaction.atomic
def submit(*, version: RouteVersion, by: User | None, at: datetime, note: str = "") -> RouteVersion:
    """Send a draft that is whole to be reviewed by another person; sent twice it stays where it is."""
    version = locked(version)
    if version.state == RouteState.IN_REVIEW:
        return version
    _must_be(version, RouteState.DRAFT)
    _must_be_whole(version, at=at)
    version.state, version.submitted_by, version.submitted_at = RouteState.IN_REVIEW, by, at
    version.note = note or version.note
    version.save(update_fields=["state", "submitted_by", "submitted_at", "note"])
    _record("attention.version.submit", version, by, at)
    return version


@transaction.atomic
def approve(*, version: RouteVersion, by: User, at: datetime, note: str = "") -> RouteVersion:
    """Say that a version was read and is right. Whoever wrote any of it may not: raises AttentionError."""
    version = locked(version)
    _must_be(version, RouteState.IN_REVIEW)
    if wrote(version, by):
        raise AttentionError(_("Usted escribió parte de esta versión. Debe revisarla otra persona del equipo."))
    _must_be_whole(version, at=at)
    version.reviewed_by, version.reviewed_at, version.review_note = by, at, note
    version.save(update_fields=["reviewed_by", "reviewed_at", "review_note"])
    _record("attention.version.approve", version, by, at)
    return version


@transaction.atomic
def send_back(*, version: RouteVersion, by: User | None, at: datetime, note: str) -> RouteVersion:
    """Return a version to its writer with what is to be changed."""
    version = locked(version)
    if version.state == RouteState.DRAFT:
        return version
    _must_be(version, RouteState.IN_REVIEW)
    if not note.strip():
        raise AttentionError(_("Escriba qué hay que cambiar, para que quien la escribió lo sepa."))
    version.state, version.review_note = RouteState.DRAFT, note
    version.reviewed_by, version.reviewed_at = None, None
    version.save(update_fields=["state", "review_note", "reviewed_by", "reviewed_at"])
    _record("attention.version.send_back", version, by, at)
    return version


@transaction.atomic
def publish(*, version: RouteVersion, by: User | None, at: datetime) -> RouteVersion:
    """Put a reviewed version in the guide in place of the one before; published twice it stays.

    Raises AttentionError for whoever wrote any of it, and where nobody else has reviewed it.
    """
    version = locked(version)
    if version.state == RouteState.PUBLISHED:
        return version
    _must_be(version, RouteState.IN_REVIEW)
    if version.reviewed_by_id is None:
        raise AttentionError(_("Falta que otra persona la revise. Solo entonces se publica."))
    if by is not None and wrote(version, by):
        raise AttentionError(_("Usted escribió parte de esta versión. La publica otra persona del equipo."))
    checked = _must_be_whole(version, at=at)
    put_out(version, by=by, at=at)
    if checked.route is not None:
        name_route(version.route, title=checked.route.title, need=checked.route.need)
    _record("attention.version.publish", version, by, at)
    return version


@transaction.atomic
def retire(*, version: RouteVersion, by: User | None, at: datetime) -> RouteVersion:
    """Take a published version out of the guide; it stays in the record. Retired twice it stays."""
    version = locked(version)
    if version.state == RouteState.RETIRED:
        return version
    _must_be(version, RouteState.PUBLISHED)
    version.state, version.retired_at = RouteState.RETIRED, at
    version.save(update_fields=["state", "retired_at"])
    version.route.is_active = False
    version.route.save(update_fields=["is_active"])
    touch_guide(at=at)
    _record("attention.version.retire", version, by, at)
    return version


def put_out(version: RouteVersion, *, by: User | None, at: datetime) -> None:
    """Publish a version and retire the one before."""
    # Who publishes another version of the route waits, and then finds this one to retire.
    Route.objects.select_for_update().get(pk=version.route_id)
    before = RouteVersion.objects.select_for_update().filter(route=version.route, state=RouteState.PUBLISHED)
    before.exclude(pk=version.pk).update(state=RouteState.RETIRED, retired_at=at)
    version.state, version.published_by, version.published_at = RouteState.PUBLISHED, by, at
    version.save()
    version.route.is_active = True
    version.route.save(update_fields=["is_active"])
    touch_guide(at=at)


def wrote(version: RouteVersion, user: User) -> bool:
    """Say whether somebody wrote any of a version, and so may not review it."""
    return user.pk == version.written_by_id or user.pk in version.writers


def _must_be(version: RouteVersion, state: RouteState) -> None:
    if version.state != state:
        told = {"state": RouteState(version.state).label, "wanted": state.label}
        raise AttentionError(_("Esta versión está %(state)s; para esto debe estar %(wanted)s.") % told)


def _must_be_whole(version: RouteVersion, *, at: datetime) -> definitions.Checked:
    checked = definitions.check_version(version, today=city_of(own_city()).day_of(at))
    if checked.errors:
        count = len(checked.errors)
        message = ngettext(
            "Falta corregir %(n)s problema de esta versión.", "Falta corregir %(n)s problemas de esta versión.", count
        )
        raise DefinitionRefusedError(message % {"n": count}, checked.errors)
    return checked


def _record(action: str, version: RouteVersion, by: User | None, at: datetime) -> None:
    audit.record(action=action, subject=version, by=by, at=at, detail={"version": version.number})
