"""The session's city: set at the start of a request, job or command, cleared at its end.

What a session stands for is kept with its connection, so that it is true of that session and of no other: another
thread or a side connection stands for nothing until it is told. A connection that is lost and opened again inside a
block stands for what the block says from its first statement on; one whose setting cannot be taken back is closed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Protocol
from uuid import UUID

from django.db import Error, InternalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.connection import ConnectionProxy

APP_ROLE = "arraigo_app"
_KEPT_AS = "arraigo_standing"


class HasId(Protocol):
    """Anything with a city's id: a City, or a value that stands for one."""

    @property
    def id(self) -> UUID: ...


@dataclass(frozen=True)
class Standing:
    """What the database session stands for."""

    role: str
    city: UUID | None = None
    user: UUID | None = None


def standing() -> Standing:
    """Return what the database session stands for now."""
    return _kept(connection) or _baseline()


def current_city_id() -> UUID | None:
    """Return the id of the city whose rows are visible, if one is set."""
    return standing().city


@contextmanager
def scope(city: HasId | UUID | None) -> Iterator[None]:
    """Show only this city's rows until the end of the block; with None, no city's."""
    with _stand(replace(standing(), role=APP_ROLE, city=_id_of(city))):
        yield


@contextmanager
def as_user(user_id: UUID | None, city: HasId | UUID | None = None) -> Iterator[None]:
    """Show a user's own memberships besides the city's rows until the end of the block."""
    with _stand(Standing(role=APP_ROLE, city=_id_of(city), user=user_id)):
        yield


def assume_again(*, connection: BaseDatabaseWrapper, **kwargs: object) -> None:
    """Tell a connection that has just been opened what its block stands for. Django calls this for every one."""
    kept = _kept(connection)
    if kept is not None and kept != _baseline():
        _tell(connection, kept)


def stand_beside(side: BaseDatabaseWrapper) -> None:
    """Make a second connection stand for what the first one stands for now."""
    setattr(side, _KEPT_AS, standing())
    if side.connection is not None:
        _tell(side, standing())


def _id_of(city: HasId | UUID | None) -> UUID | None:
    return city if isinstance(city, UUID) or city is None else city.id


def _kept(of: object) -> Standing | None:
    kept: Standing | None = getattr(of, _KEPT_AS, None)
    return kept


def _baseline() -> Standing:
    """Return what a fresh connection stands for: nothing, or in migrations and tests' set-up the owner."""
    options = connection.settings_dict.get("OPTIONS", {}).get("options", "")
    return Standing(role=APP_ROLE if f"role={APP_ROLE}" in options else "none")


def _tell(session: BaseDatabaseWrapper | ConnectionProxy[Any], wanted: Standing) -> None:
    with session.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('role', %s, false), set_config('arraigo.city', %s, false),"
            " set_config('arraigo.user', %s, false)",
            [wanted.role, str(wanted.city or ""), str(wanted.user or "")],
        )


@contextmanager
def _stand(wanted: Standing) -> Iterator[None]:
    before = standing()
    if wanted == before:
        yield
        return
    # A connection that is not open yet is told when it opens.
    if connection.connection is not None:
        _tell(connection, wanted)
    setattr(connection, _KEPT_AS, wanted)
    try:
        yield
    finally:
        setattr(connection, _KEPT_AS, before)
        _take_back(before)


def _take_back(before: Standing) -> None:
    # In a broken transaction nothing can be set; its rollback takes the setting back by itself.
    if connection.connection is None or connection.needs_rollback:
        return
    try:
        _tell(connection, before)
    except InternalError:
        if not connection.in_atomic_block:
            connection.close()
    except Error:
        connection.close()
