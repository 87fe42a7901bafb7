"""The link by which an organisation mends its own entry; it rests on a seal (core.crypto.links) and expires."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from arraigo.areas.directory.models import Service, UpdateLink
from arraigo.core.crypto import api as crypto
from arraigo.core.places.models import City

PURPOSE = "directory.update"


def absolute(name: str, city: City, *parts: object) -> str:
    """Return the whole address of a page of a city, for mail."""
    return settings.PUBLIC_URL + str(reverse(f"directory:{name}", args=[city.slug, *parts]))


def update_token(link: UpdateLink) -> str:
    """Return what opens an organisation's entry, while the row says that it does."""
    return crypto.link_token(PURPOSE, link.city_id, link.pk, number=link.number)


def update_link_by(token: str) -> UpdateLink | None:
    """Return the link that a token opens in the current city, whether or not it still holds; else None."""
    row_id = crypto.id_in(token)
    rows = UpdateLink.objects.select_related("organization", "service", "city")
    found = rows.filter(pk=row_id).first() if row_id else None
    if found is None or not crypto.opens(token, PURPOSE, found.city_id, found.pk, number=found.number):
        return None
    return found


def is_valid(link: UpdateLink, *, at: datetime) -> bool:
    """Tell whether a link still opens: it was not revoked and its time is not over."""
    return link.revoked_at is None and at < link.expires_at


def services_of(link: UpdateLink) -> list[Service]:
    """Return the services that a link lets mend: the one that it is for, or all of its organisation by name."""
    rows = Service.objects.filter(organization_id=link.organization_id).order_by("name", "id")
    return list(rows.filter(pk=link.service_id) if link.service_id else rows)
