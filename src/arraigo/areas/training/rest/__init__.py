"""Training's part of the API."""

from arraigo.areas.training.rest.routes import router

__all__ = ["router"]
