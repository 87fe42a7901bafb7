"""One document, one person: told before the database refuses it, and when another session was quicker."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from arraigo.core.people.documents import NormalDocument
from arraigo.core.people.drafts import PersonDraft
from arraigo.core.people.errors import DocumentTakenError
from arraigo.core.people.queries import people_by_document

RULE = "a_document_belongs_to_one_person"


def refuse_twins(drafts: Sequence[PersonDraft]) -> None:
    """Raise DocumentTakenError when two of the drafts hold one document."""
    seen: dict[str, int] = {}
    for place, draft in enumerate(drafts):
        for document in draft.documents:
            other = seen.setdefault(document.key, place)
            if other != place:
                raise DocumentTakenError(document, _origin(drafts, other), _origin(drafts, place))


def refuse_taken(drafts: Iterable[tuple[UUID | None, PersonDraft]]) -> None:
    """Raise DocumentTakenError when somebody else of the register holds a draft's document."""
    pairs = [(person_id, draft, document) for person_id, draft in drafts for document in draft.documents]
    holders = people_by_document(document.key for _id, _draft, document in pairs)
    for person_id, draft, document in pairs:
        holder = holders.get(document.key)
        if holder is not None and holder != person_id:
            here = draft.origin or _("la persona que se registra")
            raise DocumentTakenError(document, here, _("una persona ya registrada"), holder)


@contextmanager
def documents_kept_single(drafts: Sequence[tuple[UUID | None, PersonDraft]]) -> Iterator[None]:
    """Run writes of documents; when the database refuses one as somebody else's, raise DocumentTakenError instead."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if RULE in str(error):
            refuse_taken(drafts)
        raise


def _origin(drafts: Sequence[PersonDraft], place: int) -> str:
    return drafts[place].origin or _("la fila %(number)s") % {"number": place + 1}


def missing(documents: Iterable[NormalDocument], held: Iterable[NormalDocument]) -> list[NormalDocument]:
    """Return the documents whose key is not among those held."""
    keys = {document.key for document in held}
    return [document for document in documents if document.key not in keys]
