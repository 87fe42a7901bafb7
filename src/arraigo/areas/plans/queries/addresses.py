"""Whole addresses of pages of plans, for mail, paper and programs; an address in a page of the program needs none."""

from django.conf import settings
from django.urls import reverse

from arraigo.core.places.models import City


def absolute(name: str, city: City, *parts: object) -> str:
    """Return the whole address of a page by its name in this area; `parts` follow the city's in its address."""
    return settings.PUBLIC_URL + str(reverse(f"plans:{name}", args=[city.slug, *parts]))
