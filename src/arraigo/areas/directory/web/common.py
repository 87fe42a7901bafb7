"""What the pages of the directory share: finding a service or a place, and choices as forms show them."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from arraigo.areas.directory.models import Location, Service
from arraigo.areas.directory.queries.needs import needs

FORM = ("GET", "HEAD", "POST")


def service_for(service_id: UUID) -> Service:
    """Return a service of the city; raises Http404."""
    found = Service.objects.select_related("organization", "city").filter(pk=service_id).first()
    if found is None:
        raise Http404(_("Este servicio no existe."))
    return found


def location_for(location_id: UUID) -> Location:
    """Return a place of the city; raises Http404."""
    found = Location.objects.select_related("organization", "city", "area").filter(pk=location_id).first()
    if found is None:
        raise Http404(_("Este lugar no existe."))
    return found


def raised(choices: Iterable[tuple[Any, Any]]) -> list[tuple[str, Any]]:
    """Return choices with the first letter of each label raised, as a screen shows them."""
    return [(str(value), capfirst(label)) for value, label in choices]


def need_choices() -> list[tuple[str, str]]:
    """Return every need as the choice of a filter, those under a topic with its name before theirs."""
    names = {need.code: need.name for need in needs()}
    told = [(need.code, f"{names[need.parent]}: {need.name}" if need.parent else need.name) for need in needs()]
    return sorted(told, key=lambda pair: pair[1])
