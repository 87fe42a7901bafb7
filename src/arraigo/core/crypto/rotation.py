"""Rotation: everything that is sealed gets the newest key, so that an old one can be put away.

Values are sealed anew in batches, each committed by itself: whoever stops it, or pulls the plug, runs it again and it
goes on where it was, because every value says with which key it was sealed. The program may work meanwhile; a value
that somebody changes at the same moment is left as they wrote it.

What other packages seal outside of EncryptedText columns they seal anew themselves: their AppConfig has `reseal` and
`keys_in_use` (see Reseals).
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable
from uuid import UUID

from django.apps import apps
from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from arraigo.core import tenancy
from arraigo.core.crypto.fields import EncryptedText
from arraigo.core.crypto.keyring import keyring
from arraigo.core.crypto.sealing import seal, unseal
from arraigo.core.tenancy.models import CityModel

Progress = Callable[[str, int, int], None]
BATCH = 500
KEY_NUMBER = "get_byte({column}, 1) * 256 + get_byte({column}, 2)"


@runtime_checkable
class Reseals(Protocol):
    """An AppConfig whose package seals things in its own way."""

    def reseal(self, progress: Progress) -> int:
        """Seal them with the newest key and return how many were."""

    def keys_in_use(self) -> Counter[int]:
        """Return how many things each key has sealed."""


@dataclass(frozen=True)
class Rotated:
    """What a rotation did: values in tables, and other things such as files."""

    at: datetime
    key: int
    values: int
    others: int


def rotate(*, at: datetime, progress: Progress) -> Rotated:
    """Seal everything of every city with the newest key. It may be stopped and run again.

    `keyring.add` makes a new key first. Raises Tampered where a value does not open, KeysMissing.
    """
    keyring.cache_clear()
    columns = list(_columns())
    step, values = _("Cifrando de nuevo los datos"), 0
    for done, (model, field) in enumerate(columns, start=1):
        for city in _cities(model):
            values += _reseal_column(model, field, city)
        progress(step, done, len(columns))
    others = sum(config.reseal(progress) for config in apps.get_app_configs() if isinstance(config, Reseals))
    return Rotated(at, keyring().current, values, others)


def keys_in_use() -> Counter[int]:
    """Return how many values and files each key has sealed: one that is not in it can be put away."""
    total: Counter[int] = Counter()
    for model, field in _columns():
        for city in _cities(model):
            total += _count_keys(model, field, city)
    for config in apps.get_app_configs():
        if isinstance(config, Reseals):
            total += config.keys_in_use()
    return total


def _columns() -> Iterator[tuple[type[models.Model], EncryptedText]]:
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, EncryptedText):
                yield model, field


def _cities(model: type[models.Model]) -> list[UUID | None]:
    """Return the cities in which a table has rows of its own; a global table has them in none."""
    if not issubclass(model, CityModel):
        return [None]
    return list(apps.get_model("places", "City")._default_manager.order_by("pk").values_list("pk", flat=True))


@contextmanager
def _rows_of(city: UUID | None) -> Iterator[str]:
    """Open a city's rows and yield the condition that names them, also to an owner who sees all."""
    if city is None:
        yield "true"
        return
    with tenancy.scope(city):
        yield "city_id = arraigo_city()"


def _reseal_column(model: type[models.Model], field: EncryptedText, city: UUID | None) -> int:
    table, column, pk = _names(model, field)
    done, last = 0, UUID(int=0)
    with _rows_of(city) as mine:
        statement = (
            f"SELECT {pk}, {column} FROM {table} WHERE {mine} AND {pk} > %s AND length({column}) > 3"  # noqa: S608
            f" AND {KEY_NUMBER.format(column=column)} <> %s ORDER BY {pk} LIMIT {BATCH}"
        )
        while True:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement, [last, keyring().current])
                rows = [(key, bytes(sealed)) for key, sealed in cursor.fetchall()]
                if not rows:
                    return done
                changes = [(_sealed_anew(model, field, key, sealed), key, sealed) for key, sealed in rows]
                update = f"UPDATE {table} SET {column} = %s WHERE {pk} = %s AND {column} = %s"  # noqa: S608
                cursor.executemany(update, changes)
            done, last = done + len(rows), rows[-1][0]


def _sealed_anew(model: type[models.Model], field: EncryptedText, key: UUID, sealed: bytes) -> bytes:
    place = field.place(model(pk=key))
    return seal(unseal(sealed, bound_to=place), bound_to=place)


def _count_keys(model: type[models.Model], field: EncryptedText, city: UUID | None) -> Counter[int]:
    table, column, _pk = _names(model, field)
    number = KEY_NUMBER.format(column=column)
    with _rows_of(city) as mine, connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {number}, count(*) FROM {table} WHERE {mine} AND length({column}) > 3 GROUP BY 1"  # noqa: S608
        )
        return Counter(dict(cursor.fetchall()))


def _names(model: type[models.Model], field: EncryptedText) -> tuple[str, str, str]:
    quote = connection.ops.quote_name
    return quote(model._meta.db_table), quote(str(field.column)), quote(str(model._meta.pk.column))
