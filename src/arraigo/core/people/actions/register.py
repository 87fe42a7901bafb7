"""Taking people into the register."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from arraigo.core import tenancy
from arraigo.core.audit import api as audit
from arraigo.core.consent.api import BasisDraft, record_basis_many
from arraigo.core.people.actions.documents import documents_kept_single, refuse_twins
from arraigo.core.people.drafts import PersonDraft
from arraigo.core.people.models import Person
from arraigo.core.people.rows import contact_rows, contacts_of, document_rows, functioning_row, person_row
from arraigo.core.tenancy import bulk

if TYPE_CHECKING:
    from arraigo.core.accounts.models import User
    from arraigo.core.places.models import City


@transaction.atomic
def register_many(
    drafts: Sequence[PersonDraft], *, city: "City", basis: BasisDraft, by: "User | None", at: datetime
) -> list[Person]:
    """Add people to the register, in the order of the drafts, and record why their data are held.

    One insert for each table (for each 5,000 rows), whatever their number. Raises DocumentTakenError when one document
    would be two people's; then nobody is added.
    """
    if not drafts:
        return []
    refuse_twins(drafts)
    people = [person_row(draft, city_id=city.id, at=at) for draft in drafts]
    pairs = list(zip(people, drafts, strict=True))
    with tenancy.scope(city), documents_kept_single([(None, draft) for draft in drafts]):
        bulk.insert(people)
        bulk.insert([row for person, draft in pairs for row in document_rows(person.pk, draft.documents, city.id)])
        bulk.insert([row for person, draft in pairs for row in contact_rows(person.pk, contacts_of(draft), city.id)])
        bulk.insert(
            [functioning_row(person.pk, draft.functioning, city.id, at) for person, draft in pairs if draft.functioning]
        )
    with tenancy.scope(city):
        ids = [person.pk for person in people]
        record_basis_many(ids, purpose=basis.purpose, legal_basis=basis.legal_basis, source=basis.source, by=by, at=at)
        subject = f"people.person:{ids[0]}" if len(ids) == 1 else "people.person"
        audit.record(action="people.register", subject=subject, by=by, at=at, detail={"people": len(ids)})
    return people
