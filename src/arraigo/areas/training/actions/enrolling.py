"""Enrolment lists: whom each row means, and the enrolments that follow."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.models import Course, Enrolment
from arraigo.core.accounts.models import User
from arraigo.core.consent.enums import LegalBasis, Purpose
from arraigo.core.imports.models import ImportRun
from arraigo.core.organisations import api as organisations
from arraigo.core.people import api as people
from arraigo.core.people.api import PersonDraft
from arraigo.core.tenancy import bulk


class Outcome(StrEnum):
    NEW_PERSON = "new_person"
    KNOWN_PERSON = "known_person"
    SAME = "same"
    REPEATED = "repeated"
    BAD = "bad"


@dataclass(frozen=True)
class Candidate:
    """A row of an enrolment list, with what it says normalised."""

    row: int
    draft: PersonDraft
    institution: str = ""
    position: str = ""


@dataclass
class Planned:
    """What would become of a row; `column` is the field at fault when it is bad."""

    candidate: Candidate
    outcome: Outcome
    person_id: UUID | None = None
    sentence: str = ""
    column: str = ""


@dataclass(frozen=True)
class Known:
    """What the city knows of the people that a list may mean."""

    by_document: Mapping[str, UUID] = field(default_factory=dict)
    by_email: Mapping[str, set[UUID]] = field(default_factory=dict)
    enrolled_by_name: Mapping[tuple[str, ...], set[UUID]] = field(default_factory=dict)
    enrolled: frozenset[UUID] = frozenset()
    profiles: Mapping[UUID, people.Profile] = field(default_factory=dict)


def plan(course: Course, candidates: Sequence[Candidate]) -> list[Planned]:
    """Say what each row would do, without writing.

    A row is a person of the city by document, then by e-mail, then by the full name of somebody who is already in
    this course; else it is somebody new. Two rows with one document and different names are both left out: which of
    them is right, nobody can tell from the list.
    """
    known = _known(course, candidates)
    planned = [_plan_row(candidate, known) for candidate in candidates]
    _refuse_shared_documents(planned)
    _drop_repetitions(planned)
    return planned


def _known(course: Course, candidates: Iterable[Candidate]) -> Known:
    drafts = [candidate.draft for candidate in candidates]
    enrolled = frozenset(Enrolment.objects.filter(course=course).values_list("person_id", flat=True))
    by_document = people.people_by_document({document.key for draft in drafts for document in draft.documents})
    by_email = people.people_by_email({email for draft in drafts for email in draft.emails})
    owners = {*by_document.values(), *(person for found in by_email.values() for person in found)}
    profiles = people.profiles(enrolled | owners)
    by_name: dict[tuple[str, ...], set[UUID]] = defaultdict(set)
    for person in enrolled:
        by_name[profiles[person].name_keys.full].add(person)
    return Known(by_document, by_email, by_name, enrolled, profiles)


def _plan_row(candidate: Candidate, known: Known) -> Planned:
    draft = candidate.draft
    if not draft.name:
        return Planned(candidate, Outcome.BAD, sentence=_("Falta el nombre. Escríbalo en la lista."), column="name")
    owners = {known.by_document[d.key] for d in draft.documents if d.key in known.by_document}
    if len(owners) > 1:
        sentence = _("Sus documentos son de dos personas distintas ya registradas. Revise cuál es el correcto.")
        return Planned(candidate, Outcome.BAD, sentence=sentence, column="document")
    if any(_is_somebody_else(draft, known.profiles[owner]) for owner in owners):
        sentence = _("El documento ya está registrado a nombre de otra persona. Revise el número y el nombre.")
        return Planned(candidate, Outcome.BAD, sentence=sentence, column="document")
    person = owners.pop() if owners else _by_email(draft, known) or _by_name(draft, known)
    if person is None:
        return Planned(candidate, Outcome.NEW_PERSON)
    if _other_number(draft, known.profiles[person]):
        sentence = _(
            "Ya hay una persona con este nombre y este correo, con otro número de documento. Corrija el documento en la"
            " lista o en la ficha de la persona."
        )
        return Planned(candidate, Outcome.BAD, sentence=sentence, column="document")
    outcome = Outcome.SAME if person in known.enrolled else Outcome.KNOWN_PERSON
    return Planned(candidate, outcome, person, sentence=_what_differs(draft, known.profiles[person]))


def _is_somebody_else(draft: PersonDraft, profile: people.Profile) -> bool:
    """Tell whether two names have not one word in common, as no misspelling or missing surname explains."""
    mine, theirs = set(people.name_tokens(draft.name)), set(people.name_tokens(profile.full_name))
    return bool(theirs) and not mine & theirs


def _by_email(draft: PersonDraft, known: Known) -> UUID | None:
    """Return the one owner of the row's e-mail; a mailbox that colleagues share is no proof of who somebody is.

    Beside another document it counts only for the very same name.
    """
    owners = {owner for email in draft.emails for owner in known.by_email.get(people.fold_email(email), ())}
    if len(owners) != 1:
        return None
    owner = owners.pop()
    profile = known.profiles[owner]
    if draft.documents and profile.documents:
        return owner if people.name_keys(draft.name).full == profile.name_keys.full else None
    return None if _is_somebody_else(draft, profile) else owner


def _other_number(draft: PersonDraft, profile: people.Profile) -> bool:
    """Tell whether a row and the register give one kind of document two numbers."""
    held = {(document.kind, document.country): document.key for document in profile.documents}
    offered = {(document.kind, document.country): document.key for document in draft.documents}
    known = {document.key for document in profile.documents}
    return not known.intersection(offered.values()) and any(held.get(kind, key) != key for kind, key in offered.items())


FIELDS: dict[str, str | Promise] = {
    "full_name": gettext_lazy("nombre"),
    "sex": gettext_lazy("sexo"),
    "birth_year": gettext_lazy("año de nacimiento"),
    "birth_date": gettext_lazy("fecha de nacimiento"),
    "nationality": gettext_lazy("nacionalidad"),
    "population_group": gettext_lazy("grupo de población"),
}


def _is_a_birthday(item: people.Difference) -> bool:
    """Tell whether two years of birth are one apart, as ages said before and after a birthday give them."""
    return item.field == "birth_year" and abs(int(item.held) - int(item.offered)) == 1


def _what_differs(draft: PersonDraft, profile: people.Profile) -> str:
    """Say what a row says otherwise than the register, which an import completes but never overwrites."""
    told = [item for item in people.differences(profile, draft) if item.field in FIELDS]
    names = [str(FIELDS[item.field]) for item in told if not _is_a_birthday(item)]
    if not names:
        return ""
    sentence = _("La ficha de esta persona dice otra cosa en: %(fields)s. No se cambió; corríjala en su ficha.")
    return sentence % {"fields": ", ".join(names)}


def _by_name(draft: PersonDraft, known: Known) -> UUID | None:
    """Return who of this course already bears the name, for a row that brings no document."""
    if draft.documents:
        return None
    found = known.enrolled_by_name.get(people.name_keys(draft.name).full, set())
    return next(iter(found)) if len(found) == 1 else None


def _refuse_shared_documents(planned: Iterable[Planned]) -> None:
    holders: dict[str, list[Planned]] = defaultdict(list)
    for item in planned:
        for document in item.candidate.draft.documents:
            holders[document.key].append(item)
    for items in holders.values():
        if _is_one_name([item.candidate.draft.name for item in items]):
            continue
        rows = ", ".join(str(item.candidate.row) for item in items)
        for item in items:
            item.outcome, item.person_id, item.column = Outcome.BAD, None, "document"
            item.sentence = _(
                "Las filas %(rows)s tienen el mismo documento y nombres distintos. Corrija el documento de quien no"
                " corresponda y vuelva a cargar la lista."
            ) % {"rows": rows}


def _is_one_name(names: Sequence[str]) -> bool:
    """Tell whether names may be one person's: each has only words that the longest has."""
    words = [set(people.name_tokens(name)) for name in names]
    longest = max(words, key=len)
    return all(some <= longest for some in words)


