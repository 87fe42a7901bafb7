"""Who a doubtful row may mean: those enrolled in its course, ranked, each with what agrees and what does not."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from uuid import UUID

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from arraigo.areas.training.enums import Doubt
from arraigo.areas.training.models import Course, Enrolment
from arraigo.areas.training.queries.review import Doubtful
from arraigo.core.people import api as people
from arraigo.core.people.api import Profile

BEST = 4
COMPARED = 4 * BEST
LIKELY = 85.0
CLEAR_LEAD = 10.0
LONG_WORD = 5
VERY_LONG_WORD = 8
LINKING = frozenset({"de", "del", "la", "las", "los", "el", "y"})
# Rows of these doubts fit several people: to offer one of them as the answer would be to guess.
NEVER_LIKELY = (Doubt.SEVERAL, Doubt.SHARED_EMAIL)


@dataclass(frozen=True)
class NamePart:
    """A word of a name, and whether the row brings it too."""

    word: str
    same: bool


@dataclass(frozen=True)
class Candidate:
    """Somebody enrolled who may be meant: `reasons` say in words what agrees, `against` what does not.

    score: how much agrees, comparable among the candidates of one row. leads: far ahead of all others.
    """

    enrolment: UUID
    profile: Profile
    institution: str
    parts: tuple[NamePart, ...]
    reasons: tuple[str, ...]
    against: tuple[str, ...]
    score: float
    leads: bool = False

    @property
    def is_likely(self) -> bool:
        """Whether so much agrees, and so much less with anybody else, that the page may offer this answer first."""
        return self.leads and self.score >= LIKELY


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
        name = self._of(entry).listed_name
        return f"{name} · {entry.institution}" if entry.institution else name

    def rank(self, doubtful: Doubtful, best: int = BEST) -> list[Candidate]:
        """Return who of the course may be meant, the likeliest first; nobody without a solid reason to be."""
        scores: dict[int, float] = defaultdict(float)
        texts = {" ".join(people.name_tokens(name)) for name in (doubtful.name, doubtful.original_name) if name}
        for text in texts:
            for _name, score, at in process.extract(text, self._names, scorer=_alike, limit=COMPARED):
                scores[at] = max(scores[at], score)
        for at, entry in enumerate(self.entries):
            bonus = _identity_bonus(doubtful, self._of(entry)) if doubtful.email or doubtful.document else 0.0
            if bonus:
                scores[at] = bonus + max((_alike(text, self._names[at]) for text in texts), default=0.0)
        solid = (
            (score, at)
            for at, score in sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
            if _is_solid(doubtful, self._of(self.entries[at]))
        )
        found = [self._candidate(doubtful, self.entries[at], score) for score, at in islice(solid, best)]
        return _with_lead(doubtful, found)

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


def _with_lead(doubtful: Doubtful, found: list[Candidate]) -> list[Candidate]:
    """Mark the first as the one who leads, when the rows fit nobody else nearly as well."""
    if not found or doubtful.doubt in NEVER_LIKELY:
        return found
    leads = len(found) == 1 or found[0].score - found[1].score >= CLEAR_LEAD
    return [replace(found[0], leads=leads), *found[1:]]


def _is_solid(doubtful: Doubtful, profile: Profile) -> bool:
    """Tell whether something says that this may be the person, and not just that some letters are alike.

    Solid are the same document, the same e-mail, two words of the name (or all of it), and a document that differs in
    one sign beside one word of the name.
    """
    distance = _document_distance(doubtful, profile)
    if distance == 0 or _has_email(doubtful, profile):
        return True
    words = [word for word in people.name_tokens(profile.full_name) if word not in LINKING]
    common = [word for word in words if _is_said(word, doubtful)]
    enough = 1 if distance is not None else min(2, len(words))
    return len(common) >= max(enough, 1)


def _is_said(word: str, doubtful: Doubtful) -> bool:
    """Tell whether the rows bring a folded word of a name: in a name, almost so, or in the e-mail."""
    if word in doubtful.tokens or word in _email_words(doubtful):
        return True
    return bool(_twin(word, doubtful.words))


def _email_words(doubtful: Doubtful) -> list[str]:
    return re.split(r"[^a-z]+", people.fold_email(doubtful.email).partition("@")[0]) if doubtful.email else []


def _has_email(doubtful: Doubtful, profile: Profile) -> bool:
    said = people.fold_email(doubtful.email) if doubtful.email else ""
    return bool(said) and said in {people.fold_email(email) for email in profile.emails}


def _identity_bonus(doubtful: Doubtful, profile: Profile) -> float:
    """Return what a document or an e-mail adds; an e-mail made of somebody's names says something too."""
    bonus = 0.0
    if _has_email(doubtful, profile):
        bonus += 40
    else:
        bonus += min(20 * len(_names_in_email(doubtful, profile)), 40)
    if _document_distance(doubtful, profile) is not None:
        bonus += 40
    return bonus


def _document_distance(doubtful: Doubtful, profile: Profile) -> int | None:
    """Return 0 for the same document, 1 for one that differs in one sign or in two changed about, else None."""
    said = people.normalise_document(doubtful.document) if doubtful.document else None
    if said is None:
        return None
    distances = [OSA.distance(said.number, document.number) for document in profile.documents]
    return min((one for one in distances if one <= 1), default=None)


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
    """Return the word among those said that differs from this one in a letter of five or more, or two of eight."""
    own = "".join(people.name_tokens(word))
    if len(own) < LONG_WORD:
        return ""
    most = 2 if len(own) >= VERY_LONG_WORD else 1
    folded = ((one, "".join(people.name_tokens(one))) for one in said)
    return next((one for one, bare in folded if len(bare) >= LONG_WORD and OSA.distance(own, bare) <= most), "")


def _compare_emails(doubtful: Doubtful, profile: Profile, yes: list[str], no: list[str]) -> None:
    if not doubtful.email:
        return
    if _has_email(doubtful, profile):
        yes.append(_("El mismo correo"))
        return
    if words := _names_in_email(doubtful, profile):
        yes.append(_("Su nombre está en el correo: %(words)s") % {"words": ", ".join(words)})
    elif profile.emails:
        no.append(_("Tiene otro correo"))


def _names_in_email(doubtful: Doubtful, profile: Profile) -> list[str]:
    letters = re.sub(r"[^a-z]", "", people.fold_email(doubtful.email).partition("@")[0])
    apart = _email_words(doubtful)
    tokens = [word for word in people.name_tokens(profile.full_name) if word not in LINKING]
    return [word for word in tokens if word in apart or (len(word) > 3 and word in letters)]


def _compare_documents(doubtful: Doubtful, profile: Profile, yes: list[str], no: list[str]) -> None:
    if not doubtful.document or not profile.documents:
        return
    distance = _document_distance(doubtful, profile)
    if distance == 0:
        yes.append(_("El mismo documento"))
    elif distance is not None:
        yes.append(_("El documento es casi igual: cambia un signo"))
    else:
        no.append(_("Tiene otro documento"))
