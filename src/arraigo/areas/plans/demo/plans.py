"""The demo of plans, their versions and calendar."""

from datetime import datetime

from arraigo.core.accounts.models import User
from arraigo.core.places.models import City


def build_plans(*, city: City, by: User | None, at: datetime) -> None:
    """Build what the demo city shows of plans, their versions and calendar."""
