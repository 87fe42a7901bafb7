"""What the desk's pages of routes share: finding a route and a version, and saying what is wrong with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from arraigo.areas.attention import permissions
from arraigo.areas.attention.actions.publishing import wrote
from arraigo.areas.attention.enums import RouteState
from arraigo.areas.attention.models import EmergencyNumber, Route, RouteVersion
from arraigo.areas.attention.queries import definitions, editing
from arraigo.core.accounts.api import CityRequest
from arraigo.engines.guidance.problems import Problem

FORM = ("GET", "HEAD", "POST")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a version, in words, with its line and the step in which it stands, where one does."""

    words: str
    line: int
    step: str
    is_warning: bool
    language: str = ""


def route_for(slug: str) -> Route:
    """Return a route of the city; raises Http404."""
    found = Route.objects.filter(slug=slug).first()
    if found is None:
        raise Http404(_("Esta ruta no existe."))
    return found


def version_for(slug: str, number: int) -> RouteVersion:
    """Return a version of a route with its translations; raises Http404."""
    people = ("written_by", "submitted_by", "reviewed_by", "published_by")
    rows = RouteVersion.objects.select_related("route", *people).prefetch_related("translations")
    found = rows.filter(route__slug=slug, number=number).first()
    if found is None:
        raise Http404(_("Esta versión no existe."))
    return found


def draft_for(slug: str, number: int) -> RouteVersion:
    """Return a version that may be written; raises Http404 for one that may not."""
    found = version_for(slug, number)
    if found.state != RouteState.DRAFT:
        raise Http404(_("Esta versión ya no es un borrador. Abra la ruta y empiece otro."))
    return found


def faults(problems: Iterable[Problem], definition: str) -> list[Fault]:
    """Return problems in words. Those of a translation's file name its language instead of a line."""
    return [_fault(one, definition) for one in problems]


def _fault(problem: Problem, definition: str) -> Fault:
    pieces = problem.file.split(".")
    language = pieces[-2] if len(pieces) > 2 else ""
    line = 0 if language else problem.line
    return Fault(
        definitions.sentence(problem),
        line,
        editing.step_at(definition, line) if line else _step_of(problem),
        problem.is_warning,
        language,
    )


def _step_of(problem: Problem) -> str:
    key = str(problem.values.get("key", ""))
    return key.split(".")[1] if key.startswith("steps.") else ""


def number_choices() -> list[tuple[str, str]]:
    """Return the emergency numbers of the city, by code."""
    return [(one.code, f"{one.number}, {one.names.get('es', '')}") for one in EmergencyNumber.objects.all()]


def standing(request: CityRequest, version: RouteVersion) -> dict[str, Any]:
    """Return what this member may do with a version."""
    manages = permissions.manages_routes(request.membership)
    is_own = wrote(version, request.membership.user)
    # Who wrote any of it neither reviews nor publishes it.
    judges = manages and version.state == RouteState.IN_REVIEW and not is_own
    return {
        "manages": manages,
        "may_edit": manages and version.state == RouteState.DRAFT,
        "may_review": judges and version.reviewed_by is None,
        "is_own": is_own,
        "may_publish": judges and version.reviewed_by is not None,
    }