def _drop_repetitions(planned: Iterable[Planned]) -> None:
    """Keep the first of the rows that mean the same person."""
    planned = list(planned)
    bearers = _bearers(planned)
    first: dict[object, int] = {}
    for item in planned:
        if item.outcome == Outcome.BAD:
            continue
        earlier = next((first[key] for key in _sameness(item) if key in first), None) or _only_bearer(item, bearers)
        if earlier is None:
            first.update(dict.fromkeys(_sameness(item), item.candidate.row))
        else:
            item.outcome = Outcome.REPEATED
            item.sentence = _("Es la misma persona de la fila %(row)d.") % {"row": earlier}


def _bearers(planned: Iterable[Planned]) -> dict[tuple[str, ...], list[Planned]]:
    """Return the rows that bring a document or an e-mail, by name."""
    found: dict[tuple[str, ...], list[Planned]] = defaultdict(list)
    for item in planned:
        if item.outcome != Outcome.BAD and (item.candidate.draft.documents or item.candidate.draft.emails):
            found[people.name_keys(item.candidate.draft.name).full].append(item)
    return found


def _only_bearer(item: Planned, bearers: Mapping[tuple[str, ...], Sequence[Planned]]) -> int | None:
    """Return the one row of the list that bears the name of a row which brings neither document nor e-mail."""
    draft = item.candidate.draft
    if draft.documents or draft.emails or item.person_id:
        return None
    rows = bearers.get(people.name_keys(draft.name).full, ())
    return rows[0].candidate.row if len(rows) == 1 else None


