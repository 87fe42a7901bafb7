"""Evidence of attendance taken in, and what follows from it: whose each row is, and who attended what for how long."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.db import connection, transaction

from arraigo.areas.training.actions.attendances import rebuild
from arraigo.areas.training.actions.matching import Enrolled, Roster, Row, Verdict, match
from arraigo.areas.training.enums import EvidenceState
from arraigo.areas.training.models import Course, Decision, Enrolment, Evidence, LearnedEmail, Session
from arraigo.core.accounts.models import User
from arraigo.core.crypto import api as crypto
from arraigo.core.imports.models import ImportRun
from arraigo.core.people import api as people
from arraigo.core.people.enums import Sex
from arraigo.core.tenancy import bulk


@dataclass(frozen=True)
class Observed:
    """A row of an attendance file: what it says of its person, and when they were there (times are aware)."""

    row: int
    source: str
    modality: str
    name: str = ""
    original_name: str = ""
    email: str = ""
    document: str = ""
    institution: str = ""
    joined: datetime | None = None
    left: datetime | None = None
    seconds: int | None = None
    sex: str = Sex.UNKNOWN


@dataclass(frozen=True)
class Settled:
    """What settling a course left: rows known, rows that wait, attendances."""

    matched: int
    to_review: int
    attendances: int


def observe(session: Session, run: ImportRun, rows: Iterable[Observed]) -> list[Evidence]:
    """Turn rows into evidence, not yet saved: `settle` saves it with whom it was taken for."""
    return [_evidence(session, run, row) for row in rows]


def _evidence(session: Session, run: ImportRun, row: Observed) -> Evidence:
    evidence = Evidence(
        city_id=session.city_id,
        session_id=session.pk,
        run_id=run.pk,
        row=row.row,
        source=row.source,
        modality=row.modality,
        name=row.name,
        original_name=row.original_name,
        email=row.email.strip(),
        document=row.document.strip(),
        institution=row.institution,
        joined_at=row.joined,
        left_at=row.left,
        seconds=row.seconds,
    )
    evidence.key = _key(evidence)
    evidence.said_sex = row.sex
    return evidence


@lru_cache(maxsize=50_000)
def _document_key(text: str) -> str:
    """Return the canonical key of a document as somebody typed it; a course repeats the same ones."""
    document = people.normalise_document(text)
    return document.key if document else ""


def _key(evidence: Evidence) -> UUID:
    """Return the blind index of what a row says of its person; a row that says nothing is like no other."""
    said = (
        _document_key(evidence.document),
        people.fold_email(evidence.email),
        *people.name_tokens(evidence.original_name or evidence.name),
    )
    text = "|".join(said) if any(said) else f"row {evidence.pk}"
    return crypto.index("training.evidence", evidence.city_id, text)


def _as_row(evidence: Evidence) -> Row:
    names = (people.name_tokens(evidence.original_name), people.name_tokens(evidence.name))
    return Row(
        id=evidence.pk,
        key=evidence.key,
        names=tuple(dict.fromkeys(name for name in names if name)),
        email=people.fold_email(evidence.email),
        document=_document_key(evidence.document),
    )


_waiting: ContextVar[list[Evidence] | None] = ContextVar("training_evidence_waiting", default=None)


def is_settling_later() -> bool:
    """Tell whether many files are being taken in together, so that nobody looks at the preview of each."""
    return _waiting.get() is not None


@contextmanager
def settling_once(course: Course, *, by: User | None, at: datetime) -> Iterator[None]:
    """Put off what `settle` does inside the block until its end, so that many files are judged together, once."""
    held: list[Evidence] = []
    token = _waiting.set(held)
    try:
        yield
    finally:
        _waiting.reset(token)
    settle(course, new=held, by=by, at=at)


@transaction.atomic
def settle(course: Course, *, new: Sequence[Evidence] = (), by: User | None, at: datetime) -> Settled:
    """Judge all evidence of a course anew, with the new rows among it, and bring its attendances up to date.

    Holds the course until the end of the transaction, so that two imports into it come one after the other.
    """
    held = _waiting.get()
    if held is not None:
        held.extend(new)
        return Settled(0, 0, 0)
    Course.objects.select_for_update().get(pk=course.pk)
    enrolments = {row.pk: row for row in Enrolment.objects.filter(course=course)}
    old = list(Evidence.objects.filter(session__course=course))
    learned = {email.index: email for email in LearnedEmail.objects.filter(course=course)}
    verdicts, taught = _judge(course, [*old, *new], enrolments.values(), learned.values())
    changed = [evidence for evidence in old if _take(evidence, verdicts[evidence.pk])]
    for evidence in new:
        _take(evidence, verdicts[evidence.pk])
    bulk.insert(new)
    _save_verdicts(changed)
    _fill_sexes(new, enrolments, by=by, at=at)
    _remember_emails(course, taught, learned)
    attendances = rebuild(course, [*old, *new], enrolments)
    states = [evidence.state for evidence in (*old, *new)]
    return Settled(states.count(EvidenceState.MATCHED), states.count(EvidenceState.REVIEW), attendances)


def foresee(course: Course, new: Sequence[Evidence]) -> dict[UUID, Verdict]:
    """Say whose each new row would be, together with all that the course has, without writing."""
    old = Evidence.objects.filter(session__course=course)
    learned = LearnedEmail.objects.filter(course=course)
    return _judge(course, [*old, *new], Enrolment.objects.filter(course=course), learned)[0]


def _judge(
    course: Course, evidence: Iterable[Evidence], enrolments: Iterable[Enrolment], learned: Iterable[LearnedEmail]
) -> tuple[dict[UUID, Verdict], dict[str, UUID]]:
    rows = [_as_row(row) for row in evidence]
    roster = Roster.of(_enrolled(enrolments))
    learned = list(learned)
    return match(
        rows,
        roster,
        decisions=dict(Decision.objects.filter(course=course).values_list("key", "enrolment_id")),
        strangers=_strangers(rows, roster),
        confirmed={people.fold_email(email.value): email.enrolment_id for email in learned if email.confirmed_at},
        refused={people.fold_email(email.value) for email in learned if email.refused_at},
    )


def _enrolled(enrolments: Iterable[Enrolment]) -> list[Enrolled]:
    enrolments = list(enrolments)
    profiles = people.profiles([enrolment.person_id for enrolment in enrolments])
    found = []
    for enrolment in enrolments:
        profile = profiles[enrolment.person_id]
        given, surnames = people.name_tokens(profile.given_names), people.name_tokens(profile.surnames)
        if not (given or surnames):
            given = people.name_tokens(profile.full_name)
        documents = frozenset(document.key for document in profile.documents)
        emails = frozenset(people.fold_email(email) for email in profile.emails)
        found.append(Enrolled(enrolment.pk, given, surnames, documents, emails))
    return found


def _strangers(rows: Sequence[Row], roster: Roster) -> set[str]:
    unknown = {row.document for row in rows if row.document and row.document not in roster.by_document}
    return set(people.people_by_document(unknown)) if unknown else set()


def _take(evidence: Evidence, verdict: Verdict) -> bool:
    """Write a verdict on a row; tell whether that changed it."""
    state = EvidenceState.REVIEW
    if verdict.enrolment:
        state = EvidenceState.MATCHED
    elif verdict.nobody:
        state = EvidenceState.SET_ASIDE
    wanted = (state.value, verdict.by.value, verdict.doubt.value, verdict.enrolment)
    if wanted == (evidence.state, evidence.matched_by, evidence.doubt, evidence.enrolment_id):
        return False
    evidence.state, evidence.matched_by, evidence.doubt, evidence.enrolment_id = wanted
    return True


def _save_verdicts(changed: Sequence[Evidence]) -> None:
    if not changed:
        return
    columns = [[row.pk for row in changed]]
    columns += [[getattr(row, name) for row in changed] for name in ("state", "matched_by", "doubt", "enrolment_id")]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE training_evidence SET state = v.state, matched_by = v.matched_by, doubt = v.doubt,"
            " enrolment_id = v.enrolment_id FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], %s::uuid[])"
            " AS v (id, state, matched_by, doubt, enrolment_id) WHERE training_evidence.id = v.id",
            columns,
        )


def _fill_sexes(
    new: Iterable[Evidence], enrolments: Mapping[UUID, Enrolment], *, by: User | None, at: datetime
) -> None:
    """Fill the sex of people of whom the list did not say it with what the sign-in sheets say, where they agree."""
    said: dict[UUID, set[str]] = defaultdict(set)
    for row in new:
        if row.enrolment_id and row.said_sex != Sex.UNKNOWN:
            said[enrolments[row.enrolment_id].person_id].add(row.said_sex)
    drafts = {person: people.PersonDraft(sex=next(iter(found))) for person, found in said.items() if len(found) == 1}
    people.complete_many(drafts, by=by, at=at)


def _remember_emails(course: Course, taught: Mapping[str, UUID], known: Mapping[UUID, LearnedEmail]) -> None:
    wanted = {crypto.index("training.email", course.city_id, email): (email, owner) for email, owner in taught.items()}
    stale = [
        row.pk
        for index, row in known.items()
        if row.refused_at is None and wanted.get(index, ("", None))[1] != row.enrolment_id
    ]
    LearnedEmail.objects.filter(pk__in=stale).delete()
    fresh = [
        LearnedEmail(city_id=course.city_id, course_id=course.pk, enrolment_id=owner, value=email, index=index)
        for index, (email, owner) in wanted.items()
        if index not in known or known[index].pk in stale
    ]
    bulk.insert(fresh)
