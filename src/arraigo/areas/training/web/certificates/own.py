"""A participant's own certificate, opened by their link."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from arraigo.areas.training.actions import certificates as actions
from arraigo.areas.training.models import Certificate, Enrolment
from arraigo.areas.training.queries.certificate_codes import grouped
from arraigo.areas.training.queries.certificates import missing_of, own_certificate, shown_name
from arraigo.areas.training.queries.links import enrolment_by
from arraigo.areas.training.web.certificates.public import credential_file
from arraigo.core.accounts.api import PublicRequest, public
from arraigo.core.files import api as files


@public
@csrf_exempt  # The link is what proves who asks; there is no session that another site could use.
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def page(request: PublicRequest, city: str, token: str) -> HttpResponseBase:
    """Show a participant their certificate or what they lack; a form chooses whether the public reads their name."""
    enrolment = _enrolment(request, token)
    found = own_certificate(enrolment)
    if request.method == "POST":
        if found is not None and found.revoked_at is None:
            shows = request.POST.get("nombre") == "si"
            actions.show_name(certificate=found, shows=shows, by=None, at=timezone.now())
        return redirect("training:participant_certificate", city, token)
    context = {
        "token": token,
        "course": enrolment.course,
        "certificate": found,
        "code": grouped(found.code) if found else "",
        "name": shown_name(found) if found else "",
        "missing": missing_of(enrolment, at=timezone.now()) if found is None else None,
    }
    return render(request, "training/certificates/own.html", context)


@public
@require_safe
def pdf(request: PublicRequest, city: str, token: str) -> HttpResponse:
    """Give a participant their certificate to keep."""
    found = _standing(request, token)
    if found.file is None:
        raise Http404
    data = files.read(found.file)
    return files.attachment(data, name=f"Constancia {grouped(found.code)}.pdf", media_type=found.file.media_type)


@public
@require_safe
def credential(request: PublicRequest, city: str, token: str) -> HttpResponse:
    """Give a participant their signed credential."""
    response = credential_file(_standing(request, token))
    response["Cache-Control"] = "private, no-store"
    return response


def _enrolment(request: PublicRequest, token: str) -> Enrolment:
    found = enrolment_by(token)
    if found is None:
        raise Http404(_("Este enlace ya no abre nada. Pida uno nuevo al equipo del curso."))
    found.city = request.city
    return found


def _standing(request: PublicRequest, token: str) -> Certificate:
    found = own_certificate(_enrolment(request, token))
    if found is None or found.revoked_at is not None:
        raise Http404(_("No hay una constancia vigente."))
    return found
