"""Writing a draft: its steps in a list, what the route says of itself, and the whole text for those who write YAML."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from arraigo.areas.attention import permissions
from arraigo.areas.attention.actions.common import AttentionError
from arraigo.areas.attention.actions.routes import save_draft
from arraigo.areas.attention.models import RouteVersion
from arraigo.areas.attention.queries import definitions, drawing, editing
from arraigo.areas.attention.web.desk.about_form import AboutEditor
from arraigo.areas.attention.web.desk.common import FORM, draft_for, faults
from arraigo.areas.attention.web.desk.forms import NewStepForm, TextForm
from arraigo.areas.attention.web.desk.step_form import KINDS, kind_of
from arraigo.core.accounts.api import CityRequest, membership_required


def drawn(request: CityRequest, version: RouteVersion, definition: str) -> dict[str, Any]:
    """Return the drawing of a text that may not be saved yet, and what is wrong with it."""
    checked = definitions.check(
        definition,
        name=version.route.slug,
        today=request.city.day_of(timezone.now()),
        numbers=definitions.known_numbers(),
        translations=definitions.spoken(version, definition),
    )
    sketch = checked.sketch
    return {
        "sketch": sketch,
        "drawing": drawing.draw(sketch) if sketch else None,
        "told": drawing.told(sketch) if sketch else [],
        "faults": faults(checked.errors, definition),
        "warnings": faults(checked.warnings, definition),
    }


@require_safe
@membership_required(permissions.manages_routes)
def edit(request: CityRequest, city: str, slug: str, number: int) -> HttpResponse:
    """Show a draft to be written: its steps in order, and the drawing of what there is."""
    version = draft_for(slug, number)
    steps = editing.steps_of(definitions.plain(version.definition))
    context = {
        "route": version.route,
        "version": version,
        "steps": [
            {"id": name, "title": step.get("title") or name, "kind": kind_of(step), "words": KINDS[kind_of(step)]}
            for name, step in steps.items()
        ],
        "form": NewStepForm(),
        "edits": True,
        **drawn(request, version, version.definition),
    }
    return render(request, "attention/desk/edit.html", context)


@require_http_methods(FORM)
@membership_required(permissions.manages_routes)
def about(request: CityRequest, city: str, slug: str, number: int) -> HttpResponse:
    """Change what a route says of itself, and its sources."""
    version = draft_for(slug, number)
    editor = AboutEditor(definitions.plain(version.definition), request.POST if request.method == "POST" else None)
    seen = request.POST.get("seen", version.sha256)
    if request.method == "POST" and not editor.act and editor.is_valid():
        text = definitions.written(editor.told())
        if keep(request, version, text, seen=seen, form=editor.form):
            messages.success(request, _("Datos de la ruta guardados."))
            return redirect("attention:route_edit", city, slug, number)
    failed = request.method == "POST" and not editor.act
    context = {"route": version.route, "version": version, "editor": editor, "seen": seen}
    return render(request, "attention/desk/about.html", context, status=422 if failed else 200)


@require_http_methods(FORM)
@membership_required(permissions.manages_routes)
def text(request: CityRequest, city: str, slug: str, number: int) -> HttpResponse:
    """Change the whole text of a draft; what is wrong is told by line and nothing typed is lost."""
    version = draft_for(slug, number)
    form = TextForm(request.POST or None, initial={"definition": version.definition, "seen": version.sha256})
    if request.method == "POST" and form.is_valid():
        definition = form.cleaned_data["definition"].replace("\r\n", "\n")
        if keep(request, version, definition, seen=form.cleaned_data["seen"], form=form):
            messages.success(request, _("Texto guardado."))
            return redirect("attention:route_edit", city, slug, number)
    shown = str(form["definition"].value() or "").replace("\r\n", "\n")
    context = {"route": version.route, "version": version, "form": form, **drawn(request, version, shown)}
    return render(request, "attention/desk/text.html", context, status=422 if form.is_bound else 200)


@require_POST
@membership_required(permissions.manages_routes)
def drawing_of(request: CityRequest, city: str, slug: str, number: int) -> HttpResponse:
    """Draw a text as it is being typed; saves nothing."""
    version = draft_for(slug, number)
    definition = request.POST.get("definition", "")[:300_000].replace("\r\n", "\n")
    context = {"version": version, "route": version.route, **drawn(request, version, definition)}
    return render(request, "attention/desk/parts/live.html", context)


def keep(request: CityRequest, version: RouteVersion, definition: str, *, seen: str, form: Any) -> bool:  # noqa: ANN401
    """Save a draft; where it is refused the form says why, and False is returned."""
    try:
        save_draft(version=version, definition=definition, seen=seen, by=request.membership.user, at=timezone.now())
    except AttentionError as error:
        form.add_error(None, str(error))
        return False
    return True
