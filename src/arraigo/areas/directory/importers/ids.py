"""Ids of HSDS as this program holds them."""

from functools import lru_cache
from uuid import UUID

from arraigo.areas.directory.queries.hsds.extensions import made_id


def id_of(table: str, written: object) -> UUID:
    """Return an id of HSDS as UUID; one that is none becomes one, always the same, of its table."""
    return _id_of(table, str(written).strip())


@lru_cache(maxsize=400_000)
def _id_of(table: str, text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return made_id(table, text)