def _sameness(item: Planned) -> list[object]:
    """Return what makes two rows one person: the person known, the document, or e-mail and name together."""
    draft = item.candidate.draft
    name = people.name_keys(draft.name).full
    keys: list[object] = [("person", item.person_id)] if item.person_id else []
    keys += [("document", document.key) for document in draft.documents]
    if not draft.documents:
        keys += [("email", people.fold_email(email), name) for email in draft.emails]
    if not (draft.documents or draft.emails):
        keys.append(("name", name))
    return keys


@dataclass(frozen=True)
class Enrolled:
    """How many rows did what."""

    new_people: int
    known_people: int
    same: int
    repeated: int
    bad: int


@transaction.atomic
def enrol(
    course: Course,
    planned: Sequence[Planned],
    *,
    run: ImportRun | None,
    by: User | None,
    at: datetime,
    progress: Callable[[str, int, int], None] = lambda step, done, total: None,
    basis: people.BasisDraft | None = None,
) -> Enrolled:
    """Enrol whom the plan says: make new people, complete the blanks of known ones, never overwrite.

    basis: why the people's data are held, where it is not because they were on the list of a public training.
    """
    if Course.objects.select_for_update().get(pk=course.pk).purged_at is not None:
        raise TrainingError(_("Este curso ya no guarda datos de personas: no inscribe a nadie más. Cree otro curso."))
    of = {outcome: [item for item in planned if item.outcome == outcome] for outcome in Outcome}
    progress(_("Registrando personas"), 0, len(planned))
    _register(course, of[Outcome.NEW_PERSON], basis=basis, by=by, at=at)
    known = [item for item in (*of[Outcome.KNOWN_PERSON], *of[Outcome.SAME]) if item.person_id]
    people.complete_many({item.person_id: item.candidate.draft for item in known if item.person_id}, by=by, at=at)
    progress(_("Inscribiendo"), len(of[Outcome.NEW_PERSON]), len(planned))
    bulk.insert(_enrolments(course, (*of[Outcome.NEW_PERSON], *of[Outcome.KNOWN_PERSON]), run=run, by=by, at=at))
    progress(_("Inscribiendo"), len(planned), len(planned))
    return Enrolled(
        new_people=len(of[Outcome.NEW_PERSON]),
        known_people=len(of[Outcome.KNOWN_PERSON]),
        same=len(of[Outcome.SAME]),
        repeated=len(of[Outcome.REPEATED]),
        bad=len(of[Outcome.BAD]),
    )


def _register(
    course: Course, items: Sequence[Planned], *, basis: people.BasisDraft | None, by: User | None, at: datetime
) -> None:
    """Make the people that the city does not know; the list of a public training is held as a public function."""
    basis = basis or people.BasisDraft(
        purpose=Purpose.TRAINING,
        legal_basis=LegalBasis.PUBLIC_FUNCTION,
        source=_("Lista de inscripción del curso %(code)s") % {"code": course.code},
    )
    drafts = [item.candidate.draft for item in items]
    made = people.register_many(drafts, city=course.city, basis=basis, by=by, at=at)
    for item, person in zip(items, made, strict=True):
        item.person_id = person.pk


def _enrolments(
    course: Course, items: Sequence[Planned], *, run: ImportRun | None, by: User | None, at: datetime
) -> list[Enrolment]:
    names = {item.candidate.institution for item in items if item.candidate.institution}
    found = organisations.resolve_names(names, city=course.city, by=by, at=at)
    ids = {name: organization.pk for name, organization in found.items()}
    return [
        Enrolment(
            city_id=course.city_id,
            course_id=course.pk,
            person_id=item.person_id,
            organization_id=ids.get(item.candidate.institution),
            position=item.candidate.position[:160],
            run_id=run.pk if run else None,
            row=item.candidate.row,
            made_person=item.outcome == Outcome.NEW_PERSON,
            enrolled_at=at,
        )
        for item in items
        if item.person_id
    ]
