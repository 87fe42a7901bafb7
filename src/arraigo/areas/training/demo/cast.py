"""Who takes part in the courses of Santa Marina: invented officials, a few of them in trouble on purpose."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from arraigo.areas.training.demo.programme import INCLUSION, TERRITORY, Planned
from arraigo.core.people import api as people
from arraigo.core.people.api import PersonDraft
from arraigo.core.people.enums import Sex

SEED = 77
SERIES = 1
DOMAIN = "santamarina.example"
SURNAMES = "Vera Cedeño"
SHARED_MAILBOX = f"ventanilla.inclusion@{DOMAIN}"
# With how many participants of a hundred each institution sends.
INSTITUTIONS = {
    INCLUSION: 24,
    TERRITORY: 20,
    "Agencia de Control de Santa Marina": 18,
    "Registro de la Propiedad de Santa Marina": 9,
    "Junta Cantonal de Protección de Derechos de Santa Marina": 8,
    "Centro de Salud Las Peñas": 8,
    "Distrito de Educación Santa Marina": 7,
    "Casa Abierta de Santa Marina": 6,
}
POSITIONS = (
    "Analista", "Técnica/o", "Trabajo social", "Inspección", "Atención en ventanilla", "Asistente", "Coordinación",
    "Especialista", "Promoción comunitaria",
)  # fmt: skip


@dataclass(frozen=True)
class Participant:
    """Somebody who is enrolled, and for which institution."""

    draft: PersonDraft
    institution: str
    position: str

    @property
    def name(self) -> str:
        """The full name as platforms write it, given names first."""
        return f"{self.draft.given_names} {self.draft.surnames}"

    @property
    def short_name(self) -> str:
        """The first given name and the first surname."""
        return f"{self.draft.given_names.split()[0]} {self.draft.surnames.split()[0]}"

    @property
    def document(self) -> str:
        return self.draft.documents[0].number

    @property
    def email(self) -> str:
        return self.draft.emails[0] if self.draft.emails else ""


@dataclass(frozen=True)
class Cast:
    """Everybody, by course; and those who make the review queue worth a look, all of the first course."""

    by_course: Mapping[str, Sequence[Participant]]
    namesakes: tuple[Participant, Participant]
    sharing: tuple[Participant, Participant]
    without_email: tuple[Participant, Participant]

    def enrolled_before(self, code: str) -> frozenset[str]:
        """Return the documents of those who were in a course that began earlier."""
        earlier = takewhile(lambda one: one != code, self.by_course)
        return frozenset(participant.document for one in earlier for participant in self.by_course[one])


def gather(courses: Sequence[Planned]) -> Cast:
    """Return who is enrolled in what, always the same."""
    chance = random.Random(f"{SEED}:cast")  # noqa: S311
    pool = _pool(sum(course.enrolled - course.returning for course in courses), chance)
    fresh = iter(pool)
    seen: list[Participant] = []
    by_course = {course.code: _enrolled(course, fresh, seen, chance) for course in courses}
    return Cast(by_course, (pool[0], pool[1]), (pool[2], pool[3]), (pool[4], pool[5]))


def _enrolled(
    course: Planned, fresh: Iterator[Participant], seen: list[Participant], chance: random.Random
) -> Sequence[Participant]:
    known = chance.sample(seen, course.returning)
    new = [next(fresh) for _number in range(course.enrolled - course.returning)]
    seen += new
    return sorted([*known, *new], key=lambda one: people.fold(one.draft.surnames))


def _pool(count: int, chance: random.Random) -> list[Participant]:
    invented = people.invent_people(count * 2, seed=SEED, series=SERIES, kind="official", domain=DOMAIN)
    drafts = _in_trouble(_distinct(invented)[:count])
    sends, weights = list(INSTITUTIONS), list(INSTITUTIONS.values())
    return [
        Participant(_born(draft, chance), chance.choices(sends, weights)[0], chance.choice(POSITIONS))
        for draft in drafts
    ]


def _distinct(drafts: Sequence[PersonDraft]) -> list[PersonDraft]:
    """Return those whom the first given name and the surnames tell apart: who else is doubtful would be by chance."""
    named = {people.fold(f"{draft.given_names.split()[0]} {draft.surnames}"): draft for draft in drafts}
    return list(named.values())


def _in_trouble(drafts: list[PersonDraft]) -> list[PersonDraft]:
    """Make of the first ones two namesakes, two who share a mailbox and two without one."""
    one, other, third, fourth, fifth, sixth, *rest = drafts
    return [
        replace(one, given_names="María José", surnames=SURNAMES, sex=Sex.WOMAN, emails=(f"mjose.vera@{DOMAIN}",)),
        replace(other, given_names="María Elena", surnames=SURNAMES, sex=Sex.WOMAN, emails=(f"melena.vera@{DOMAIN}",)),
        *(replace(draft, emails=(SHARED_MAILBOX,)) for draft in (third, fourth)),
        *(replace(draft, emails=()) for draft in (fifth, sixth)),
        *rest,
    ]


def _born(draft: PersonDraft, chance: random.Random) -> PersonDraft:
    return replace(draft, birth_date=f"{draft.birth_year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}")
