"""Publishing an assistance plan, taking an edition back, and telling the authority."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from arraigo.areas.plans import permissions
from arraigo.areas.plans.actions import assistance as actions
from arraigo.areas.plans.actions.assistance_mail import tell_authority
from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.models import AssistanceEdition
from arraigo.areas.plans.web.assistance.common import assistance_for, today_in
from arraigo.areas.plans.web.assistance.forms import PublishForm
from arraigo.core.accounts.api import CityRequest, membership_required

FORM = ("GET", "HEAD", "POST")


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def publish(request: CityRequest, city: str, assistance_id: UUID) -> HttpResponse:
    """Publish an assistance plan as it stands."""
    found = assistance_for(assistance_id)
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.publish(
                found,
                note=form.cleaned_data["note"],
                today=today_in(request),
                by=request.membership.user,
                at=timezone.now(),
            )
        except PlansError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Publicada la edición %(number)s.") % {"number": made.number})
            return redirect("plans:assistance", city, found.pk)
    context = {"assistance": found, "form": form, "last": found.editions.first()}
    return render(request, "plans/assistance/publish.html", context, status=422 if form.is_bound else 200)


@require_POST
@membership_required(permissions.manages_plans)
def withdraw(request: CityRequest, city: str, assistance_id: UUID, edition_id: UUID) -> HttpResponse:
    """Take an edition off the public pages."""
    edition = _edition(assistance_id, edition_id)
    actions.withdraw(edition, by=request.membership.user, at=timezone.now())
    messages.success(request, _("La edición %(number)s ya no se publica.") % {"number": edition.number})
    return redirect("plans:assistance", city, assistance_id)


@require_POST
@membership_required(permissions.manages_plans)
def tell(request: CityRequest, city: str, assistance_id: UUID, edition_id: UUID) -> HttpResponse:
    """Write to the authority where an edition is published."""
    edition = _edition(assistance_id, edition_id)
    try:
        tell_authority(edition, by=request.membership.user, at=timezone.now())
    except PlansError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Se avisó a la autoridad por correo."))
    return redirect("plans:assistance", city, assistance_id)


def _edition(assistance_id: UUID, edition_id: UUID) -> AssistanceEdition:
    found = AssistanceEdition.objects.select_related("assistance__authority", "city")
    edition = found.filter(assistance=assistance_id, pk=edition_id).first()
    if edition is None:
        raise Http404(_("Esta edición no existe."))
    return edition
