"""Pages of the editions of a plan at the desk: published, withdrawn, told to the authority, looked at before."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from arraigo.areas.plans import permissions
from arraigo.areas.plans.actions import assistance_editions as actions
from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.documents import assistance_docx, assistance_pdf
from arraigo.areas.plans.documents.assistance_words import Imprint
from arraigo.areas.plans.queries import assistance as reads
from arraigo.areas.plans.queries.addresses import absolute
from arraigo.areas.plans.queries.assistance_content import content_of
from arraigo.areas.plans.web.assistance.common import assistance_for, edition_for
from arraigo.areas.plans.web.assistance.forms import PublishForm
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.documents.editable import MEDIA_TYPE as DOCX

FORM = ("GET", "HEAD", "POST")


@require_safe
@membership_required(permissions.reads_plans)
def listed(request: CityRequest, city: str, assistance_id: UUID) -> HttpResponse:
    """List the editions, with the address that the city's web page links to."""
    found = assistance_for(assistance_id)
    rows = list(reads.editions(found))
    context = {
        "assistance": found,
        "editions": rows,
        "current": next((one for one in rows if one.withdrawn_at is None), None),
        "address": absolute("public_assistance", request.city, found.slug),
        "manages": permissions.manages_plans(request.membership),
    }
    return render(request, "plans/assistance/editions.html", context)


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def publish(request: CityRequest, city: str, assistance_id: UUID) -> HttpResponse:
    """Ask what changed, and publish the plan as it stands."""
    found = assistance_for(assistance_id)
    day, first = request.city.day_of(timezone.now()), not found.editions.exists()
    form = PublishForm(request.POST if request.method == "POST" else None, first=first)
    if request.method == "POST" and form.is_valid():
        by, at = request.membership.user, timezone.now()
        try:
            made = actions.publish(found, **form.cleaned_data, today=day, by=by, at=at)
        except PlansError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Edición %(number)s publicada.") % {"number": made.number})
            return redirect("plans:assistance_editions", city, found.pk)
    content = content_of(found, on=day, public=True)
    context = {"assistance": found, "form": form, "first": first, "content": content}
    return render(request, "plans/assistance/publish.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def withdraw(request: CityRequest, city: str, assistance_id: UUID, edition_id: UUID) -> HttpResponse:
    """Ask, and then take an edition off the public pages."""
    return _asking(
        request, assistance_id, edition_id, "withdraw", actions.withdraw, _("La edición ya no se ve en público.")
    )


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def tell(request: CityRequest, city: str, assistance_id: UUID, edition_id: UUID) -> HttpResponse:
    """Show whom it goes to, and then write to the authority."""
    done = _("Aviso enviado. Se escribe una sola vez por edición.")
    return _asking(request, assistance_id, edition_id, "tell", actions.tell_authority, done)


@require_safe
@membership_required(permissions.reads_plans)
def draft(request: CityRequest, city: str, assistance_id: UUID, format: str) -> HttpResponse:
    """Give the plan as it stands, as a document that says it is a draft."""
    found = assistance_for(assistance_id)
    content = content_of(found, on=request.city.day_of(timezone.now()))
    language = translation.get_language() or "es"
    if format == "pdf":
        body, kind = assistance_pdf.assistance_pdf(content, Imprint(), language=language), assistance_pdf.MEDIA_TYPE
    elif format == "docx":
        body = assistance_docx.assistance_docx(content, Imprint(), at=timezone.now(), language=language)
        kind = DOCX
    else:
        raise Http404(_("El plan no se descarga en ese formato."))
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{found.slug}-borrador.{format}"'
    return response


def _asking(
    request: CityRequest, assistance_id: UUID, edition_id: UUID, what: str, do: Callable[..., Any], done: str
) -> HttpResponse:
    found = assistance_for(assistance_id)
    edition = edition_for(found, edition_id)
    refused = ""
    if request.method == "POST":
        try:
            do(edition, by=request.membership.user, at=timezone.now())
        except PlansError as error:
            refused = str(error)
        else:
            messages.success(request, done)
            return redirect("plans:assistance_editions", request.city.slug, found.pk)
    context = {"assistance": found, "edition": edition, "what": what, "refused": refused}
    return render(request, "plans/assistance/edition_ask.html", context, status=409 if refused else 200)
