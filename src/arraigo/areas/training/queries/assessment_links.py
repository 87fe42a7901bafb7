"""The addresses of a test or survey: for the room to see, and for one person to answer."""

from arraigo.areas.training.models import Assessment, Enrolment
from arraigo.areas.training.queries.links import absolute, participant_token
from arraigo.core.crypto import api as crypto
from arraigo.core.places.models import City

ROOM = "training.assessment"


def room_token(assessment: Assessment) -> str:
    """Return what is projected in class: it names the test, and nobody."""
    return crypto.link_token(ROOM, assessment.city_id, assessment.pk)


def assessment_by(token: str) -> Assessment | None:
    """Return the published test or survey that a token for the room opens in the current city; else None."""
    row_id = crypto.id_in(token)
    if row_id is None:
        return None
    found = Assessment.objects.select_related("course").filter(pk=row_id, published_at__isnull=False).first()
    return found if found and crypto.opens(token, ROOM, found.city_id, found.pk) else None


def room_url(assessment: Assessment, city: City) -> str:
    """Return the whole address of the page for the room."""
    return absolute("assessment_room", city, room_token(assessment))


def take_url(assessment: Assessment, enrolment: Enrolment, city: City) -> str:
    """Return the whole address under which one person answers."""
    return absolute("assessment_take", city, participant_token(enrolment), assessment.pk)
