"""Pages of routes: the list, a new one, one with its versions, a version with its drawing, two versions compared."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from arraigo.areas.attention import permissions
from arraigo.areas.attention.actions import routes as actions
from arraigo.areas.attention.models import RouteVersion
from arraigo.areas.attention.queries import comparing, definitions, drawing
from arraigo.areas.attention.queries import routes as reads
from arraigo.areas.attention.web.desk import tables as own_tables
from arraigo.areas.attention.web.desk.common import FORM, faults, route_for, standing, version_for
from arraigo.areas.attention.web.desk.forms import NewRouteForm
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.ui import tables
from arraigo.engines.guidance.readability import readability_of


@require_safe
@membership_required(permissions.reads_routes)
def listed(request: CityRequest, city: str) -> HttpResponseBase:
    """List the routes of the city."""
    today = request.city.day_of(timezone.now())
    rows = reads.listed(reads.routes(), today)
    shown = tables.listing(own_tables.routes(city, get_language() or "es"), request, rows)
    waiting = [one for one in rows if one.working and one.working.state == "in_review"]
    context = {"manages": permissions.manages_routes(request.membership), "waiting": waiting}
    return tables.respond(request, "attention/desk/routes.html", shown, context, filename=_("rutas"))


@require_http_methods(FORM)
@membership_required(permissions.manages_routes)
def new(request: CityRequest, city: str) -> HttpResponse:
    """Begin a route of the city's own."""
    form = NewRouteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.create_route(by=request.membership.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Borrador empezado. Escriba sus pasos; nadie lo ve hasta que se publique."))
        return redirect("attention:route_edit", city, made.route.slug, made.number)
    return render(request, "attention/desk/route_new.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
@membership_required(permissions.reads_routes)
def route(request: CityRequest, city: str, slug: str) -> HttpResponse:
    """Show a route: what the guide says now, what is being written, and every version before."""
    found = route_for(slug)
    versions = reads.versions(found)
    published = next((one for one in versions if one.state == "published"), None)
    shown = published or next(iter(versions), None)
    if shown is None:
        raise Http404(_("Esta ruta no tiene versiones."))
    context = {
        "route": found,
        "versions": versions,
        "published": published,
        "open": [one for one in versions if one.is_open],
        "manages": permissions.manages_routes(request.membership),
        "sheets": (
            ("poster", _("Afiche (PDF)")),
            ("poster-a3", _("Afiche A3 (PDF)")),
            ("triptico", _("Tríptico (PDF)")),
        ),
        **_seen(request, shown),
    }
    return render(request, "attention/desk/route.html", context)


@require_safe
@membership_required(permissions.reads_routes)
def version(request: CityRequest, city: str, slug: str, number: int) -> HttpResponse:
    """Show a version: its drawing, what is wrong with it, and what this member may do with it."""
    found = version_for(slug, number)
    context = {"route": found.route, **_seen(request, found), **standing(request, found)}
    return render(request, "attention/desk/version.html", context)


def _seen(request: CityRequest, version: RouteVersion) -> dict[str, Any]:
    """Return what a page says of a version: its drawing, its problems, what is due, how easy it is to read."""
    today = request.city.day_of(timezone.now())
    checked = definitions.check_version(version, today=today)
    sketch = checked.sketch
    return {
        "version": version,
        "faults": faults(checked.errors, version.definition),
        "warnings": faults(checked.warnings, version.definition),
        "sketch": sketch,
        "drawing": drawing.draw(sketch) if sketch else None,
        "told": drawing.told(sketch) if sketch else [],
        "due": own_tables.due_tag(reads.due(version, today)) if version.state == "published" else "",
        "unverified": [one for one in sketch.sources if one.verified_on is None] if sketch else [],
        "to_verify": [(step.title or step.id, fact) for step in sketch.steps.values() for fact in step.verify]
        if sketch
        else [],
        "ease": readability_of(sketch) if sketch else None,
    }


@require_safe
@membership_required(permissions.reads_routes)
def compare(request: CityRequest, city: str, slug: str) -> HttpResponse:
    """Show what changed between two versions, word by word."""
    found = route_for(slug)
    numbers = [one.number for one in reads.versions(found)]
    old, new = _chosen(request, numbers)
    compared = comparing.compare(version_for(slug, old), version_for(slug, new)) if old and new else None
    context = {"route": found, "numbers": numbers, "old": old, "new": new, "compared": compared}
    return render(request, "attention/desk/compare.html", context)


def _chosen(request: CityRequest, numbers: list[int]) -> tuple[int, int]:
    """Return the two versions asked for; without both, the last two. Numbers are from the newest to the oldest."""
    known = {str(number): number for number in numbers}
    new = known.get(request.GET.get("despues", ""), numbers[0] if numbers else 0)
    older = [number for number in numbers if number < new]
    return known.get(request.GET.get("antes", ""), older[0] if older else new), new
