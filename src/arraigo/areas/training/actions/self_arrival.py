"""People who note their own arrival, by the code on the wall or from their own page of the course."""

from datetime import datetime
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from arraigo.areas.training.actions.checkin import Answer, Arrival, note
from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.enums import CheckInMethod
from arraigo.areas.training.models import Enrolment, Session
from arraigo.areas.training.queries.doors import takes_arrivals
from arraigo.core.accounts import guessing
from arraigo.core.accounts.guessing import Secret
from arraigo.core.people import api as people


class NotFoundHereError(TrainingError):
    """What was typed is of nobody who is enrolled; says the same whatever was wrong with it."""

    def __init__(self) -> None:
        super().__init__(
            _("No encontramos esos datos en la lista de esta jornada. Revíselos, o acérquese a la mesa de registro.")
        )


class ClosedError(TrainingError):
    """The session takes no arrivals now."""

    def __init__(self) -> None:
        super().__init__(_("El registro de esta jornada está cerrado ahora. Acérquese a la mesa de registro."))


def arrive(*, session: Session, enrolment: Enrolment, at: datetime) -> Answer:
    """Note that somebody enrolled arrived by themselves; once in a session. Raises ClosedError out of its hours."""
    if not takes_arrivals(session, at=at) or enrolment.course_id != session.course_id:
        raise ClosedError
    nonce = uuid5(session.pk, f"self:{enrolment.pk}")
    arrival = Arrival(nonce, at, enrolment.pk, method=CheckInMethod.SELF)
    return note(session=session, arrivals=[arrival], by=None, at=at)[0]


def arrive_as(*, session: Session, identity: str, surname: str, address: str, at: datetime) -> Answer:
    """Note the arrival of who says their document or e-mail, and first surname.

    Raises NotFoundHereError, ClosedError, and TooManyGuessesError after many that were not found. Outside a
    transaction: an attempt that is rolled back would not be counted.
    """
    if not takes_arrivals(session, at=at):
        raise ClosedError
    made = guessing.attempt(Secret.ARRIVAL, account=f"{session.pk}:{identity}", address=address, at=at)
    enrolment = _enrolled_as(session, identity, surname)
    if enrolment is None:
        raise NotFoundHereError
    guessing.succeeded(made)
    return arrive(session=session, enrolment=enrolment, at=at)


def _enrolled_as(session: Session, identity: str, surname: str) -> Enrolment | None:
    said = people.name_tokens(surname)
    if not said:
        return None
    enrolled = Enrolment.objects.filter(course=session.course_id, person_id__in=_called(identity))
    for enrolment in enrolled[:5]:
        profile = people.profiles([enrolment.person_id])[enrolment.person_id]
        if set(said) <= set(people.name_tokens(profile.surnames or profile.full_name)):
            return enrolment
    return None


def _called(identity: str) -> set[UUID]:
    if "@" in identity:
        return {person for found in people.people_by_email([identity]).values() for person in found}
    document = people.normalise_document(identity)
    return set(people.people_by_document([document.key]).values()) if document else set()
