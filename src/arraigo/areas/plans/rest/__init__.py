"""Plans' part of the API."""

from arraigo.areas.plans.rest.adoption import router as adoption
from arraigo.areas.plans.rest.assistance import router as assistance
from arraigo.areas.plans.rest.consulting import router as consulting
from arraigo.areas.plans.rest.desk import router as desk
from arraigo.areas.plans.rest.plans import router as plans
from arraigo.areas.plans.rest.recommending import router as recommending

ROUTERS = (plans, desk, recommending, adoption, consulting, assistance)

__all__ = ["ROUTERS"]
