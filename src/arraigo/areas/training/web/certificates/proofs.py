"""What a verifier of credentials fetches: who the issuer is, its public keys, and what was revoked."""

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from arraigo.areas.training.actions.credentials import Badge, credential_id
from arraigo.areas.training.documents import credentials
from arraigo.areas.training.models import SigningKey
from arraigo.areas.training.queries.certificates import revoked_codes
from arraigo.core.accounts.api import PublicRequest, public

# Long enough to spare the server, short enough that a revocation is soon known.
FRESH = 300


@public
@require_safe
@cache_control(public=True, max_age=FRESH)
def issuer(request: PublicRequest, city: str) -> HttpResponse:
    """Say who the city is, as the profile of an issuer."""
    return _told(credentials.profile(Badge(request.city).issuer))


@public
@require_safe
@cache_control(public=True, max_age=FRESH)
def keys(request: PublicRequest, city: str) -> HttpResponse:
    """Publish every key that signed something, as a JWK Set."""
    return _told(credentials.key_set(SigningKey.objects.all()), "application/jwk-set+json")


@public
@require_safe
@cache_control(public=True, max_age=FRESH)
def key(request: PublicRequest, city: str, kid: str) -> HttpResponse:
    """Publish one key: a credential's `kid` leads here."""
    found = SigningKey.objects.filter(kid=kid).first()
    if found is None:
        raise Http404
    return _told(found.public, "application/jwk+json")


@public
@require_safe
@cache_control(public=True, max_age=FRESH)
def revocations(request: PublicRequest, city: str) -> HttpResponse:
    """Publish which credentials no longer hold."""
    ids = [credential_id(request.city, code) for code in revoked_codes()]
    return _told(credentials.revocation_list(Badge(request.city).issuer, ids))


def _told(document: dict[str, Any], kind: str = "application/json") -> HttpResponse:
    response = JsonResponse(document, content_type=kind)
    # Verifiers run in browsers too; nothing here is anybody's.
    response["Access-Control-Allow-Origin"] = "*"
    return response
