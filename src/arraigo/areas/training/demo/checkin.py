"""The door of the demo city: a session of today in progress, with arrivals, one in doubt, and a telephone open."""

from datetime import datetime, timedelta
from uuid import uuid5

from arraigo.areas.training.actions.checkin import Arrival, note
from arraigo.areas.training.actions.courses import save_session
from arraigo.areas.training.actions.doors import let_arrive, open_door, take_in
from arraigo.areas.training.enums import CheckInMethod, Direction, Modality
from arraigo.areas.training.models import Course, Enrolment
from arraigo.core.accounts.models import User
from arraigo.core.places.models import City

COURSE = "MH-04"
CODE = "HOY"
SHARE = 0.6


def build_checkin(*, city: City, by: User | None, at: datetime) -> None:
    """Add a session that began half an hour before `at` to the first course, and let most of its people arrive."""
    course = Course.objects.get(code=COURSE)
    session = save_session(
        course=course,
        code=CODE,
        title="Encuentro de práctica",
        starts_at=at - timedelta(minutes=30),
        minutes=150,
        modality=Modality.IN_PERSON,
        place="Casa Barrial La Merced",
        by=by,
        at=at,
    )
    people = list(Enrolment.objects.filter(course=course).order_by("enrolled_at", "pk").values_list("pk", flat=True))
    came = people[: round(len(people) * SHARE)]
    arrivals = [
        Arrival(
            uuid5(session.pk, f"demo:{key}"),
            at - timedelta(minutes=45 - number % 40),
            key,
            method=CheckInMethod.NAME if number % 5 == 0 else CheckInMethod.SCAN,
        )
        for number, key in enumerate(came)
    ]
    # One whose telephone said five in the morning, and one who has left.
    doubtful = [Arrival(uuid5(session.pk, "demo:duda"), at - timedelta(hours=5), key) for key in people[-1:]]
    left = [
        Arrival(uuid5(session.pk, "demo:salida"), at - timedelta(minutes=2), key, direction=Direction.OUT)
        for key in came[:1]
    ]
    everything = [*arrivals, *doubtful, *left]
    if by is None:
        note(session=session, arrivals=everything, by=None, at=at)
        return
    let_arrive(session=session, open_to_all=True, by=by, at=at)
    door = open_door(session=session, name="Entrada principal", by=by, at=at)
    take_in(device=door.device, arrivals=everything, at=at)
