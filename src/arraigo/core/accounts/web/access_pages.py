"""Who has access to the city: the list, the invitation, the change, the end."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from arraigo.core.accounts import queries
from arraigo.core.accounts.access import CityRequest, membership_required
from arraigo.core.accounts.actions import change, invite, reset_second_factor, revoke
from arraigo.core.accounts.models import Membership
from arraigo.core.accounts.permissions import manages_accounts, reads_accounts, uses_keys
from arraigo.core.accounts.web.access_forms import InviteForm, MembershipForm
from arraigo.core.accounts.web.tables import members_of
from arraigo.core.ui import tables


@require_safe
@membership_required(reads_accounts)
def members(request: CityRequest, city: str) -> HttpResponseBase:
    """List who has access."""
    editable = manages_accounts(request.membership)
    shown = tables.listing(members_of(city, editable=editable), request, queries.members())
    context = {"editable": editable, "uses_keys": uses_keys(request.membership)}
    return tables.respond(request, "accounts/access.html", shown, context, filename=_("accesos"))


@membership_required(manages_accounts)
def invitation(request: CityRequest, city: str) -> HttpResponse:
    """Invite somebody."""
    form = InviteForm(request.POST or None)
    if form.is_valid():
        email = form.cleaned_data["email"]
        person = {"email": email, "name": form.cleaned_data["name"], **form.membership()}
        site = request.build_absolute_uri("/")
        try:
            invite(**person, city=request.city, site=site, by=request.membership.user, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Invitación enviada a %(email)s.") % {"email": email})
            return redirect("access", city)
    return _form(request, "accounts/invite.html", {"form": form})


@membership_required(manages_accounts)
def change_membership(request: CityRequest, city: str, membership_id: UUID) -> HttpResponse:
    """Change what somebody is in the city."""
    membership = _membership(request, membership_id)
    initial = {
        "role": membership.role,
        "organization": membership.organization_id,
        "areas": [one.area_id for one in membership.areas.all()],
    }
    form = MembershipForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            change(membership=membership, **form.membership(), by=request.membership.user, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("El acceso de %(name)s quedó cambiado.") % {"name": membership.user})
            return redirect("access", city)
    return _form(request, "accounts/access_change.html", {"form": form, "membership": membership})


@require_POST
@membership_required(manages_accounts)
def end_membership(request: CityRequest, city: str, membership_id: UUID) -> HttpResponse:
    """Take somebody's access away."""
    membership = _membership(request, membership_id)
    try:
        revoke(membership=membership, by=request.membership.user, at=timezone.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("access_change", city, membership_id)
    messages.success(request, _("%(name)s ya no tiene este acceso.") % {"name": membership.user})
    return redirect("access", city)


@membership_required(manages_accounts)
def reset_second_step(request: CityRequest, city: str, membership_id: UUID) -> HttpResponse:
    """Take away the second step of somebody who can no longer take it, after asking."""
    membership = _membership(request, membership_id)
    if request.method != "POST":
        return render(request, "accounts/second_step_reset.html", {"membership": membership})
    by, at = request.membership.user, timezone.now()
    try:
        reset_second_factor(user=membership.user, city=request.city, by=by, at=at)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        said = _("%(name)s ya no tiene segundo paso y sus sesiones se cerraron. Se le avisó por correo.")
        messages.success(request, said % {"name": membership.user})
    return redirect("access_change", city, membership_id)


def _membership(request: CityRequest, membership_id: UUID) -> Membership:
    return get_object_or_404(queries.members(), pk=membership_id)


def _form(request: CityRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, context, status=422 if context["form"].errors else 200)
