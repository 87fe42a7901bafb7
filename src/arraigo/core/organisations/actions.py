"""Writes of the organisations of a city."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from arraigo.core import tenancy
from arraigo.core.audit import api as audit
from arraigo.core.organisations.enums import OrganizationKind
from arraigo.core.organisations.models import Organization
from arraigo.core.organisations.names import name_key, tidy

if TYPE_CHECKING:
    from arraigo.core.accounts.models import User
    from arraigo.core.places.models import City

FIELDS = ("name", "alternate_name", "kind", "description", "website")


class NameTakenError(ValueError):
    """The city has an organisation of that name already."""

    def __init__(self, name: str) -> None:
        super().__init__(_("Ya hay una organización llamada «%(name)s».") % {"name": name})


@transaction.atomic
def resolve_names(names: Iterable[str], *, city: "City", by: "User | None", at: datetime) -> dict[str, Organization]:
    """Return the organisation of each name, as it was given, making those that the city does not have.

    Names are the same when they differ in accents, capitals, spaces or punctuation; an organisation's other name
    counts too. A name that is only similar is another organisation. Blank names are left out.
    """
    given = {name: name_key(name) for name in names if name_key(name)}
    if not given:
        return {}
    with tenancy.scope(city):
        known = _by_key()
        fresh = {key: name for name, key in reversed(given.items()) if key not in known}
        made = [
            Organization(city_id=city.id, name=tidy(name), name_key=key)
            for key, name in sorted(fresh.items(), key=lambda item: item[0])
        ]
        if made:
            # Another session may have made the same one meanwhile: take whichever is there.
            Organization.objects.bulk_create(made, ignore_conflicts=True)
            known = _by_key()
            detail = {"names": [organization.name for organization in made]}
            audit.record(action="organisations.create", subject="organisations", by=by, at=at, detail=detail)
    return {name: known[key] for name, key in given.items()}


def _by_key() -> dict[str, Organization]:
    """Return the session city's organisations by every key; a name of one's own goes before another's alias."""
    rows = list(Organization.objects.order_by("id"))
    aliases = {name_key(row.alternate_name): row for row in reversed(rows) if name_key(row.alternate_name)}
    return aliases | {row.name_key: row for row in rows}


@transaction.atomic
def create_organization(
    *,
    city: "City",
    name: str,
    by: "User | None",
    at: datetime,
    kind: str = OrganizationKind.PUBLIC,
    alternate_name: str = "",
    description: str = "",
    website: str = "",
) -> Organization:
    """Add an organisation; raises NameTakenError, or ValueError for a blank name."""
    if not name_key(name):
        raise ValueError(_("Escriba el nombre de la organización."))
    organization = Organization(
        city_id=city.id,
        name=tidy(name),
        name_key=name_key(name),
        alternate_name=tidy(alternate_name),
        kind=kind,
        description=description.strip(),
        website=website,
    )
    with tenancy.scope(city):
        _save(organization, fresh=True)
        audit.record(action="organisations.create", subject=organization, by=by, at=at)
    return organization


@transaction.atomic
def update_organization(
    organization: Organization, *, changes: Mapping[str, str], by: "User | None", at: datetime
) -> Organization:
    """Change an organisation's fields (see FIELDS); raises NameTakenError, or ValueError for a blank name."""
    wanted = {name: value for name, value in changes.items() if name in FIELDS}
    if "name" in wanted and not name_key(wanted["name"]):
        raise ValueError(_("Escriba el nombre de la organización."))
    changed = sorted(name for name, value in wanted.items() if getattr(organization, name) != value)
    for name in changed:
        setattr(organization, name, tidy(wanted[name]) if name in ("name", "alternate_name") else wanted[name])
    organization.name_key = name_key(organization.name)
    if changed:
        _save(organization, fresh=False)
        audit.record(action="organisations.update", subject=organization, by=by, at=at, detail={"fields": changed})
    return organization


def _save(organization: Organization, *, fresh: bool) -> None:
    try:
        with transaction.atomic():
            organization.save(force_insert=fresh)
    except IntegrityError as error:
        if "organization_name_is_unique" in str(error):
            raise NameTakenError(organization.name) from error
        raise
