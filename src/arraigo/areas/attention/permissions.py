"""Who may write routes of attention and read what the guide is asked."""

from arraigo.core.accounts.api import manages_routes, reads_routes

__all__ = ["manages_routes", "reads_routes"]
