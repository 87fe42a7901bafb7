"""The plans of the demo city: invented texts of an invented canton, reviewed and answered as real ones would be."""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext as _

from arraigo.areas.plans.demo.adoption import build_adoption
from arraigo.areas.plans.demo.assistance import build_assistance
from arraigo.areas.plans.demo.consulting import build_consulting
from arraigo.areas.plans.demo.desk import build_desk
from arraigo.areas.plans.demo.plans import build_plans
from arraigo.areas.plans.demo.recommending import build_recommending
from arraigo.core.accounts.models import User
from arraigo.core.places.models import City

# In the order in which a plan lives it: each builds on what stands before it.
FEATURES = (build_plans, build_desk, build_recommending, build_consulting, build_adoption, build_assistance)

__all__ = ["build"]


def build(*, city: City, by: User | None, at: datetime, progress: Callable[[str, int, int], None]) -> None:
    """Build plans, reviews, recommendations and what became of them; once in a city.

    Runs inside `tenancy.scope(city)` and the caller's transaction.
    """
    for number, feature in enumerate(FEATURES):
        progress(_("Revisando planes y enviando recomendaciones"), number, len(FEATURES))
        feature(city=city, by=by, at=at)
    progress(_("Revisando planes y enviando recomendaciones"), len(FEATURES), len(FEATURES))
