"""Ways to reach a person."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.core.audit import api as audit
from arraigo.core.people.enums import ContactKind
from arraigo.core.people.errors import ErasedError
from arraigo.core.people.indexes import contact_index, contact_key, search_tokens
from arraigo.core.people.models import Person, PersonContact
from arraigo.core.people.rows import contact_rows

if TYPE_CHECKING:
    from arraigo.core.accounts.models import User


@transaction.atomic
def add_contact(
    person_id: UUID, *, kind: str, value: str, by: "User | None", at: datetime, confirmed: bool = False
) -> PersonContact:
    """Add a way to reach a person, or return the one that they have already (confirmed from now on, if so told).

    Raises ValueError for a value that cannot be one, ErasedError for a person whose identity was removed.
    """
    if kind not in ContactKind.values or not contact_key(kind, value):
        raise ValueError(_("«%(value)s» no sirve para contactar a nadie. Revíselo.") % {"value": value})
    person = Person.objects.select_for_update().get(pk=person_id)
    if person.erased_at is not None:
        raise ErasedError
    index = contact_index(person.city_id, kind, value)
    contact = PersonContact.objects.filter(person_id=person_id, kind=kind, index=index).first()
    if contact is not None and (contact.is_confirmed or not confirmed):
        return contact
    if contact is None:
        contact = contact_rows(person_id, [(kind, value.strip())], person.city_id, confirmed=confirmed)[0]
        contact.save(force_insert=True)
        _make_findable(person, kind, value)
    else:
        PersonContact.objects.filter(pk=contact.pk).update(is_confirmed=True)
        contact.is_confirmed = True
    _audit("people.add_contact", contact, by, at)
    return contact


@transaction.atomic
def confirm_contact(person_id: UUID, *, kind: str, value: str, by: "User | None", at: datetime) -> bool:
    """Mark a way to reach a person as their own; return whether that changed anything."""
    person = Person.objects.get(pk=person_id)
    index = contact_index(person.city_id, kind, value)
    contact = PersonContact.objects.filter(person_id=person_id, kind=kind, index=index, is_confirmed=False).first()
    if contact is None:
        return False
    PersonContact.objects.filter(pk=contact.pk).update(is_confirmed=True)
    _audit("people.confirm_contact", contact, by, at)
    return True


def _make_findable(person: Person, kind: str, value: str) -> None:
    if kind == ContactKind.EMAIL:
        tokens = search_tokens(person.city_id, names=(), documents=(), emails=[value])
        Person.objects.filter(pk=person.pk).update(search=sorted({*person.search, *tokens}))


def _audit(action: str, contact: PersonContact, by: "User | None", at: datetime) -> None:
    detail = {"kind": contact.kind, "contact": str(contact.pk), "confirmed": contact.is_confirmed}
    audit.record(action=action, subject=f"people.person:{contact.person_id}", by=by, at=at, detail=detail)
