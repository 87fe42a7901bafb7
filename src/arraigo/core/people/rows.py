"""Drafts turned into rows, not yet written. Pure but for the keys."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from arraigo.core.people.documents import NormalDocument
from arraigo.core.people.drafts import PersonDraft
from arraigo.core.people.enums import ContactKind
from arraigo.core.people.indexes import contact_index, contact_key, document_index, search_tokens
from arraigo.core.people.models import Functioning, Person, PersonContact, PersonDocument

QUESTIONS = ("seeing", "hearing", "walking", "remembering", "self_care", "communicating")
SEALED = ("full_name", "surnames", "given_names", "known_as", "birth_date")
OPEN = ("birth_year", "sex", "gender", "population_group", "nationality", "language")


def values_of(draft: PersonDraft) -> dict[str, object]:
    """Return the columns of a draft's person."""
    told = {name: getattr(draft, name) for name in (*SEALED, *OPEN)}
    return told | {"full_name": draft.name, "birth_year": draft.year}


def person_row(draft: PersonDraft, *, city_id: UUID, at: datetime) -> Person:
    """Return the row of a new person."""
    return Person(city_id=city_id, created_at=at, search=tokens_of(draft, city_id), **values_of(draft))


def tokens_of(draft: PersonDraft, city_id: UUID) -> list[int]:
    """Return the search tokens of a draft."""
    names = (draft.name, draft.surnames, draft.given_names, draft.known_as)
    return search_tokens(city_id, names=names, documents=draft.documents, emails=draft.emails)


def document_rows(person_id: UUID, documents: Iterable[NormalDocument], city_id: UUID) -> list[PersonDocument]:
    """Return the rows of a person's documents, each once."""
    return [
        PersonDocument(
            city_id=city_id,
            person_id=person_id,
            kind=document.kind,
            country=document.country,
            number=document.number,
            is_valid=document.is_valid,
            index=document_index(city_id, document.key),
        )
        for document in {document.key: document for document in documents}.values()
    ]


def contacts_of(draft: PersonDraft) -> list[tuple[str, str]]:
    """Return a draft's contacts as (kind, value), those that cannot be used left out."""
    told: Sequence[tuple[ContactKind, tuple[str, ...]]] = (
        (ContactKind.EMAIL, draft.emails),
        (ContactKind.PHONE, draft.phones),
        (ContactKind.ADDRESS, draft.addresses),
    )
    return [(kind, value.strip()) for kind, values in told for value in values if contact_key(kind, value)]


def contact_rows(
    person_id: UUID, contacts: Iterable[tuple[str, str]], city_id: UUID, *, confirmed: bool = False
) -> list[PersonContact]:
    """Return the rows of a person's contacts, each once."""
    rows = {
        (kind, contact_key(kind, value)): PersonContact(
            city_id=city_id,
            person_id=person_id,
            kind=kind,
            value=value,
            index=contact_index(city_id, kind, value),
            is_confirmed=confirmed,
        )
        for kind, value in contacts
    }
    return list(rows.values())


def functioning_row(person_id: UUID, answers: Mapping[str, int], city_id: UUID, at: datetime) -> Functioning:
    """Return the row of a person's answers to the Washington Group Short Set."""
    told = {question: answers.get(question) for question in QUESTIONS}
    return Functioning(city_id=city_id, person_id=person_id, asked_at=at, **told)
