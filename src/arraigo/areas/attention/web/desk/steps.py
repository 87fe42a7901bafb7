"""Writing the steps of a draft, one at a time."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from arraigo.areas.attention import permissions
from arraigo.areas.attention.actions.common import AttentionError
from arraigo.areas.attention.actions.routes import save_draft
from arraigo.areas.attention.models import RouteVersion
from arraigo.areas.attention.queries import definitions, editing
from arraigo.areas.attention.queries.definitions import Plain
from arraigo.areas.attention.web.desk.common import FORM, draft_for, number_choices
from arraigo.areas.attention.web.desk.drafts import drawn, keep
from arraigo.areas.attention.web.desk.forms import NewStepForm
from arraigo.areas.attention.web.desk.step_form import KINDS, StepEditor
from arraigo.core.accounts.api import CityRequest, membership_required


@require_http_methods(FORM)
@membership_required(permissions.manages_routes)
def new(request: CityRequest, city: str, slug: str, number: int) -> HttpResponse:
    """Add a step, and go on to write it."""
    version = draft_for(slug, number)
    form = NewStepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told, name = editing.add_step(
            definitions.plain(version.definition), form.cleaned_data["kind"], form.cleaned_data["title"]
        )
        if keep(request, version, definitions.written(told), seen=version.sha256, form=form):
            return redirect("attention:route_step", city, slug, number, name)
    context = {"route": version.route, "version": version, "form": form}
    return render(request, "attention/desk/step_new.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM)
@membership_required(permissions.manages_routes)
def step(request: CityRequest, city: str, slug: str, number: int, step: str) -> HttpResponse:
    """Write a step. Buttons that add, move or take away lines send the form and save nothing."""
    version = draft_for(slug, number)
    told = _told(version, step)
    post = request.POST if request.method == "POST" else None
    editor = StepEditor(told, step, number_choices(), post)
    seen = request.POST.get("seen", version.sha256)
    is_kept = post is not None and not editor.act and editor.is_valid()
    is_new = is_kept and not editor.is_same
    definition = definitions.written(editing.put_step(told, step, editor.step())) if is_new else version.definition
    if is_kept and keep(request, version, definition, seen=seen, form=editor.form):
        messages.success(request, _("Paso guardado."))
        return redirect("attention:route_step", city, slug, number, step)
    context = {
        "route": version.route,
        "version": version,
        "step": step,
        "kind_words": KINDS[editor.kind],
        "editor": editor,
        "seen": seen,
        "edits": True,
        "from_steps": [
            (name, editing.steps_of(told)[name].get("title") or name) for name in editing.leading_to(told, step)
        ],
        **drawn(request, version, definition),
    }
    failed = post is not None and not editor.act
    return render(request, "attention/desk/step.html", context, status=422 if failed else 200)


@require_POST
@membership_required(permissions.manages_routes)
def move(request: CityRequest, city: str, slug: str, number: int, step: str) -> HttpResponse:
    """Put a step one place up or down in the list."""
    version = draft_for(slug, number)
    places = -1 if request.POST.get("a") == "arriba" else 1
    told = editing.move_step(_told(version, step), step, places)
    _save(request, version, told)
    return redirect("attention:route_edit", city, slug, number)


@require_POST
@membership_required(permissions.manages_routes)
def remove(request: CityRequest, city: str, slug: str, number: int, step: str) -> HttpResponse:
    """Take a step away; what led to it is told as a problem until it leads elsewhere."""
    version = draft_for(slug, number)
    if _save(request, version, editing.remove_step(_told(version, step), step)):
        messages.success(request, _("Paso quitado. Revise qué pasos llevaban a él."))
    return redirect("attention:route_edit", city, slug, number)


def _told(version: RouteVersion, step: str) -> Plain:
    told = definitions.plain(version.definition)
    if step not in editing.steps_of(told):
        raise Http404(_("Este paso no existe."))
    return told


def _save(request: CityRequest, version: RouteVersion, told: Plain) -> bool:
    try:
        save_draft(
            version=version,
            definition=definitions.written(told),
            seen=version.sha256,
            by=request.membership.user,
            at=timezone.now(),
        )
    except AttentionError as error:
        messages.error(request, str(error))
        return False
    return True
