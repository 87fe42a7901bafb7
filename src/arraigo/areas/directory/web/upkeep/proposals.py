"""What organisations propose of their own entries: read, and taken over in whole, in part or not."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from arraigo.areas.directory import permissions
from arraigo.areas.directory.actions import proposing
from arraigo.areas.directory.actions.common import DirectoryError
from arraigo.areas.directory.models import Proposal
from arraigo.areas.directory.queries import proposals as reads
from arraigo.areas.directory.web.common import FORM
from arraigo.areas.directory.web.upkeep import tables as own_tables
from arraigo.areas.directory.web.upkeep.forms import DecisionForm
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.audit import api as audit
from arraigo.core.ui import tables


@require_safe
@membership_required(permissions.reads_directory)
def listed(request: CityRequest, city: str) -> HttpResponseBase:
    """List what organisations propose, what waits first."""
    shown = tables.listing(own_tables.proposals(request.city), request, reads.proposals())
    context = {"manages": permissions.manages_directory(request.membership)}
    return tables.respond(request, "directory/upkeep/proposals.html", shown, context)


@require_http_methods(FORM)
@membership_required(permissions.manages_directory)
def proposal(request: CityRequest, city: str, proposal_id: UUID) -> HttpResponse:
    """Show what a proposal changes, and decide it."""
    found = reads.proposals().filter(pk=proposal_id).first()
    if found is None or found.service is None:
        raise Http404(_("Esta propuesta no existe."))
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _decide(request, found, form):
        return redirect("directory:proposals", city)
    audit.seen(what="directory.proposal", subject=found, by=request.membership.user, at=timezone.now())
    ticked = request.POST.getlist("campo") if request.method == "POST" else list(found.changes)
    context = {
        "proposal": found,
        "service": found.service,
        "differences": reads.differences(found),
        "is_pending": reads.is_pending(found),
        "ticked": ticked if reads.is_pending(found) else found.accepted,
        "form": form,
    }
    return render(request, "directory/upkeep/proposal.html", context, status=422 if form.is_bound else 200)


def _decide(request: CityRequest, found: Proposal, form: DecisionForm) -> bool:
    by, at, reason = request.membership.user, timezone.now(), form.cleaned_data["reason"]
    try:
        if request.POST.get("accion") == "rechazar":
            proposing.reject(found, reason=reason, by=by, at=at)
            messages.success(request, _("Propuesta no aceptada. Avisamos a la organización por qué."))
            return True
        fields = request.POST.getlist("campo")
        proposing.accept(found, fields=fields, reason=reason, by=by, at=at)
    except DirectoryError as error:
        form.add_error("reason" if not reason else None, str(error))
        return False
    messages.success(request, _("Guardamos los cambios y avisamos a la organización."))
    return True
