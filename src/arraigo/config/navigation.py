"""What surrounds every page: the city, the navigation that this member may use, the person."""

from typing import Any

from django.http import HttpRequest

from arraigo.core.accounts.api import Standing


def first_page(standing: Standing) -> str:
    """Return the first page of a city that this member may open."""
    return f"/{standing.city.slug}/hoy/"


def shell(request: HttpRequest) -> dict[str, Any]:
    """Give templates the `shell` around the page."""
    return {}
