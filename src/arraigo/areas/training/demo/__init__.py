"""The training part of the demo city: lists and attendance files made up, and taken in as anybody's would be."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from arraigo.areas.training.actions.courses import save_course, save_series, save_session
from arraigo.areas.training.actions.reviewing import decide
from arraigo.areas.training.demo import sheets
from arraigo.areas.training.demo.agenda import build_agenda
from arraigo.areas.training.demo.attending import DEVICE, ROOM, Attending, File
from arraigo.areas.training.demo.cast import Cast, Participant, gather
from arraigo.areas.training.demo.certificates import build_certificates
from arraigo.areas.training.demo.checkin import build_checkin
from arraigo.areas.training.demo.enrolling import build_enrolling
from arraigo.areas.training.demo.learning import build_learning
from arraigo.areas.training.demo.privacy import build_privacy
from arraigo.areas.training.demo.programme import COURSES, Planned
from arraigo.areas.training.enums import EvidenceState, Modality
from arraigo.areas.training.models import Course, Enrolment, Evidence, Session
from arraigo.core.accounts.models import User
from arraigo.core.imports import api as imports
from arraigo.core.organisations import api as organisations
from arraigo.core.people import api as people
from arraigo.core.places.models import City

ENROLMENTS, ATTENDANCE = "training.enrolments", "training.attendance"
WITH_ERRORS = "UT-04"
# What each feature shows of itself, in the order in which a course lives it.
FEATURES = (build_agenda, build_enrolling, build_checkin, build_learning, build_certificates, build_privacy)

__all__ = ["build"]


@dataclass(frozen=True)
class _Step:
    """Something that was done in the city at a moment of its past."""

    at: datetime
    do: Callable[[datetime], None]


def build(*, city: City, by: User | None, at: datetime, progress: Callable[[str, int, int], None]) -> None:
    """Build courses of the ten months before `at` and of the weeks after it; once in a city.

    Runs inside `tenancy.scope(city)` and the caller's transaction; progress is told the step, how many are done, of
    how many. What waits for somebody is left so on purpose: doubtful rows, a file that asks, a list to be mended.
    """
    cast = gather(COURSES)
    makers = [_CourseMaker(course, cast, city, by, at) for course in COURSES]
    steps = sorted((step for maker in makers for step in maker.steps()), key=lambda step: step.at)
    total = len(steps) + len(FEATURES)
    for number, step in enumerate(steps):
        progress(_("Cargando cursos, listas y asistencias"), number, total)
        step.do(step.at)
    for number, feature in enumerate(FEATURES, start=len(steps)):
        progress(_("Anunciando cursos, inscribiendo, evaluando y certificando"), number, total)
        feature(city=city, by=by, at=at)
    progress(_("Anunciando cursos, inscribiendo, evaluando y certificando"), total, total)


class _CourseMaker:
    """Makes one course: its sessions, its list, and the files of the sessions that have been held."""

    def __init__(self, planned: Planned, cast: Cast, city: City, by: User | None, at: datetime) -> None:
        self.planned, self.cast, self.city, self.by, self.at = planned, cast, city, by, at
        self.zone = ZoneInfo(city.timezone)
        today = at.astimezone(self.zone).date()
        self.days = [datetime.combine(m.day(today), time(m.hour)) for m in planned.meetings]
        self.attending = Attending(planned, cast, self.days)
        self.listed = cast.by_course[planned.code]
        self._sessions: list[Session] = []

    def steps(self) -> Iterator[_Step]:
        """Yield what is to be done, each at the moment at which it would have been."""
        opened = min(self._aware(self.days[0]) - timedelta(days=12), self.at - timedelta(days=1))
        yield _Step(opened, self._open)
        if self.planned.code == WITH_ERRORS:
            yield _Step(self.at, self._late_list)
        for number, meeting in enumerate(self.planned.meetings):
            ends = self._aware(self.days[number]) + timedelta(minutes=meeting.minutes)
            if (meeting.files or meeting.waits) and ends < self.at:
                yield _Step(min(ends + timedelta(hours=20), self.at), partial(self._attendance, number))
        if self.planned.code == COURSES[0].code:
            yield _Step(self._aware(self.days[0]) + timedelta(days=2), self._decide)

    def _open(self, at: datetime) -> None:
        planned = self.planned
        known = organisations.resolve_names([planned.institution], city=self.city, by=self.by, at=at)
        course = save_course(
            code=planned.code,
            title=planned.title,
            institution=known[planned.institution],
            programme_area=planned.area,
            series=save_series(name=planned.series, by=self.by, at=at) if planned.series else None,
            timezone=self.city.timezone,
            by=self.by,
            at=at,
        )
        self._sessions = [self._session(course, number, at) for number in range(len(planned.meetings))]
        before = self.cast.enrolled_before(planned.code)
        written_on = at.astimezone(self.zone)
        data = sheets.enrolments(self.listed, style=planned.listed, known=before, title=planned.title, on=written_on)
        ending = "csv" if planned.listed == "csv" else "xlsx"
        self._load(File(f"inscritos_{planned.code}.{ending}", data), ENROLMENTS, f"course:{course.pk}", at)

    def _session(self, course: Course, number: int, at: datetime) -> Session:
        meeting = self.planned.meetings[number]
        room = f"https://reuniones.santamarina.example/{self.planned.code.lower()}-{number + 1}"
        return save_session(
            course=course,
            code=f"J{number + 1}",
            title=meeting.title,
            starts_at=self._aware(self.days[number]),
            minutes=meeting.minutes,
            modality=meeting.modality,
            place=meeting.place,
            link="" if meeting.modality == Modality.IN_PERSON else room,
            by=self.by,
            at=at,
        )

    def _attendance(self, number: int, at: datetime) -> None:
        context = f"session:{self._sessions[number].pk}"
        for file in self.attending.files(number):
            take = self._wait if self.planned.meetings[number].waits else self._load
            take(file, ATTENDANCE, context, at)

    def _late_list(self, at: datetime) -> None:
        """Leave a list waiting in which some cells have to be mended."""
        others = self.cast.by_course[COURSES[0].code]
        here = {one.document for one in self.listed}
        late = [one for one in others if one.document not in here][:9]
        data = sheets.with_errors(late, title=self.planned.title, on=at.astimezone(self.zone))
        course = self._sessions[0].course_id
        self._wait(File("inscritos_adicionales.xlsx", data), ENROLMENTS, f"course:{course}", at)

    def _decide(self, at: datetime) -> None:
        """Say of two devices whose they were, as somebody who was there would have."""
        course = self._sessions[0].course
        owners: Sequence[tuple[str, Participant | None]] = ((ROOM, None), (DEVICE, self.cast.sharing[1]))
        waiting = list(Evidence.objects.filter(session=self._sessions[0], state=EvidenceState.REVIEW))
        for name, owner in owners:
            key = next(row.key for row in waiting if row.name == name)
            decide(course=course, key=key, enrolment=self._enrolment(course, owner), by=self.by, at=at)

    def _enrolment(self, course: Course, owner: Participant | None) -> Enrolment | None:
        if owner is None:
            return None
        document = owner.draft.documents[0].key
        return Enrolment.objects.get(course=course, person_id=people.people_by_document([document])[document])

    def _wait(self, file: File, kind: str, context: str, at: datetime) -> None:
        """Upload a file as a screen does, and leave it there."""
        imports.receive(file.data, kind=kind, name=file.name, context=context, by=self.by, at=at, look=True)

    def _load(self, file: File, kind: str, context: str, at: datetime) -> None:
        run = imports.receive(file.data, kind=kind, name=file.name, context=context, by=self.by, at=at)
        seen = imports.preview(run)
        if seen.questions:
            run = imports.answer(run, file.answers, by=self.by, at=at)
            seen = imports.preview(run)
        imports.apply(run, by=self.by, at=at, seen=seen)

    def _aware(self, local: datetime) -> datetime:
        return local.replace(tzinfo=self.zone)
