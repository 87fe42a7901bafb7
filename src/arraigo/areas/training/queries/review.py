"""What waits for somebody to say whose it is: each doubtful identity once, and what was decided."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Q

from arraigo.areas.training.enums import Doubt, EvidenceState
from arraigo.areas.training.models import Course, Decision, Evidence, LearnedEmail
from arraigo.areas.training.queries.courses import local
from arraigo.core.people import api as people
from arraigo.core.people.api import Profile


@dataclass(frozen=True)
class SeenIn:
    """A session in which somebody was seen, on its own day."""

    code: str
    day: date
    title: str


@dataclass(frozen=True)
class Doubtful:
    """One identity of a course that waits: all the rows that say the same of their person, the earliest first."""

    course: Course
    key: UUID
    rows: tuple[Evidence, ...]

    @property
    def doubt(self) -> Doubt:
        """Why it waits."""
        return Doubt(self.rows[0].doubt)

    @cached_property
    def name(self) -> str:
        """The name as it is to be read; empty when the rows bring none."""
        return next((str(row.name) for row in self.rows if row.name), "")

    @cached_property
    def original_name(self) -> str:
        """The name as the file first had it, where that differs."""
        return next((str(row.original_name) for row in self.rows if row.original_name not in ("", self.name)), "")

    @cached_property
    def email(self) -> str:
        return next((str(row.email) for row in self.rows if row.email), "")

    @cached_property
    def document(self) -> str:
        return next((str(row.document) for row in self.rows if row.document), "")

    @property
    def institution(self) -> str:
        return next((row.institution for row in self.rows if row.institution), "")

    @property
    def said(self) -> str:
        """What the rows call this person, by whatever they bring; empty when they bring nothing."""
        return self.name or self.original_name or self.email

    @property
    def sessions(self) -> list[SeenIn]:
        """The sessions in which it was seen, each once."""
        found = {row.session_id: row.session for row in self.rows}
        return [SeenIn(one.code, local(one.starts_at, one.timezone).date(), one.title) for one in found.values()]

    @property
    def minutes(self) -> int | None:
        """The minutes that the rows bring, or None when they say only that somebody was there."""
        spans = [_seconds(row) for row in self.rows]
        known = [span for span in spans if span is not None]
        return sum(known) // 60 if known else None

    @property
    def places(self) -> list[tuple[str, list[int]]]:
        """Each file with the rows in it."""
        found: dict[str, list[int]] = defaultdict(list)
        for row in self.rows:
            found[str(row.run.file.name)].append(row.row)
        return [(name, list(dict.fromkeys(rows))) for name, rows in found.items()]

    @property
    def words(self) -> list[str]:
        """The words of every name that the rows bring, as they are written."""
        return f"{self.name} {self.original_name}".split()

    @cached_property
    def tokens(self) -> frozenset[str]:
        """The words of every name that the rows bring, without accents."""
        return frozenset(people.name_tokens(f"{self.name} {self.original_name}"))


def _seconds(row: Evidence) -> int | None:
    if row.seconds is not None:
        return row.seconds
    if row.joined_at is None or row.left_at is None:
        return None
    return int((row.left_at - row.joined_at).total_seconds())


def waiting(allowed: Q, *, course: UUID | None = None, key: UUID | None = None) -> list[Doubtful]:
    """Return what waits in the courses that are allowed, by course and then as the files brought it."""
    rows = Evidence.objects.filter(state=EvidenceState.REVIEW, session__course__in=Course.objects.filter(allowed))
    if course is not None:
        rows = rows.filter(session__course=course)
    if key is not None:
        rows = rows.filter(key=key)
    rows = rows.select_related("session", "session__course", "session__course__city", "run", "run__file")
    grouped: dict[tuple[UUID, UUID], list[Evidence]] = defaultdict(list)
    for row in rows.order_by("session__course__title", "session__course", "session__starts_at", "run", "row"):
        grouped[row.session.course_id, row.key].append(row)
    return [Doubtful(found[0].session.course, found[0].key, tuple(found)) for found in grouped.values()]


def strangers(doubtful: Iterable[Doubtful]) -> dict[str, Profile]:
    """Return, by document, the people of the city who hold the documents of rows whose person is not enrolled."""
    said = {one.document for one in doubtful if one.doubt == Doubt.NOT_ENROLLED and one.document}
    keys = {text: found.key for text in said if (found := people.normalise_document(text))}
    owners = people.people_by_document(keys.values())
    profiles = people.profiles(owners.values())
    return {text: profiles[owners[key]] for text, key in keys.items() if key in owners}


def learned_emails(allowed: Q, *, course: UUID | None = None) -> list[tuple[LearnedEmail, Profile]]:
    """Return e-mails seen beside somebody enrolled that nobody has confirmed or refused yet, with that person."""
    found = LearnedEmail.objects.filter(
        course__in=Course.objects.filter(allowed), confirmed_at__isnull=True, refused_at__isnull=True
    )
    if course is not None:
        found = found.filter(course=course)
    rows = list(found.select_related("enrolment", "course", "course__city").order_by("course__title", "pk"))
    profiles = people.profiles(row.enrolment.person_id for row in rows)
    return [(row, profiles[row.enrolment.person_id]) for row in rows]


@dataclass(frozen=True)
class Decided:
    """A decision with what the rows said, and to whom they were given (None: to nobody)."""

    pk: UUID
    decision: Decision
    said: str
    rows: int
    profile: Profile | None


def decided(allowed: Q, *, course: UUID | None = None) -> list[Decided]:
    """Return what was decided, the latest first; a decision whose rows are gone says nothing of them."""
    decisions = Decision.objects.filter(course__in=Course.objects.filter(allowed))
    if course is not None:
        decisions = decisions.filter(course=course)
    rows = list(decisions.select_related("course", "enrolment", "by").order_by("-at"))
    said: dict[tuple[UUID, UUID], list[Evidence]] = defaultdict(list)
    evidence = Evidence.objects.filter(
        session__course__in={row.course_id for row in rows}, key__in={r.key for r in rows}
    )
    for piece in evidence.select_related("session"):
        said[piece.session.course_id, piece.key].append(piece)
    profiles = people.profiles(row.enrolment.person_id for row in rows if row.enrolment)
    return [_decided(row, said[row.course_id, row.key], profiles) for row in rows]


def _decided(decision: Decision, rows: Sequence[Evidence], profiles: dict[UUID, Profile]) -> Decided:
    words = next((str(row.original_name or row.name or row.email) for row in rows), "")
    profile = profiles[decision.enrolment.person_id] if decision.enrolment else None
    return Decided(decision.pk, decision, words, len(rows), profile)
