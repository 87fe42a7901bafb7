"""What every row of a city has: an id made in Python, known before the row is written, and its city."""

# ruff: noqa: ANN401 - the signatures are those of Django

from typing import Any
from uuid import UUID

import uuid_utils.compat
from django.db import models


def new_id() -> UUID:
    """Return a UUIDv7: random, and sorted by the time it was made."""
    return uuid_utils.compat.uuid7()


class CityForeignKey(models.ForeignKey):  # type: ignore[type-arg]
    """A foreign key to a row of the same city; the database enforces (city, id), see `operations.Protect`."""

    def __init__(self, to: Any, on_delete: Any, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        super().__init__(to, on_delete, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("db_constraint", None)
        return name, path, args, kwargs


class CityModel(models.Model):
    """A row that belongs to one city. Its migration must end with `operations.Protect`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    city = models.ForeignKey("places.City", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
