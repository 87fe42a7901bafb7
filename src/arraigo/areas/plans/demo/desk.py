"""The demo of the review desk."""

from datetime import datetime

from arraigo.core.accounts.models import User
from arraigo.core.places.models import City


def build_desk(*, city: City, by: User | None, at: datetime) -> None:
    """Build what the demo city shows of the review desk."""
