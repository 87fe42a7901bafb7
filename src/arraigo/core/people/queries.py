"""Reads of the register of people. All look only at the session's city."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from uuid import UUID

from django.db import connection

from arraigo.core import tenancy
from arraigo.core.people.enums import ContactKind
from arraigo.core.people.indexes import contact_index, document_index, fold_email, term_tokens, typed_terms
from arraigo.core.people.models import Functioning, Person, PersonContact, PersonDocument
from arraigo.core.people.names import name_tokens
from arraigo.core.people.profiles import Profile

# How many people a search considers, and how many of them it opens before it sorts them.
WIDEST, OPENED = 5000, 500
Visible = Callable[[Sequence[UUID]], Collection[UUID]]


def people_by_document(keys: Iterable[str]) -> dict[str, UUID]:
    """Return who holds each of these documents (by NormalDocument.key); those that nobody holds are left out."""
    city_id = tenancy.current_city_id()
    if city_id is None:
        return {}
    indexes = {document_index(city_id, key): key for key in keys}
    rows = PersonDocument.objects.filter(index__in=list(indexes)).values_list("index", "person_id")
    return {indexes[index]: person_id for index, person_id in rows}


def people_by_email(emails: Iterable[str], *, confirmed_only: bool = False) -> dict[str, set[UUID]]:
    """Return who is reached under each of these e-mails, by the folded e-mail (see fold_email)."""
    city_id = tenancy.current_city_id()
    if city_id is None:
        return {}
    folded = {fold_email(email) for email in emails} - {""}
    indexes = {contact_index(city_id, ContactKind.EMAIL, email): email for email in folded}
    rows = PersonContact.objects.filter(kind=ContactKind.EMAIL, index__in=list(indexes))
    if confirmed_only:
        rows = rows.filter(is_confirmed=True)
    found: defaultdict[str, set[UUID]] = defaultdict(set)
    for index, person_id in rows.values_list("index", "person_id"):
        found[indexes[index]].add(person_id)
    return dict(found)


def profiles(ids: Iterable[UUID], *, lock: bool = False) -> dict[UUID, Profile]:
    """Return what the register holds of these people, in four queries; what identifies is opened when it is read.

    lock: keep the rows from being written by others until the transaction ends.
    """
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return {}
    people = Person.objects.filter(pk__in=wanted).order_by("pk")
    rows = {person.pk: person for person in (people.select_for_update() if lock else people)}
    documents: defaultdict[UUID, list[PersonDocument]] = defaultdict(list)
    for document in PersonDocument.objects.filter(person_id__in=wanted).order_by("pk"):
        documents[document.person_id].append(document)
    contacts: defaultdict[UUID, list[PersonContact]] = defaultdict(list)
    for contact in PersonContact.objects.filter(person_id__in=wanted).order_by("pk"):
        contacts[contact.person_id].append(contact)
    answers = {answer.person_id: answer for answer in Functioning.objects.filter(person_id__in=wanted)}
    return {
        key: Profile(rows[key], documents.get(key, ()), contacts.get(key, ()), answers.get(key))
        for key in wanted
        if key in rows
    }


def search(text: str, limit: int = 50, *, visible: Visible | None = None) -> list[Profile]:
    """Return the people whom every typed term names, in any order, sorted by name; at most `limit`.

    A term is a word of the name or its beginning (three letters or more), a whole document number or a whole e-mail.
    visible: keeps those of the ids found that the reader may see; asked before anything is opened.
    """
    terms = typed_terms(text)
    city_id = tenancy.current_city_id()
    if not terms or city_id is None:
        return []
    whole, cut = (term_tokens(city_id, terms, cut=short) for short in (False, True))
    ids = _find(whole, visible)
    if len(ids) < limit and cut != whole:
        ids = list(dict.fromkeys([*ids, *_find(cut, visible)]))
    words = [term for term in terms if term[0] not in "#@"]
    found = [profile for profile in profiles(ids).values() if _named(profile, words)]
    return sorted(found, key=lambda profile: (profile.sort_key, profile.id))[:limit]


def _find(tokens: Sequence[int], visible: Visible | None) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT person FROM people_find(%s::bigint[]) AS person LIMIT %s", [list(tokens), WIDEST])
        ids = [row[0] for row in cursor.fetchall()]
    if visible is not None:
        kept = set(visible(ids))
        ids = [key for key in ids if key in kept]
    return ids[:OPENED]


def _named(profile: Profile, words: Sequence[str]) -> bool:
    """Tell whether each word begins one of the person's: tokens hold only the first letters of a long one."""
    held = name_tokens(f"{profile.full_name} {profile.surnames} {profile.given_names} {profile.known_as}")
    return all(any(name.startswith(word) for name in held) for word in words)
