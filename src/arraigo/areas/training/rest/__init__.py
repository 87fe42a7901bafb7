"""Training's part of the API."""

from arraigo.areas.training.rest.agenda import router as agenda
from arraigo.areas.training.rest.certificates import router as certificates
from arraigo.areas.training.rest.checkin import router as checkin
from arraigo.areas.training.rest.enrolling import router as enrolling
from arraigo.areas.training.rest.learning import router as learning
from arraigo.areas.training.rest.routes import router

ROUTERS = (router, agenda, enrolling, checkin, learning, certificates)

__all__ = ["ROUTERS"]
