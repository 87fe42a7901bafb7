"""Pages of a city's areas."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from arraigo.core.places.access import any_member, edits_directory, opens_for
from arraigo.core.places.enums import AreaLevel
from arraigo.core.places.geometry import area_km2, from_wkb
from arraigo.core.places.importing import import_areas
from arraigo.core.places.maps import draw
from arraigo.core.places.models import Area
from arraigo.core.places.queries import areas as areas_of
from arraigo.core.places.web.forms import LEVELS, AreasForm
from arraigo.core.ui import tables
from arraigo.core.ui.tables import Column, Table

# Above this, names and shapes would be too small to tell apart.
MOST_DRAWN = 120


def _square_km(area: Area) -> float | None:
    shape = from_wkb(area.geometry)
    return round(area_km2(shape), 1) if shape is not None else None


AREAS: Table[Area] = Table(
    key="areas",
    caption=gettext_lazy("Áreas de la ciudad"),
    noun=(gettext_lazy("área"), gettext_lazy("áreas")),
    columns=(
        Column("mark", gettext_lazy("N.º"), numeric=True, exported=False),
        Column("name", gettext_lazy("Nombre"), main=True, sortable=True),
        Column("code", gettext_lazy("Código oficial"), sortable=True, nowrap=True),
        Column("parent", gettext_lazy("Dentro de"), value=lambda area: area.parent.name if area.parent else ""),
        Column("km2", gettext_lazy("Superficie (km²)"), numeric=True, sortable=True, value=_square_km),
    ),
    search=lambda rows, text: [area for area in rows if text.casefold() in f"{area.name} {area.code}".casefold()],
    search_label=gettext_lazy("Nombre o código"),
    page_sizes=(50, 100, 500),
    empty_title=gettext_lazy("Todavía no hay áreas de este nivel"),
    empty_text=gettext_lazy("Importe los límites oficiales en GeoJSON para ver el mapa y ubicar servicios."),
)


@opens_for(any_member)
def areas(request: HttpRequest, city: str) -> HttpResponseBase:
    """Show the areas of one level on a map and in a table."""
    present = list(areas_of().order_by().values_list("level", flat=True).distinct())
    levels = [level for level in AreaLevel if level in present]
    asked = request.GET.get("nivel", "")
    level = asked if asked in AreaLevel.values else next((one for one in levels if one == AreaLevel.PARISH), "")
    level = level or (levels[0] if levels else AreaLevel.PARISH)
    rows = _marked(areas_of(level).select_related("parent").order_by("name"))
    drawn = draw(_shapes(rows)) if len(rows) <= MOST_DRAWN else None
    context = {
        "city": city,
        "levels": [(one.value, _level_label(one), one == level) for one in levels],
        "map": drawn,
        "title": _level_label(AreaLevel(level)),
        "may_edit": edits_directory(request.membership),  # type: ignore[attr-defined]
    }
    return tables.respond(request, "places/areas.html", tables.listing(AREAS, request, rows), context)


@opens_for(edits_directory)
def areas_import(request: HttpRequest, city: str) -> HttpResponseBase:
    """Take a file of areas: say what is wrong with it, and import it when nothing refuses."""
    form = AreasForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "city": city}
    if request.method == "POST" and form.is_valid() and form.read is not None:
        context["read"] = form.read
        context["checked"] = request.POST.get("accion") == "comprobar"
        if form.read.may_import and not context["checked"]:
            level = form.cleaned_data["level"]
            done = import_areas(
                form.read.areas,
                city=request.city,  # type: ignore[attr-defined]
                level=level,
                by=request.user,  # type: ignore[arg-type]
                at=timezone.now(),
            )
            messages.success(request, _done(done.created, done.changed, done.same))
            for problem in form.read.problems:
                messages.warning(request, f"{problem.name}: {problem.sentence}")
            return redirect(f"/{city}/territorio/areas/?nivel={level}")
    failed = request.method == "POST"
    return render(request, "places/areas_import.html", context, status=422 if failed else 200)


def _done(created: int, changed: int, same: int) -> str:
    words = ngettext("%(count)s área nueva", "%(count)s áreas nuevas", created) % {"count": created}
    return _("%(created)s, %(changed)s con cambios y %(same)s sin cambios.") % {
        "created": words,
        "changed": changed,
        "same": same,
    }


def _marked(rows: Iterable[Area]) -> list[Area]:
    """Number the areas as the map does."""
    marked = list(rows)
    for number, area in enumerate(marked, 1):
        area.mark = number  # type: ignore[attr-defined]
    return marked


def _shapes(rows: Sequence[Area]) -> list[Any]:
    found = [(area, from_wkb(area.geometry)) for area in rows]
    return [(str(area.pk), area.name, area.mark, shape) for area, shape in found if shape is not None]  # type: ignore[attr-defined]


def _level_label(level: AreaLevel) -> str:
    return str(dict(LEVELS)[level.value])
