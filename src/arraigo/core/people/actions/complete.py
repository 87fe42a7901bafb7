"""Filling the blanks of people whom a later list tells more about."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from django.db import transaction

from arraigo.core import tenancy
from arraigo.core.audit import api as audit
from arraigo.core.people.actions.documents import documents_kept_single, missing
from arraigo.core.people.drafts import PersonDraft
from arraigo.core.people.enums import Gender, PopulationGroup, Sex
from arraigo.core.people.indexes import contact_key, search_tokens
from arraigo.core.people.models import Functioning, Person, PersonContact, PersonDocument
from arraigo.core.people.names import fold
from arraigo.core.people.profiles import Profile
from arraigo.core.people.queries import profiles
from arraigo.core.people.rows import (
    OPEN,
    QUESTIONS,
    SEALED,
    contact_rows,
    contacts_of,
    document_rows,
    functioning_row,
    values_of,
)

if TYPE_CHECKING:
    from arraigo.core.accounts.models import User

_BLANK = {None, "", Sex.UNKNOWN.value, Gender.UNKNOWN.value, PopulationGroup.UNKNOWN.value}
BATCH = 2000


class Difference(NamedTuple):
    """Something that a draft says otherwise than the register, which keeps what it holds."""

    person_id: UUID
    field: str
    held: str
    offered: str


def complete(person_id: UUID, draft: PersonDraft, *, by: "User | None", at: datetime) -> list[Difference]:
    """Fill what the register does not hold of a person; never overwrite. Returns what differs. See complete_many."""
    return complete_many({person_id: draft}, by=by, at=at)


@transaction.atomic
def complete_many(drafts: Mapping[UUID, PersonDraft], *, by: "User | None", at: datetime) -> list[Difference]:
    """Fill what the register does not hold of these people, in a handful of queries; never overwrite.

    Returns what differs, in the order of the drafts. An erased person stays as they are. Raises DocumentTakenError.
    """
    city_id = tenancy.current_city_id()
    if not drafts or city_id is None:
        return []
    held = {key: found for key, found in profiles(drafts, lock=True).items() if not found.is_erased}
    pairs = [(held[key], draft) for key, draft in drafts.items() if key in held]
    found = [difference for profile, draft in pairs for difference in differences(profile, draft)]
    changed = [person for profile, draft in pairs if (person := _filled(profile, draft, city_id)) is not None]
    _write_people(changed)
    with documents_kept_single([(profile.id, draft) for profile, draft in pairs]):
        fresh = [
            row
            for profile, draft in pairs
            for row in document_rows(profile.id, missing(draft.documents, profile.documents), city_id)
        ]
        PersonDocument.objects.bulk_create(fresh, batch_size=BATCH)
    contacts = [
        row for profile, draft in pairs for row in contact_rows(profile.id, _new_contacts(profile, draft), city_id)
    ]
    PersonContact.objects.bulk_create(contacts, batch_size=BATCH)
    answers = [
        functioning_row(profile.id, draft.functioning, city_id, at)
        for profile, draft in pairs
        if draft.functioning and profile.functioning is None
    ]
    Functioning.objects.bulk_create(answers, batch_size=BATCH)
    touched = {row.pk for row in changed} | {row.person_id for row in fresh}
    touched |= {row.person_id for row in contacts} | {row.person_id for row in answers}
    if touched:
        subject = f"people.person:{next(iter(touched))}" if len(touched) == 1 else "people.person"
        audit.record(action="people.complete", subject=subject, by=by, at=at, detail={"people": len(touched)})
    return found


def _write_people(changed: list[Person]) -> None:
    """Write people who exist, in one statement: encrypted columns take inserts, which here turn into updates."""
    Person.objects.bulk_create(
        changed,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*SEALED, *OPEN, "search"],
    )


def differences(profile: Profile, draft: PersonDraft) -> list[Difference]:
    """Return what a draft says otherwise than the register; what either leaves blank is no difference."""
    found = []
    for name, offered in values_of(draft).items():
        held = getattr(profile, name)
        if offered in _BLANK or held in _BLANK or _same(name, held, offered):
            continue
        found.append(Difference(profile.id, name, str(held), str(offered)))
    if profile.functioning is not None:
        for question, answer in draft.functioning.items():
            said = getattr(profile.functioning, question)
            if question in QUESTIONS and answer != said:
                found.append(Difference(profile.id, question, str(said or ""), str(answer)))
    return found


def _same(name: str, held: object, offered: object) -> bool:
    """Tell whether two values say the same; a longer date of birth says more than a shorter one, not otherwise."""
    if name == "birth_date":
        return str(held).startswith(str(offered)) or str(offered).startswith(str(held))
    if name == "full_name":
        return sorted(fold(str(held)).split()) == sorted(fold(str(offered)).split())
    return fold(str(held)) == fold(str(offered))


def _filled(profile: Profile, draft: PersonDraft, city_id: UUID) -> Person | None:
    """Return the person's row with its blanks filled, or None when nothing was to fill."""
    offered = values_of(draft)
    blanks = {
        name: value
        for name, value in offered.items()
        if value not in _BLANK and (getattr(profile, name) in _BLANK or _says_more(name, profile, str(value)))
    }
    tokens = search_tokens(
        city_id,
        names=[str(blanks.get(name, "")) for name in ("full_name", "surnames", "given_names", "known_as")],
        documents=draft.documents,
        emails=draft.emails,
    )
    person = profile.person_row()
    merged = sorted({*person.search, *tokens})
    if not blanks and merged == sorted(person.search):
        return None
    for name, value in blanks.items():
        setattr(person, name, value)
    person.search = merged
    return person


def _says_more(name: str, profile: Profile, offered: str) -> bool:
    return name == "birth_date" and len(offered) > len(profile.birth_date) and offered.startswith(profile.birth_date)


def _new_contacts(profile: Profile, draft: PersonDraft) -> list[tuple[str, str]]:
    held = {(contact.kind, contact_key(contact.kind, str(contact.value))) for contact in profile.contacts}
    return [(kind, value) for kind, value in contacts_of(draft) if (kind, contact_key(kind, value)) not in held]
