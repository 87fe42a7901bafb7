"""The organisations of a package: those of core.organisations, with the profile that HSDS adds."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q

from arraigo.areas.directory.models import OrganizationProfile
from arraigo.areas.directory.queries.hsds.drafts import Bound
from arraigo.areas.directory.queries.hsds.known import ASKED_FOR
from arraigo.core.organisations.api import OrganizationKind, name_key
from arraigo.core.organisations.models import Organization
from arraigo.core.places.models import City
from arraigo.core.tenancy import bulk
from arraigo.core.tenancy.models import new_id

# What core.organisations holds of HSDS; the rest is the profile's.
OF_CORE = ("name", "alternate_name", "description", "website")
OF_PROFILE = ("email", "tax_status", "tax_id", "year_incorporated", "legal_status", "logo", "uri")


def write_organizations(
    rows: Sequence[Bound], keys: Mapping[str, dict[UUID, UUID]], *, city: City, is_partial: bool = False
) -> tuple[int, int]:
    """Write organisations and their profiles; return how many were made and how many changed.

    One is found by its HSDS id, else by its name as core.organisations compares names. Two of one name are one.
    With `is_partial`, what a row leaves out of an organisation's profile stays.
    """
    if not rows:
        return 0, 0
    book = _Book(rows, city, is_partial)
    for row in rows:
        keys["organization"][row.id] = book.take(row)
    book.write(keys["organization"])
    return len(book.made), len(book.changed - book.made)


class _Book:
    """The organisations of a city, by HSDS id and by name."""

    def __init__(self, rows: Sequence[Bound], city: City, is_partial: bool) -> None:
        self.city, self.is_partial = city, is_partial
        self.by_name = {row.name_key: row for row in Organization.objects.all()}
        self.by_key = {row.pk: row for row in self.by_name.values()}
        profiles = OrganizationProfile.objects.all()
        if len(rows) <= ASKED_FOR:
            wanted = [row.values.get("name", "") for row in rows]
            named = [self.by_name[key].pk for key in map(name_key, wanted) if key in self.by_name]
            ids = [row.id for row in rows]
            asked = Q(source_id__in=ids) | Q(organization__in=[*ids, *named])
            profiles = profiles.filter(asked)
        listed = list(profiles)
        self.profiles = {profile.organization_id: profile for profile in listed}
        self.by_id = {profile.source_id: profile for profile in listed if profile.source_id}
        self.made: set[UUID] = set()
        self.changed: set[UUID] = set()
        self.taken: dict[UUID, Bound] = {}

    def take(self, row: Bound) -> UUID:
        """Return the key of a row's organisation, changed or made as the row says."""
        profile = self.by_id.get(row.id)
        key = name_key(row.values["name"])
        found = self.by_key.get(profile.organization_id if profile else row.id) or self.by_name.get(key)
        if found is None:
            found = Organization(
                id=new_id(), city_id=self.city.id, name="", name_key=key, kind=OrganizationKind.CIVIL_SOCIETY
            )
            self.made.add(found.pk)
            self.by_key[found.pk] = found
        if found.pk not in self.taken:
            self.taken[found.pk] = row
            self._core(found, row, key)
        self.by_name[found.name_key] = found
        return found.pk

    def _core(self, found: Organization, row: Bound, key: str) -> None:
        for name in OF_CORE:
            value = row.values.get(name)
            if not value or getattr(found, name) == value or (name == "name" and self._is_taken(key, found)):
                continue
            setattr(found, name, value)
            self.changed.add(found.pk)
            if name == "name":
                self.by_name.pop(found.name_key, None)
                found.name_key = key

    def _is_taken(self, key: str, by_other_than: Organization) -> bool:
        other = self.by_name.get(key)
        return other is not None and other.pk != by_other_than.pk

    def write(self, keys: Mapping[UUID, UUID]) -> None:
        """Write organisations, then their profiles."""
        bulk.insert([self.by_key[key] for key in self.taken if key in self.made])
        changed = [self.by_key[key] for key in self.changed - self.made]
        Organization.objects.bulk_update(changed, [*OF_CORE, "name_key"], batch_size=500)
        fresh, touched = [], []
        for key, row in self.taken.items():
            profile = self.profiles.get(key)
            if profile is None:
                profile = OrganizationProfile(id=new_id(), city_id=self.city.id, organization_id=key)
                fresh.append(profile)
                _differs(profile, row, keys)
            elif not self.is_partial and _differs(profile, row, keys):
                touched.append(profile)
                self.changed.add(key)
        bulk.insert(fresh)
        written = [*OF_PROFILE, "parent_id", "more", "source_id"]
        OrganizationProfile.objects.bulk_update(touched, written, batch_size=500)


def _differs(profile: OrganizationProfile, row: Bound, keys: Mapping[UUID, UUID]) -> bool:
    parent = row.references.get("parent")
    told: dict[str, Any] = {name: row.values.get(name) for name in OF_PROFILE}
    told = {name: "" if value is None and name != "year_incorporated" else value for name, value in told.items()}
    told |= {"parent_id": keys.get(parent) if parent else None, "more": row.more}
    told["source_id"] = profile.source_id or (row.id if row.id != profile.organization_id else None)
    changed = [name for name, value in told.items() if getattr(profile, name) != value]
    for name in changed:
        setattr(profile, name, told[name])
    return bool(changed)
