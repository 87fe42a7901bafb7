"""Adding, changing, moving and taking away the parts of an assistance plan."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from arraigo.areas.plans import permissions
from arraigo.areas.plans.actions import assistance as actions
from arraigo.areas.plans.models import AssistancePlan
from arraigo.areas.plans.web.assistance.common import Kind, assistance_for, kind_of, part_for
from arraigo.core.accounts.api import CityRequest, membership_required

FORM = ("GET", "HEAD", "POST")


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def new(request: CityRequest, city: str, assistance_id: UUID, part_kind: str) -> HttpResponse:
    """Add a part; `?en=` says to which objective or output."""
    found, kind = assistance_for(assistance_id), kind_of(part_kind)
    parent = _parent(found, kind, request.GET.get("en", ""))
    form = kind.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.add_part(
            kind.model, parent=parent, by=request.membership.user, at=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _("Guardado."))
        return _back(found, made.pk, city)
    return _form(request, form, found, kind, None, part_kind)


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def edit(request: CityRequest, city: str, assistance_id: UUID, part_kind: str, part_id: UUID) -> HttpResponse:
    """Change a part."""
    found, kind = assistance_for(assistance_id), kind_of(part_kind)
    part = part_for(found, kind, part_id)
    form = kind.form(request.POST or None, initial={name: getattr(part, name) for name in kind.form.base_fields})
    if request.method == "POST" and form.is_valid():
        actions.change_part(part, by=request.membership.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Guardado."))
        return _back(found, part.pk, city)
    return _form(request, form, found, kind, part, part_kind)


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def delete(request: CityRequest, city: str, assistance_id: UUID, part_kind: str, part_id: UUID) -> HttpResponse:
    """Ask, and then take a part away with all that it holds."""
    found, kind = assistance_for(assistance_id), kind_of(part_kind)
    part = part_for(found, kind, part_id)
    if request.method == "POST":
        actions.delete_part(part, by=request.membership.user, at=timezone.now())
        messages.success(request, _("Quitado del plan. Las ediciones publicadas no cambian."))
        return redirect("plans:assistance", city, found.pk)
    return render(request, "plans/assistance/part_delete.html", {"assistance": found, "part": part, "kind": kind})


@require_POST
@membership_required(permissions.manages_plans)
def move(request: CityRequest, city: str, assistance_id: UUID, part_kind: str, part_id: UUID) -> HttpResponse:
    """Put a part one place up or down."""
    found = assistance_for(assistance_id)
    part = part_for(found, kind_of(part_kind), part_id)
    up = request.POST.get("hacia") == "arriba"
    actions.move_part(part, up=up, by=request.membership.user, at=timezone.now())
    return _back(found, part.pk, city)


def _parent(assistance: AssistancePlan, kind: Kind, text: str) -> Any:  # noqa: ANN401 - what the kind says
    if kind.parent is None:
        return assistance
    try:
        found = kind.parent._default_manager.filter(**{kind.parent_path: assistance}, pk=UUID(text)).first()
    except ValueError:
        found = None
    if found is None:
        raise Http404(_("Abra esta página desde el plan de asistencia, en el lugar donde va lo nuevo."))
    return found


def _back(found: AssistancePlan, part_id: UUID, city: str) -> HttpResponse:
    response = redirect("plans:assistance", city, found.pk)
    response["Location"] += f"#x{part_id}"
    return response


def _form(
    request: CityRequest,
    form: forms.Form,
    found: AssistancePlan,
    kind: Kind,
    part: Model | None,
    part_kind: str,
) -> HttpResponse:
    context = {"assistance": found, "form": form, "kind": kind, "part": part, "part_kind": part_kind}
    return render(request, "plans/assistance/part_form.html", context, status=422 if form.is_bound else 200)
