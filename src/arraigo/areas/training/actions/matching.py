"""Whose is a row of an attendance file? By document, then by e-mail, then by a name that is unique in the course.

Everything here is plain values: the whole course is judged at once, so that the order of the files never matters.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from uuid import UUID

from arraigo.areas.training.enums import Doubt, MatchedBy

Form = tuple[str, ...]


@dataclass(frozen=True)
class Enrolled:
    """Somebody enrolled: their documents (canonical keys), own e-mails (folded) and name in parts (folded tokens)."""

    id: UUID
    given: Form
    surnames: Form
    documents: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Row:
    """What a row says of its person; `names` holds the folded tokens of each name it gives, the fullest first."""

    id: UUID
    key: UUID
    names: tuple[Form, ...] = ()
    email: str = ""
    document: str = ""


@dataclass(frozen=True)
class Verdict:
    """Whose a row is and why, or why it waits. `nobody` is a person's decision that it is no participant's."""

    enrolment: UUID | None = None
    by: MatchedBy = MatchedBy.NONE
    doubt: Doubt = Doubt.NONE
    nobody: bool = False


@dataclass
class Roster:
    """Those enrolled in a course, found by document, e-mail and name."""

    people: dict[UUID, Enrolled]
    by_document: dict[str, UUID] = field(default_factory=dict)
    by_email: dict[str, set[UUID]] = field(default_factory=lambda: defaultdict(set))
    by_name: dict[Form, set[UUID]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, people: Iterable[Enrolled]) -> "Roster":
        """Index those enrolled."""
        roster = cls({person.id: person for person in people})
        for person in roster.people.values():
            roster.by_document.update(dict.fromkeys(person.documents, person.id))
            for email in person.emails:
                roster.by_email[email].add(person.id)
            for form in name_forms(person.given, person.surnames):
                roster.by_name[form].add(person.id)
        return roster


def name_forms(given: Form, surnames: Form) -> set[Form]:
    """Return the ways in which a name is written in full, or with its first given name alone.

    The full name may turn at any point, because a list does not always say where the surnames begin; its tokens are
    never shuffled, because «Rosa Elena Vega Mora» and «Elena Rosa Mora Vega» are two people.
    """
    whole = given + surnames
    forms = {whole[turn:] + whole[:turn] for turn in range(len(whole))}
    if given and surnames:
        forms |= {given[:1] + surnames, surnames + given[:1]}
    # One word alone is never enough to know somebody.
    return {form for form in forms if len(form) > 1}


def match(
    rows: Sequence[Row],
    roster: Roster,
    *,
    decisions: Mapping[UUID, UUID | None],
    strangers: AbstractSet[str],
    confirmed: Mapping[str, UUID],
    refused: AbstractSet[str] = frozenset(),
) -> tuple[dict[UUID, Verdict], dict[str, UUID]]:
    """Judge every row of a course; return the verdicts by row, and the e-mails that the sure rows taught.

    `decisions` maps a row's key to whom somebody gave it (None: nobody). `strangers` are the documents of people of
    the city who are not enrolled. `confirmed` are e-mails that somebody confirmed, `refused` those of which somebody
    said that they are not theirs: these teach nothing.

    What is known without lessons comes first and teaches; lessons then only help rows that are still in doubt, and
    such rows teach nothing new. So a second round would change nothing, whatever the order of the files.
    """
    alone = {row.id: _judge(row, roster, decisions, strangers, confirmed) for row in rows}
    lessons = _lessons(rows, alone, roster)
    taught = {**{email: owner for email, owner in lessons.items() if email not in refused}, **confirmed}
    verdicts = {
        row.id: alone[row.id] if _is_settled(alone[row.id]) else _judge(row, roster, decisions, strangers, taught)
        for row in rows
    }
    return verdicts, taught


def _is_settled(verdict: Verdict) -> bool:
    return verdict.enrolment is not None or verdict.nobody


def _judge(
    row: Row,
    roster: Roster,
    decisions: Mapping[UUID, UUID | None],
    strangers: AbstractSet[str],
    learned: Mapping[str, UUID],
) -> Verdict:
    if row.key in decisions:
        owner = decisions[row.key]
        return Verdict(owner, MatchedBy.DECISION, nobody=owner is None)
    if not (row.document or row.email or row.names):
        return Verdict(doubt=Doubt.NO_IDENTITY)
    if row.document in roster.by_document:
        return Verdict(roster.by_document[row.document], MatchedBy.DOCUMENT)
    if row.document and row.document in strangers:
        return Verdict(doubt=Doubt.NOT_ENROLLED)
    return _judge_by_email(row, roster, learned) or _judge_by_name(row, roster)


def _judge_by_email(row: Row, roster: Roster, learned: Mapping[str, UUID]) -> Verdict | None:
    owners = roster.by_email.get(row.email, set()) if row.email else set()
    if len(owners) == 1:
        return Verdict(next(iter(owners)), MatchedBy.EMAIL)
    if owners:
        # A mailbox that several share: the name may still tell which of them it is.
        named = _named(row, roster) & owners
        return Verdict(named.pop(), MatchedBy.NAME) if len(named) == 1 else Verdict(doubt=Doubt.SHARED_EMAIL)
    if row.email in learned:
        return Verdict(learned[row.email], MatchedBy.LEARNED_EMAIL)
    return None


def _judge_by_name(row: Row, roster: Roster) -> Verdict:
    named = _named(row, roster)
    if len(named) > 1:
        return Verdict(doubt=Doubt.SEVERAL)
    if not named:
        return Verdict(doubt=Doubt.UNKNOWN)
    person = roster.people[named.pop()]
    if row.document and person.documents:
        return Verdict(doubt=Doubt.OTHER_DOCUMENT)
    return Verdict(person.id, MatchedBy.NAME)


def _named(row: Row, roster: Roster) -> set[UUID]:
    """Return who bears the fullest name of a row that anybody enrolled bears."""
    for name in row.names:
        if found := roster.by_name.get(name):
            return set(found)
    return set()


def _lessons(rows: Sequence[Row], verdicts: Mapping[UUID, Verdict], roster: Roster) -> dict[str, UUID]:
    """Return e-mails seen beside exactly one enrolled person who was known by something else."""
    seen: dict[str, set[UUID]] = defaultdict(set)
    for row in rows:
        verdict = verdicts[row.id]
        known = verdict.enrolment and verdict.by in (MatchedBy.DOCUMENT, MatchedBy.NAME, MatchedBy.DECISION)
        if known and row.email and row.email not in roster.by_email and verdict.enrolment:
            seen[row.email].add(verdict.enrolment)
    return {email: owners.pop() for email, owners in seen.items() if len(owners) == 1}
