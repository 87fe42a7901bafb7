"""Who came to each session of the demo, and the files in which that is told; some rows are doubtful on purpose."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from arraigo.areas.training.demo import platforms, sheets
from arraigo.areas.training.demo.cast import SEED, SHARED_MAILBOX, Cast, Participant
from arraigo.areas.training.demo.platforms import Seen
from arraigo.areas.training.demo.programme import Meeting, Planned
from arraigo.areas.training.enums import Modality
from arraigo.core.people import api as people

COMES, NEVER_COMES, REJOINS, SHOWS_EMAIL = 0.86, 0.07, 0.12, 0.8
# What somebody has already said of two devices: one was a room, the other somebody's.
ROOM, DEVICE = "Sala de reuniones 2", "Ventanilla 2"
DOUBTFUL_DEVICE = "iPhone de Rosita"


@dataclass(frozen=True)
class File:
    """A file with the answers to what it asks."""

    name: str
    data: bytes
    answers: dict[str, str] = field(default_factory=dict)


class Attending:
    """Writes the files of one course; `days` are the starts of its sessions, local and naive."""

    def __init__(self, course: Planned, cast: Cast, days: Sequence[datetime]) -> None:
        self.course, self.cast, self.days = course, cast, days
        self.listed = cast.by_course[course.code]
        never = self._chance("never")
        self.coming = [one for one in self.listed if never.random() >= NEVER_COMES or one in _needed(cast)]

    def files(self, number: int) -> list[File]:
        """Return the files of a session, whose number counts from 0."""
        meeting = self.course.meetings[number]
        formats = (meeting.waits,) if meeting.waits else meeting.files
        present = self._present(number)
        if "two_days" in formats:
            return [self._two_days(number)]
        online, here = _parted(present, meeting.modality)
        return [self._file(kind, meeting, number, here if kind == "paper" else online) for kind in formats]

    def _present(self, number: int) -> list[Participant]:
        chance = self._chance(number)
        absent = {self.cast.sharing[1].document} if (self.course.code, number) == ("MH-01", 0) else set()
        return [
            one
            for one in self.coming
            if (chance.random() < COMES or one in _needed(self.cast)) and one.document not in absent
        ]

    def _file(self, kind: str, meeting: Meeting, number: int, present: Sequence[Participant]) -> File:
        starts, chance = self.days[number], self._chance(f"{number}{kind}")
        stem = f"{self.course.code}_{starts:%Y%m%d}"
        if kind == "paper":
            rows = [sheets.as_on_paper(one, chance) for one in present]
            data = sheets.signed(rows, title=self.course.title, held=starts.date(), on=starts)
            return File(f"asistencia_{stem}.xlsx", data, {"date_order": "dmy"})
        seen = [row for one in present for row in _online(one, starts, meeting.minutes, chance)]
        seen = self._with_trouble(seen, number, starts, meeting.minutes)
        if kind == "teams":
            seen = [_as_teams_writes(one, chance) for one in seen]
            return File(f"teams_{stem}.csv", platforms.teams(seen, title=self.course.title), {"date_order": "dmy"})
        if kind == "meet":
            return File(f"meet_{stem}.csv", platforms.meet(seen))
        data = platforms.zoom(seen, title=self.course.title, language=kind.removeprefix("zoom_"))
        return File(f"zoom_{stem}.csv", data, {"date_order": "mdy"})

    def _with_trouble(self, seen: list[Seen], number: int, starts: datetime, minutes: int) -> list[Seen]:
        """Add to a session's rows those of devices, short names and mailboxes that say too little."""
        chance = self._chance(f"trouble{number}")
        strangers: dict[tuple[str, int], list[tuple[str, str]]] = {
            ("MH-01", 0): [
                (DOUBTFUL_DEVICE, ""),
                (_short_for_both(self.cast), ""),
                ("Ventanilla Inclusión", SHARED_MAILBOX),
                (ROOM, ""),
                (DEVICE, ""),
            ],
            ("MH-01", 1): [("PC de escritorio", _personal(self.cast.without_email[0]))],
            ("UT-01", 0): [(_initial(self.listed[3]), "")],
        }
        added = strangers.get((self.course.code, number), [])
        personal = {one.name: _personal(one) for one in self.cast.without_email}
        known = [_with_email(one, personal) for one in seen] if self.course.code == "MH-01" and number < 2 else seen
        return known + [Seen(name, *_span(starts, minutes, chance), email=email) for name, email in added]

    def _two_days(self, number: int) -> File:
        """Write one sheet for both days; a document is mistyped, and somebody signed who was not enrolled."""
        both = [{one.document for one in self._present(day)} for day in (0, 1)]
        rows = []
        chance = self._chance("two days")
        mistyped = next(one.document for one in self.coming[7:] if one.document in both[0] & both[1])
        for one in self.coming:
            name, document, institution = sheets.as_on_paper(one, chance)
            if one.document == mistyped:
                document = f"{mistyped[:9]}{(int(mistyped[9]) + 1) % 10}"
            rows.append((name, document, institution, one.document in both[0], one.document in both[1]))
        guest = self._not_enrolled()
        rows.append((guest.name, guest.document, guest.institution, False, True))
        data = sheets.signed_two_days(rows, title=self.course.title, on=self.days[0])
        return File(f"asistencia_{self.course.code}.xlsx", data, {"day": f"Día {number + 1}"})

    def _not_enrolled(self) -> Participant:
        """Return somebody of the first course who is not enrolled in this one."""
        here = {one.document for one in self.listed}
        return next(one for one in self.cast.by_course["MH-01"][10:] if one.document not in here)

    def _chance(self, what: object) -> random.Random:
        return random.Random(f"{SEED}:{self.course.code}:{what}")  # noqa: S311


