"""Plans' part of the API."""

from arraigo.areas.plans.rest.adoption import router as adoption
from arraigo.areas.plans.rest.assistance import router as assistance
from arraigo.areas.plans.rest.consulting import router as consulting
from arraigo.areas.plans.rest.desk import router as desk
from arraigo.areas.plans.rest.plans import router as plans
from arraigo.areas.plans.rest.recommending import router as recommending

# Words come before the ids of plans, as in the addresses of pages.
ROUTERS = (recommending, desk, adoption, consulting, assistance, plans)

__all__ = ["ROUTERS"]
