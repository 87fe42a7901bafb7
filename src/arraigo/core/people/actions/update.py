"""Correcting what the register holds of a person."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from arraigo.core.audit import api as audit
from arraigo.core.people.actions.documents import documents_kept_single, missing
from arraigo.core.people.drafts import PersonDraft
from arraigo.core.people.errors import ErasedError
from arraigo.core.people.indexes import contact_key, document_index
from arraigo.core.people.models import Functioning, Person, PersonContact, PersonDocument
from arraigo.core.people.profiles import Profile
from arraigo.core.people.queries import profiles
from arraigo.core.people.rows import (
    QUESTIONS,
    contact_rows,
    contacts_of,
    document_rows,
    functioning_row,
    tokens_of,
    values_of,
)

if TYPE_CHECKING:
    from arraigo.core.accounts.models import User


@transaction.atomic
def update_person(person_id: UUID, draft: PersonDraft, *, by: "User | None", at: datetime) -> Person:
    """Make the register say of a person exactly what the draft says: what the draft lacks is removed.

    The audit entry names the fields that changed, never their values. Raises DocumentTakenError, ErasedError, and
    Person.DoesNotExist.
    """
    profile = profiles([person_id], lock=True).get(person_id)
    if profile is None:
        raise Person.DoesNotExist
    if profile.is_erased:
        raise ErasedError
    person = profile.person_row()
    changed = [name for name, value in values_of(draft).items() if getattr(profile, name) != value]
    for name, value in values_of(draft).items():
        setattr(person, name, value)
    person.search = tokens_of(draft, person.city_id)
    person.save()
    changed += _set_documents(profile, draft, person)
    changed += _set_contacts(profile, draft, person)
    changed += _set_functioning(profile, draft, person, at)
    if changed:
        subject = f"people.person:{person_id}"
        audit.record(action="people.update", subject=subject, by=by, at=at, detail={"fields": sorted(changed)})
    return person


def _set_documents(profile: Profile, draft: PersonDraft, person: Person) -> list[str]:
    gone = missing(profile.documents, draft.documents)
    fresh = missing(draft.documents, profile.documents)
    indexes = [document_index(person.city_id, document.key) for document in gone]
    PersonDocument.objects.filter(person=person, index__in=indexes).delete()
    with documents_kept_single([(person.pk, draft)]):
        PersonDocument.objects.bulk_create(document_rows(person.pk, fresh, person.city_id))
    return ["documents"] if gone or fresh else []


def _set_contacts(profile: Profile, draft: PersonDraft, person: Person) -> list[str]:
    wanted = {(kind, contact_key(kind, value)): (kind, value) for kind, value in contacts_of(draft)}
    held = {(contact.kind, contact_key(contact.kind, str(contact.value))): contact for contact in profile.contacts}
    gone = [contact.pk for key, contact in held.items() if key not in wanted]
    fresh = [contact for key, contact in wanted.items() if key not in held]
    PersonContact.objects.filter(pk__in=gone).delete()
    PersonContact.objects.bulk_create(contact_rows(person.pk, fresh, person.city_id))
    return ["contacts"] if gone or fresh else []


def _set_functioning(profile: Profile, draft: PersonDraft, person: Person, at: datetime) -> list[str]:
    held = profile.functioning
    before = {question: getattr(held, question) for question in QUESTIONS} if held else {}
    after = {question: draft.functioning.get(question) for question in QUESTIONS} if draft.functioning else {}
    if before == after:
        return []
    Functioning.objects.filter(person=person).delete()
    if after:
        functioning_row(person.pk, draft.functioning, person.city_id, at).save(force_insert=True)
    return ["functioning"]
