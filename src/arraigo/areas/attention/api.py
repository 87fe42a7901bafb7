"""What other areas, the public guide, the command line and the demo use of attention."""

from arraigo.areas.attention.actions.common import AttentionError, DefinitionRefusedError
from arraigo.areas.attention.actions.demand import record_demand
from arraigo.areas.attention.actions.installing import Installed, install_pack
from arraigo.areas.attention.queries.channels import told
from arraigo.areas.attention.queries.definitions import sentence
from arraigo.areas.attention.queries.published import (
    Emergency,
    PublishedRoute,
    RoutePage,
    changed_at,
    emergency_numbers,
    published,
    published_route,
    route_page,
    stamp,
)

__all__ = [
    "AttentionError",
    "DefinitionRefusedError",
    "Emergency",
    "Installed",
    "PublishedRoute",
    "RoutePage",
    "changed_at",
    "emergency_numbers",
    "install_pack",
    "published",
    "published_route",
    "record_demand",
    "route_page",
    "sentence",
    "stamp",
    "told",
]
