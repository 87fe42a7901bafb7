"""Privacy in the demo city: a person who asked to be erased."""

from datetime import datetime, timedelta

from arraigo.areas.training.actions.privacy import request_erasure
from arraigo.areas.training.models import Enrolment
from arraigo.core.accounts.models import User
from arraigo.core.places.models import City


def build_privacy(*, city: City, by: User | None, at: datetime) -> None:
    """Leave one request open, made four days ago by somebody enrolled in one course."""
    enrolment = Enrolment.objects.order_by("enrolled_at", "pk").first()
    if enrolment is not None:
        request_erasure(enrolment.person_id, at=at - timedelta(days=4))
