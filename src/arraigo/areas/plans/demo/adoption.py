"""The demo of comparing versions: the engine searches each recommendation, and a person says what became of most."""

from datetime import datetime, timedelta
from itertools import pairwise

from arraigo.areas.plans.actions.comparing import begin_comparison, confirm_adoption, run_comparison
from arraigo.areas.plans.enums import Progress
from arraigo.areas.plans.models import Adoption, Plan, PlanVersion
from arraigo.core.accounts.models import User
from arraigo.core.places.models import City

# So many are left for somebody to confirm.
UNSAID = 3


def build_adoption(*, city: City, by: User | None, at: datetime) -> None:
    """Compare each version that was recommended upon with the next, and confirm what the engine found but for a few."""
    for plan in Plan.objects.filter(recommendations__isnull=False).distinct():
        versions = list(PlanVersion.objects.filter(plan=plan, reading=Progress.READY).order_by("number"))
        for old, new in pairwise(versions):
            comparison = begin_comparison(old=old, new=new, by=by, at=at - timedelta(days=5))
            run_comparison(comparison, by=by, at=at - timedelta(days=5), tell=_quietly)
        for version in versions[1:]:
            found = Adoption.objects.filter(version=version).select_related("recommendation")
            for adoption in list(found.order_by("recommendation__number"))[:-UNSAID]:
                confirm_adoption(adoption=adoption, outcome=adoption.suggested, by=by, at=at - timedelta(days=4))


def _quietly(step: str, done: int, total: int) -> None:
    """Say nothing: the demo tells of its own steps."""
