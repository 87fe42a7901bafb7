"""The right to be forgotten (in Ecuador LOPDP art. 15): who somebody is goes, what is counted stays."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.core.audit import api as audit
from arraigo.core.people.models import Person, PersonContact, PersonDocument
from arraigo.core.people.rows import SEALED

if TYPE_CHECKING:
    from arraigo.core.accounts.models import User


@transaction.atomic
def erase_person(person_id: UUID, *, reason: str, by: "User | None", at: datetime) -> None:
    """Remove a person's identity for good: names, date of birth, documents, contacts and what they are found by.

    Sex, year of birth, population group and their like stay, so that past figures still add up; the row keeps its id.
    Repeating it changes nothing. Raises ValueError without a reason, and Person.DoesNotExist.
    """
    if not reason.strip():
        raise ValueError(_("Escriba por qué se borra: quién lo pidió y cómo."))
    person = Person.objects.select_for_update().get(pk=person_id)
    if person.erased_at is not None:
        return
    for name in SEALED:
        setattr(person, name, "")
    person.search = []
    person.erased_at = at
    person.save()
    documents, _details = PersonDocument.objects.filter(person=person).delete()
    contacts, _details = PersonContact.objects.filter(person=person).delete()
    detail = {"reason": reason.strip(), "documents": documents, "contacts": contacts}
    audit.record(action="people.erase", subject=f"people.person:{person_id}", by=by, at=at, detail=detail)