def _needed(cast: Cast) -> tuple[Participant, ...]:
    return (*cast.namesakes, *cast.sharing, *cast.without_email)


def _parted(present: Sequence[Participant], modality: str) -> tuple[list[Participant], list[Participant]]:
    """Return who took part online and who in person; in a hybrid session each as they always do, a few as both."""
    if modality != Modality.HYBRID:
        return list(present), list(present)
    at_home = {one.document: int(one.document[5:9]) % 9 for one in present}
    return [one for one in present if at_home[one.document] < 5], [one for one in present if at_home[one.document] > 3]


def _span(starts: datetime, minutes: int, chance: random.Random) -> tuple[datetime, datetime]:
    joined = starts + timedelta(seconds=chance.randint(-600, 900))
    return joined, starts + timedelta(minutes=minutes, seconds=-chance.randint(-300, 1500))


def _online(one: Participant, starts: datetime, minutes: int, chance: random.Random) -> list[Seen]:
    """Return somebody's rows in a session: a few lose the connection and come back."""
    joined, left = _span(starts, minutes, chance)
    name, original = (one.short_name, one.name) if chance.random() < 0.4 else (one.name, "")
    email = one.email if chance.random() < SHOWS_EMAIL else ""
    whole = Seen(name, joined, left, original, email, one.draft.surnames)
    if chance.random() >= REJOINS:
        return [whole]
    cut = joined + (left - joined) / 2
    gap = cut + timedelta(seconds=chance.randint(40, 400))
    first = Seen(name, joined, cut.replace(microsecond=0), original, email, one.draft.surnames)
    return [first, Seen(name, gap.replace(microsecond=0), left, original, email, one.draft.surnames)]


def _as_teams_writes(one: Seen, chance: random.Random) -> Seen:
    """Return a row under the name that Teams shows: the whole one, surnames first or marked as a guest."""
    name = one.original or one.name
    given = name.removesuffix(one.surnames).strip()
    if one.surnames and chance.random() < 0.4:
        name = f"{one.surnames.upper()}, {given}"
    elif chance.random() < 0.15:
        name = f"{name} (Invitado)"
    return Seen(name, one.joined, one.left, "", one.email, one.surnames)


def _with_email(one: Seen, personal: dict[str, str]) -> Seen:
    name = one.original or one.name
    return Seen(one.name, one.joined, one.left, one.original, personal.get(name, one.email), one.surnames)


def _short_for_both(cast: Cast) -> str:
    first = cast.namesakes[0]
    return f"{first.draft.given_names.split()[0]} {first.draft.surnames}"


def _initial(one: Participant) -> str:
    return f"{one.draft.given_names[0]}. {one.draft.surnames.split()[0]}"


def _personal(one: Participant) -> str:
    """Return an e-mail that no list has."""
    return ".".join(people.name_tokens(one.short_name)) + "@correo.example"
