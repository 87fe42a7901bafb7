"""Pages for whoever is shown a certificate: is it true, and does it still hold?"""

from typing import Any

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from arraigo.areas.training.documents import certificate_words, credentials
from arraigo.areas.training.enums import CourseKind
from arraigo.areas.training.models import Certificate
from arraigo.areas.training.queries.certificate_codes import grouped, read_code
from arraigo.areas.training.queries.certificates import certificate_by, shown_name
from arraigo.areas.training.queries.links import absolute
from arraigo.core.accounts.api import (
    PublicRequest,
    Secret,
    TooManyGuessesError,
    address_of,
    attempt,
    public,
    succeeded,
)

TYPED = 80


@public
@require_safe
@cache_control(private=True, no_cache=True)
def check(request: PublicRequest, city: str) -> HttpResponseBase:
    """Ask for a code, and lead to its page."""
    typed = request.GET.get("codigo", "")[:TYPED]
    code = read_code(typed)
    if code:
        return redirect("training:certificate", city, grouped(code))
    error = ""
    if "codigo" in request.GET:
        error = _("Un código tiene doce letras y números, por ejemplo 7K3M-9QXT-04HZ. Está al pie de la constancia.")
    context = {"typed": typed, "error": error}
    return render(request, "training/certificates/check.html", context, status=422 if error else 200)


@public
@require_safe
@cache_control(private=True, no_cache=True)
@vary_on_headers("Accept")
def certificate(request: PublicRequest, city: str, code: str) -> HttpResponseBase:
    """Say of a code whether it is a certificate that holds; as JSON to whoever asks for that."""
    if request.accepts("application/json") and not request.accepts("text/html"):
        return _json(request, code)
    found, refused = _found(request, code)
    if found is not None and code != grouped(found.code):
        return redirect("training:certificate", city, grouped(found.code))
    context = {"typed": code[:TYPED], "refused": refused, "certificate": found, **(_told(found) if found else {})}
    return render(request, "training/certificates/certificate.html", context, status=_status(found, refused))


@public
@require_safe
@cache_control(private=True, no_cache=True)
def as_json(request: PublicRequest, city: str, code: str) -> HttpResponse:
    """Say the same as JSON."""
    return _json(request, code)


@public
@require_safe
@cache_control(private=True, no_cache=True)
def credential(request: PublicRequest, city: str, code: str) -> HttpResponse:
    """Give the signed credential to whoever has the code, of a person who lets their name be read."""
    found, refused = _found(request, code)
    if found is None or not found.shows_name:
        sentence = refused or _("Esta credencial la entrega su titular.")
        return HttpResponse(sentence, status=429 if refused else 404, content_type="text/plain; charset=utf-8")
    return credential_file(found)


def credential_file(found: Certificate) -> HttpResponse:
    """Return a credential as a file to keep."""
    response = HttpResponse(str(found.credential), content_type=credentials.MEDIA_TYPE)
    name = content_disposition_header(True, f"credencial-{grouped(found.code)}.jwt")
    response["Content-Disposition"] = name or "attachment"
    response["X-Robots-Tag"] = "noindex"
    return response


def _found(request: PublicRequest, code: str) -> tuple[Certificate | None, str]:
    """Return the certificate of a code, or why there was no look: codes are not to be tried one after the other."""
    try:
        made = attempt(Secret.CERTIFICATE, address=address_of(request), at=timezone.now())
    except TooManyGuessesError as error:
        return None, " ".join(error.messages)
    found = certificate_by(code[:TYPED])
    if found is not None:
        succeeded(made)
    return found, ""


def _json(request: PublicRequest, code: str) -> HttpResponse:
    found, refused = _found(request, code)
    response = JsonResponse(answer(found, refused), status=_status(found, refused))
    response["X-Robots-Tag"] = "noindex"
    return response


def answer(found: Certificate | None, refused: str = "") -> dict[str, Any]:
    """Return what the public may know of a code, for programs."""
    if found is None:
        return {"state": "unknown", "detail": refused or _("No hay ninguna constancia con ese código.")}
    city = found.course.city
    return {
        "state": "revoked" if found.revoked_at else "valid",
        "code": grouped(found.code),
        "name": shown_name(found),
        "kind": found.kind,
        "course": found.content["course"],
        "hours": float(found.hours),
        "starts_on": found.starts_on.isoformat(),
        "ends_on": found.ends_on.isoformat(),
        "issuer": found.content["issuer"],
        "issued_on": timezone.localdate(found.issued_at).isoformat(),
        "revoked_on": timezone.localdate(found.revoked_at).isoformat() if found.revoked_at else None,
        "url": absolute("certificate", city, grouped(found.code)),
        "invented": city.invented,
    }


def _told(found: Certificate) -> dict[str, Any]:
    return {
        "code": grouped(found.code),
        "name": shown_name(found),
        "kind": certificate_words.KINDS[found.kind][0],
        "what": capfirst(CourseKind(found.content["course_kind"]).label),
        "hours": certificate_words.hours(found.hours)[0],
        "period": certificate_words.period(found.starts_on, found.ends_on)[0],
        "issued_on": timezone.localdate(found.issued_at),
        "revoked_on": timezone.localdate(found.revoked_at) if found.revoked_at else None,
    }


def _status(found: Certificate | None, refused: str) -> int:
    if refused:
        return 429
    return 200 if found is not None else 404
