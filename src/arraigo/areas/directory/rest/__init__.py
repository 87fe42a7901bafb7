"""Directory's part of the API: the public one of HSDS 3.1."""

from arraigo.areas.directory.rest.hsds import router as hsds_router

HSDS_ROUTERS = (hsds_router,)

__all__ = ["HSDS_ROUTERS"]
