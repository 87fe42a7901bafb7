"""What the pages of one course share: the row of tabs that leads from one to the other."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django import template
from django.template import Context
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from arraigo.areas.training.models import Course
from arraigo.core.accounts.api import Standing

register = template.Library()

# The first page of each feature of a course; whichever address begins with it belongs to it.
TABS: tuple[tuple[str, Promise], ...] = (
    ("training:course", _("Resumen")),
    ("training:announcement", _("Anuncio")),
    ("training:applications", _("Solicitudes")),
    ("training:focal_links", _("Puntos focales")),
    ("training:assessments", _("Evaluaciones")),
    ("training:certificates", _("Constancias")),
    ("training:privacy", _("Privacidad")),
)


@dataclass(frozen=True)
class Tab:
    """One tab: its words, its address, and whether the page shown belongs to it."""

    label: Promise
    url: str
    current: bool


@register.inclusion_tag("training/parts/course_tabs.html", takes_context=True)
def course_tabs(context: Context, course: Course) -> dict[str, Any]:
    """Draw the tabs of a course that this member opens."""
    request = context["request"]
    found = list(_open_tabs(request.membership, course))
    here = max((url for _label, url in found if request.path.startswith(url)), key=len, default="")
    return {"tabs": [Tab(label, url, url == here) for label, url in found]}


def _open_tabs(standing: Standing, course: Course) -> Iterator[tuple[Promise, str]]:
    for name, label in TABS:
        url = _address(name, standing.city.slug, course)
        predicate = _predicate(url) if url else None
        if predicate is not None and predicate(standing):
            yield label, url


def _address(name: str, slug: str, course: Course) -> str:
    try:
        return str(reverse(name, args=[slug, course.pk]))
    except NoReverseMatch:
        return ""


def _predicate(url: str) -> Callable[[Standing], bool] | None:
    """Return what the view at an address asks of the member: the view itself decides, so that no tab leads to a 403."""
    found: Callable[[Standing], bool] | None = getattr(resolve(url).func, "opens_for", None)
    return found
