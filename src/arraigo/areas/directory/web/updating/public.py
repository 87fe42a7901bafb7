"""An organisation opens its entry by a link, looks whether it is right, and sends what changed."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from arraigo.areas.directory.actions.common import DirectoryError
from arraigo.areas.directory.actions.proposing import propose
from arraigo.areas.directory.enums import ProposalState
from arraigo.areas.directory.models import Proposal, Service, UpdateLink
from arraigo.areas.directory.queries import proposals_links as links
from arraigo.areas.directory.queries.proposals import entry
from arraigo.areas.directory.web.common import FORM
from arraigo.areas.directory.web.updating.forms import Entry
from arraigo.core.accounts.api import PublicRequest, Secret, TooManyGuessesError, address_of, attempt, public

# What opens by a link is nobody else's to keep.
private_page = cache_control(private=True, no_store=True)


@public
@require_http_methods(FORM)
@private_page
def page(request: PublicRequest, city: str, token: str) -> HttpResponse:
    """Show the one service that a link opens, or the services among which to choose."""
    link = links.update_link_by(token)
    if link is None or not links.is_valid(link, at=timezone.now()):
        return _closed(request, link)
    services = links.services_of(link)
    if len(services) == 1:
        return _service(request, link, services[0])
    waiting = Proposal.objects.filter(link=link, state=ProposalState.PENDING).values_list("service_id", flat=True)
    context = {"link": link, "token": token, "services": services, "waiting": set(waiting)}
    return render(request, "directory/updating/services.html", context)


@public
@require_http_methods(FORM)
@private_page
def service(request: PublicRequest, city: str, token: str, service_id: UUID) -> HttpResponse:
    """Show one of the services that a link opens, and take what the organisation says of it."""
    link = links.update_link_by(token)
    if link is None or not links.is_valid(link, at=timezone.now()):
        return _closed(request, link)
    found = next((one for one in links.services_of(link) if one.pk == service_id), None)
    return _closed(request, None) if found is None else _service(request, link, found)


@public
@require_safe
@private_page
def done(request: PublicRequest, city: str, token: str) -> HttpResponse:
    """Say what happens now with what was sent."""
    link = links.update_link_by(token)
    if link is None or not links.is_valid(link, at=timezone.now()):
        return _closed(request, link)
    context = {"link": link, "token": token, "several": len(links.services_of(link)) > 1}
    return _kept_close(render(request, "directory/updating/done.html", context))


def _service(request: PublicRequest, link: UpdateLink, found: Service) -> HttpResponse:
    found.city = request.city
    told = Entry(entry(found), request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _form(request, link, found, told, status=200)
    same = request.POST.get("accion") == "igual"
    if not same and not told.is_valid():
        return _form(request, link, found, told, status=422)
    note = "" if same else told.note.cleaned_data["note"]
    at = timezone.now()
    try:
        attempt(
            Secret.FORM,
            account=f"directory.update:{link.pk}:{found.pk}:{at:%Y%m%d%H}",
            address=address_of(request),
            at=at,
        )
        propose(link, service_id=found.pk, said={} if same else told.said, note=note, at=at)
    except TooManyGuessesError as error:
        return _form(request, link, found, told, status=429, refused=" ".join(error.messages))
    except DirectoryError as error:
        return _form(request, link, found, told, status=409, refused=str(error))
    return redirect("directory:update_done", request.city.slug, links.update_token(link))


def _form(
    request: PublicRequest, link: UpdateLink, found: Service, told: Entry, *, status: int, refused: str = ""
) -> HttpResponse:
    waiting = Proposal.objects.filter(link=link, service=found, state=ProposalState.PENDING).exists()
    context = {
        "link": link,
        "service": found,
        "entry": told,
        "refused": refused,
        "waiting": waiting,
        "several": len(links.services_of(link)) > 1,
        "token": links.update_token(link),
        "wrong": status == 422,
    }
    return _kept_close(render(request, "directory/updating/service.html", context, status=status))


def _closed(request: PublicRequest, link: UpdateLink | None) -> HttpResponse:
    sentence = _("Este enlace no está completo. Ábralo desde el correo que recibió.")
    if link is not None:
        sentence = _("Este enlace venció o se anuló. Lo que envió antes no se perdió.")
    return _kept_close(render(request, "directory/updating/gone.html", {"sentence": sentence}, status=404))


def _kept_close(response: HttpResponse) -> HttpResponse:
    """Keep the link out of what other sites are told when somebody leaves the page."""
    response["Referrer-Policy"] = "same-origin"
    return response
