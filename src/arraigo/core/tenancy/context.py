"""The session's city: set at the start of a request, job or command, cleared at its end."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.db import InternalError, connection

APP_ROLE = "arraigo_app"


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


_standing: ContextVar[Standing | None] = ContextVar("arraigo_standing", default=None)


def _baseline() -> Standing:
    """Return what a fresh connection stands for: nothing, or in migrations and tests' set-up the owner."""
    return Standing(role=APP_ROLE if settings.DATABASE_ROLE == "app" else "none")


def standing() -> Standing:
    """Return what the database session stands for now."""
    return _standing.get() or _baseline()


def current_city_id() -> UUID | None:
    """Return the id of the city whose rows are visible, if one is set."""
    return standing().city


def _assume(wanted: Standing) -> None:
    with connection.cursor() as cursor:
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
    _assume(wanted)
    token = _standing.set(wanted)
    try:
        yield
    finally:
        _standing.reset(token)
        # In a broken transaction nothing can be set; its rollback takes the setting back by itself.
        if not connection.needs_rollback:
            with suppress(InternalError):
                _assume(before)


@contextmanager
def scope(city: HasId | UUID | None) -> Iterator[None]:
    """Show only this city's rows until the end of the block; with None, no city's."""
    city_id = city if isinstance(city, UUID) or city is None else city.id
    with _stand(replace(standing(), role=APP_ROLE, city=city_id)):
        yield


@contextmanager
def as_user(user_id: UUID | None, city: HasId | UUID | None = None) -> Iterator[None]:
    """Show a user's own memberships besides the city's rows until the end of the block."""
    city_id = city if isinstance(city, UUID) or city is None else city.id
    with _stand(Standing(role=APP_ROLE, city=city_id, user=user_id)):
        yield
