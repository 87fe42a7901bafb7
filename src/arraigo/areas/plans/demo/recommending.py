"""The demo of recommendations, letters and answers."""

from datetime import datetime

from arraigo.core.accounts.models import User
from arraigo.core.places.models import City


def build_recommending(*, city: City, by: User | None, at: datetime) -> None:
    """Build what the demo city shows of recommendations, letters and answers."""
