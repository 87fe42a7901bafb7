"""Directory's part of the API: the public one of HSDS 3.1, and the staff's."""

from arraigo.areas.directory.rest.desk import router as desk_router
from arraigo.areas.directory.rest.hsds import router as hsds_router

ROUTERS = (desk_router,)
HSDS_ROUTERS = (hsds_router,)

__all__ = ["HSDS_ROUTERS", "ROUTERS"]
