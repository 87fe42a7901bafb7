"""What waits for somebody to say whose it is: each doubtful identity once, with who it may be."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from arraigo.areas.training.enums import Doubt, EvidenceState
from arraigo.areas.training.models import Course, Decision, Enrolment, Evidence, LearnedEmail
from arraigo.core.people import api as people
from arraigo.core.people.api import Profile

BEST = 4
LEAST_ALIKE = 55.0
LIKELY = 85.0
ALMOST = 2
LONG_WORD = 5


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
    def sessions(self) -> list[str]:
        """The codes of the sessions in which it was seen."""
        return list(dict.fromkeys(row.session.code for row in self.rows))

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
        return list(found.items())

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


@dataclass(frozen=True)
class NamePart:
    """A word of a name, and whether the row brings it too."""

    word: str
    same: bool


@dataclass(frozen=True)
class Candidate:
    """Somebody enrolled who may be meant. `reasons` say in words what agrees and what does not."""

    enrolment: UUID
    profile: Profile
    institution: str
    parts: tuple[NamePart, ...]
    reasons: tuple[str, ...]
    against: tuple[str, ...]
    score: float

    @property
    def is_likely(self) -> bool:
        """Whether so much agrees that the page may offer this answer before the others."""
        return self.score >= LIKELY


@dataclass(frozen=True)
class Entry:
    """Somebody enrolled, as a choice: who they are and what they were enrolled for."""

    enrolment: UUID
    person_id: UUID
    institution: str


class Roster:
    """Those enrolled in a course, ready to be compared with doubtful rows."""

    def __init__(self, course: Course) -> None:
        rows = Enrolment.objects.filter(course=course).values_list("pk", "person_id", "organization__name")
        self.entries = [Entry(pk, person, name or "") for pk, person, name in rows]
        self.profiles = people.profiles(entry.person_id for entry in self.entries)
        self._names = [" ".join(people.name_tokens(self._of(entry).full_name)) for entry in self.entries]

    def _of(self, entry: Entry) -> Profile:
        return self.profiles[entry.person_id]

    @cached_property
    def choices(self) -> list[tuple[str, str]]:
        """Everybody enrolled as the choices of a select, by surname: the name with the institution."""
        ordered = sorted(self.entries, key=lambda entry: self._of(entry).sort_key)
        return [(str(entry.enrolment), self._words(entry)) for entry in ordered]

    def name_of(self, enrolment: UUID) -> str:
        """Return the name of somebody enrolled."""
        return next(self._of(entry).full_name for entry in self.entries if entry.enrolment == enrolment)

    def _words(self, entry: Entry) -> str:
        name = self._of(entry).full_name
        return f"{name} · {entry.institution}" if entry.institution else name

    def rank(self, doubtful: Doubtful, best: int = BEST) -> list[Candidate]:
        """Return who of the course may be meant, the likeliest first; nobody when nothing is alike."""
        scores: dict[int, float] = defaultdict(float)
        texts = {" ".join(people.name_tokens(name)) for name in (doubtful.name, doubtful.original_name) if name}
        for text in texts:
            for _name, score, at in process.extract(text, self._names, scorer=_alike, limit=best * 4):
                scores[at] = max(scores[at], score)
        for at, entry in enumerate(self.entries):
            bonus = _identity_bonus(doubtful, self._of(entry)) if doubtful.email or doubtful.document else 0.0
            if bonus:
                scores[at] = bonus + max((_alike(text, self._names[at]) for text in texts), default=0.0)
        likely = sorted(((score, at) for at, score in scores.items() if score >= LEAST_ALIKE), reverse=True)
        return [self._candidate(doubtful, self.entries[at], score) for score, at in likely[:best]]

    def _candidate(self, doubtful: Doubtful, entry: Entry, score: float) -> Candidate:
        profile = self._of(entry)
        parts = tuple(
            NamePart(word, bool(set(people.name_tokens(word)) & doubtful.tokens)) for word in profile.full_name.split()
        )
        reasons, against = _reasons(doubtful, profile, entry.institution, parts)
        return Candidate(entry.enrolment, profile, entry.institution, parts, reasons, against, score)


def _alike(one: Sequence[Hashable], other: Sequence[Hashable], *, score_cutoff: float | None = None) -> float:
    """Return how alike two names are, 0 to 100: half by the words they share, half by all of their letters."""
    return (fuzz.token_set_ratio(one, other) + fuzz.token_sort_ratio(one, other)) / 2


def _identity_bonus(doubtful: Doubtful, profile: Profile) -> float:
    """Return what a document or an e-mail adds; an e-mail made of somebody's names says something too."""
    bonus = 0.0
    emails = {people.fold_email(email) for email in profile.emails}
    if doubtful.email and people.fold_email(doubtful.email) in emails:
        bonus += 40
    else:
        bonus += min(20 * len(_names_in_email(doubtful, profile)), 40)
    if _document_distance(doubtful, profile) is not None:
        bonus += 40
    return bonus


