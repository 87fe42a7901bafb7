"""The tables of attention."""

from arraigo.areas.attention.models.demand import SearchDemand
from arraigo.areas.attention.models.guide import GuideSettings
from arraigo.areas.attention.models.routes import EmergencyNumber, GuideStamp, Route, RouteTranslation, RouteVersion

__all__ = [
    "EmergencyNumber",
    "GuideSettings",
    "GuideStamp",
    "Route",
    "RouteTranslation",
    "RouteVersion",
    "SearchDemand",
]
