"""What every action of plans shares."""

from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.text import slugify

from arraigo.core import tenancy


class PlansError(Exception):
    """Something that a person can mend; the message says what is wrong, where, and what to do."""


def own_city() -> UUID:
    """Return the id of the city whose rows are seen; raises LookupError where none is set."""
    city = tenancy.current_city_id()
    if city is None:
        raise LookupError("no city is set")
    return city


def change(row: Model, fields: dict[str, Any]) -> list[str]:
    """Set the fields that differ and save them; returns their names, sorted."""
    changed = sorted(name for name, value in fields.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, fields[name])
    if changed:
        row.save(update_fields=changed)
    return changed


def free_slug(model: type[Model], title: str, otherwise: str) -> str:
    """Return the address that a title makes, which no row of the model in this city has; `otherwise` for no letters."""
    wanted = slugify(title)[:70].strip("-") or otherwise
    taken = set(model._default_manager.filter(slug__startswith=wanted).values_list("slug", flat=True))
    candidates = (wanted if number == 1 else f"{wanted}-{number}" for number in range(1, len(taken) + 2))
    return next(slug for slug in candidates if slug not in taken)
