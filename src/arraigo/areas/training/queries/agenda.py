"""What anybody may read of the courses that are published: when, where, for whom, and whether there is a place."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, Q, QuerySet
from django.utils.functional import cached_property

from arraigo.areas.training.enums import ApplicationState, MaterialAudience
from arraigo.areas.training.models import Application, Course, CourseMaterial, Session
from arraigo.areas.training.queries.opening import Opening, by_its_dates, by_its_room


@dataclass(frozen=True)
class Meeting:
    """A session as the public reads it, in the clock of its place; the link to join is for those enrolled."""

    session: Session
    starts: datetime
    ends: datetime

    @property
    def cancelled(self) -> bool:
        """Whether it will not take place."""
        return self.session.cancelled_at is not None


@dataclass(frozen=True)
class Offer:
    """A published course with its sessions in order. `left` is how many places there are still; None for no limit."""

    course: Course
    meetings: tuple[Meeting, ...]
    places: Opening
    left: int | None = None
    materials: tuple[CourseMaterial, ...] = ()
    _at: datetime | None = field(default=None, repr=False)

    @cached_property
    def next_meeting(self) -> Meeting | None:
        """Return the first session that is not over nor cancelled; past all of them, the last."""
        held = [one for one in self.meetings if not one.cancelled]
        coming = [one for one in held if self._at is None or one.session.ends_at > self._at]
        return next(iter(coming), held[-1] if held else None)

    @property
    def takes_people(self) -> bool:
        """Whether the form for a place is open, be it for the waiting list."""
        return self.places.takes_applications

    @property
    def more_dates(self) -> int:
        """How many sessions there are besides the next one: those after it, or of a course that is over, all others."""
        held = [one for one in self.meetings if not one.cancelled]
        if self.places != Opening.OVER and self._at is not None:
            held = [one for one in held if one.session.ends_at > self._at]
        return max(0, len(held) - 1)


@dataclass(frozen=True)
class Wanted:
    """What somebody asks the agenda for; empty is everything that is still to come."""

    area: str = ""
    modality: str = ""
    month: date | None = None
    past: bool = False


def published() -> QuerySet[Course]:
    """Return the courses that anybody may read of."""
    return Course.objects.filter(published_at__isnull=False, purged_at__isnull=True)


def agenda(wanted: Wanted, *, at: datetime) -> list[Offer]:
    """Return the published courses that are still to come, soonest first, or those that are over, latest first.

    Three queries, whatever the number of courses.
    """
    found = published().annotate(last=Max("sessions__starts_at")).select_related("institution")
    # The longest session lasts a day: what is over is told exactly below.
    yesterday = at - timedelta(days=1)
    found = found.filter(last__lt=at) if wanted.past else found.filter(Q(last__gte=yesterday) | Q(last__isnull=True))
    if wanted.area:
        found = found.filter(programme_area=wanted.area)
    offers = [offer for offer in _offers(found, at=at) if _is_wanted(offer, wanted, at)]
    return sorted(offers, key=lambda offer: _turn(offer, at), reverse=wanted.past)


def offer_of(slug: str, *, at: datetime) -> Offer | None:
    """Return one published course by its address, with what it gives out to anybody; else None."""
    found = published().filter(slug=slug).select_related("institution", "series").prefetch_related("trainers")
    offer = next(iter(_offers(found, at=at)), None)
    if offer is None:
        return None
    public = CourseMaterial.objects.filter(course=offer.course, audience=MaterialAudience.PUBLIC)
    materials = tuple(public.filter(file__erased_at__isnull=True).select_related("file"))
    return Offer(offer.course, offer.meetings, offer.places, offer.left, materials, at)


def months_of(offers: Iterable[Offer]) -> list[date]:
    """Return the first day of each month in which one of these courses meets, in order."""
    return sorted({meeting.starts.date().replace(day=1) for offer in offers for meeting in offer.meetings})


def _offers(courses: QuerySet[Course], *, at: datetime) -> list[Offer]:
    rows = list(courses)
    ids = [course.pk for course in rows]
    sessions: dict[UUID, list[Session]] = defaultdict(list)
    by_id = {course.pk: course for course in rows}
    for session in Session.objects.filter(course_id__in=ids).order_by("starts_at", "code"):
        session.course = by_id[session.course_id]
        sessions[session.course_id].append(session)
    taken = dict(Course.objects.filter(pk__in=ids).values_list("pk").annotate(number=Count("enrolments")).order_by())
    waiting = _people_waiting([course.pk for course in rows if course.capacity])
    return [_offer(course, sessions[course.pk], taken.get(course.pk, 0), waiting, at) for course in rows]


def _people_waiting(ids: Sequence[UUID]) -> set[UUID]:
    """Return the courses in which somebody waits already: whoever comes now waits behind them."""
    if not ids:
        return set()
    waits = Application.objects.filter(course_id__in=ids, state=ApplicationState.WAITING).order_by()
    return set(waits.values_list("course_id", flat=True).distinct())


def _offer(course: Course, sessions: Sequence[Session], taken: int, waiting: set[UUID], at: datetime) -> Offer:
    left = None if course.capacity is None else max(0, course.capacity - taken)
    if course.pk in waiting:
        left = 0
    meetings = tuple(_meeting(session) for session in sessions)
    places = by_its_dates(course, sessions, at=at) or by_its_room(course, left)
    return Offer(course, meetings, places, left, (), at)


def _meeting(session: Session) -> Meeting:
    zone = ZoneInfo(session.timezone)
    starts, ends = (moment.astimezone(zone).replace(tzinfo=None) for moment in (session.starts_at, session.ends_at))
    return Meeting(session, starts, ends)


def _is_wanted(offer: Offer, wanted: Wanted, at: datetime) -> bool:
    if (offer.places == Opening.OVER) != wanted.past and offer.meetings and offer.places != Opening.CANCELLED:
        return False
    if wanted.modality and not any(one.session.modality == wanted.modality for one in offer.meetings):
        return False
    return wanted.month is None or any(one.starts.date().replace(day=1) == wanted.month for one in offer.meetings)


def _turn(offer: Offer, at: datetime) -> tuple[bool, datetime, str]:
    meeting = offer.next_meeting or next(iter(offer.meetings), None)
    return (meeting is None, meeting.starts if meeting else datetime.max, offer.course.title)  # noqa: DTZ901 - sorts last