def _document_distance(doubtful: Doubtful, profile: Profile) -> int | None:
    """Return in how many signs the documents differ when they are almost the same, else None."""
    said = people.normalise_document(doubtful.document) if doubtful.document else None
    if said is None:
        return None
    distances = [OSA.distance(said.number, document.number) for document in profile.documents]
    return min((one for one in distances if one <= ALMOST), default=None)


def _reasons(
    doubtful: Doubtful, profile: Profile, institution: str, parts: Sequence[NamePart]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Say what of somebody agrees with the rows, and what does not."""
    same = [part.word for part in parts if part.same]
    near = {part.word: twin for part in parts if not part.same and (twin := _twin(part.word, doubtful.words))}
    other = [part.word for part in parts if not part.same and part.word not in near]
    yes, no = [], []
    if same:
        yes.append(_("Coincide en el nombre: %(words)s") % {"words": ", ".join(same)})
    for word, twin in near.items():
        yes.append(_("Casi igual: %(word)s y «%(twin)s»") % {"word": word, "twin": twin})
    if other:
        no.append(_("La fila no dice: %(words)s") % {"words": ", ".join(other)})
    _compare_emails(doubtful, profile, yes, no)
    _compare_documents(doubtful, profile, yes, no)
    if doubtful.institution and institution:
        matches = fuzz.token_set_ratio(people.fold(doubtful.institution), people.fold(institution)) >= 90
        (yes if matches else no).append(_("La misma institución") if matches else _("Otra institución"))
    return tuple(yes), tuple(no)


def _twin(word: str, said: Iterable[str]) -> str:
    """Return the word among those said that differs from this one in a letter or two of five or more."""
    own = "".join(people.name_tokens(word))
    if len(own) < LONG_WORD:
        return ""
    folded = ((one, "".join(people.name_tokens(one))) for one in said)
    return next((one for one, bare in folded if len(bare) >= LONG_WORD and OSA.distance(own, bare) <= ALMOST), "")


def _compare_emails(doubtful: Doubtful, profile: Profile, yes: list[str], no: list[str]) -> None:
    if not doubtful.email:
        return
    said = people.fold_email(doubtful.email)
    if said in {people.fold_email(email) for email in profile.emails}:
        yes.append(_("El mismo correo"))
        return
    if words := _names_in_email(doubtful, profile):
        yes.append(_("Su nombre está en el correo: %(words)s") % {"words": ", ".join(words)})
    elif profile.emails:
        no.append(_("Tiene otro correo"))


def _names_in_email(doubtful: Doubtful, profile: Profile) -> list[str]:
    letters = re.sub(r"[^a-z]", "", people.fold_email(doubtful.email).partition("@")[0])
    return [word for word in people.name_tokens(profile.full_name) if len(word) > 3 and word in letters]


def _compare_documents(doubtful: Doubtful, profile: Profile, yes: list[str], no: list[str]) -> None:
    if not doubtful.document or not profile.documents:
        return
    distance = _document_distance(doubtful, profile)
    if distance == 0:
        yes.append(_("El mismo documento"))
    elif distance is not None:
        yes.append(_("El documento es casi igual: cambia en %(count)d signos") % {"count": distance})
    else:
        no.append(_("Tiene otro documento"))


def strangers(doubtful: Iterable[Doubtful]) -> dict[str, Profile]:
    """Return, by document, the people of the city who hold the documents of rows whose person is not enrolled."""
    said = {one.document for one in doubtful if one.doubt == Doubt.NOT_ENROLLED and one.document}
    keys = {text: found.key for text in said if (found := people.normalise_document(text))}
    owners = people.people_by_document(keys.values())
    profiles = people.profiles(owners.values())
    return {text: profiles[owners[key]] for text, key in keys.items() if key in owners}


def learned_emails(allowed: Q, *, course: UUID | None = None) -> list[tuple[LearnedEmail, Profile]]:
    """Return e-mails seen beside somebody enrolled that nobody has confirmed yet, with that person."""
    found = LearnedEmail.objects.filter(course__in=Course.objects.filter(allowed), confirmed_at__isnull=True)
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
