"""The demo of comparing versions and what was adopted."""

from datetime import datetime

from arraigo.core.accounts.models import User
from arraigo.core.places.models import City


def build_adoption(*, city: City, by: User | None, at: datetime) -> None:
    """Build what the demo city shows of comparing versions and what was adopted."""
