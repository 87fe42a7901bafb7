"""Keys of the API: who asks, for which city, and within which scopes."""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.errors import HttpError
from ninja.security import HttpBearer

from arraigo.core.accounts.api import (
    ApiStanding,
    Scope,
    Standing,
    TooManyGuessesError,
    address_of,
    authenticate_token,
    enter_city,
)
from arraigo.core.ui.formats import number

MEGABYTE = 1024 * 1024
# Five hundred people with every field full, each letter written as an escape.
LARGEST_BODY = 5 * MEGABYTE


class ApiRequest(HttpRequest):
    """A request of the API after its key was checked, for type hints."""

    auth: ApiStanding


class ApiKey(HttpBearer):
    """`Authorization: Bearer arr_<city>_<secret>`, with one scope that the endpoint needs.

    401 without a key that opens anything, 403 when the key lacks the scope, 413 for a body of more than `largest`
    bytes, which is not read, 429 after many wrong keys.
    """

    def __init__(self, scope: Scope, *, largest: int = LARGEST_BODY) -> None:
        super().__init__()
        self.scope = scope
        self.largest = largest

    def authenticate(self, request: HttpRequest, token: str) -> ApiStanding | None:
        """Return what the key opens, with its city entered until the request ends."""
        try:
            found = authenticate_token(token, address=address_of(request), at=timezone.now())
        except TooManyGuessesError as error:
            raise HttpError(429, " ".join(error.messages)) from error
        if found is None:
            return None
        if not found.allows(self.scope):
            raise HttpError(403, _("Esta llave no tiene el permiso «%(scope)s».") % {"scope": self.scope.value})
        _refuse_large(request, self.largest)
        enter_city(request, found.city)
        return found


def _refuse_large(request: HttpRequest, largest: int) -> None:
    """Refuse a body by the length that it declares; without one, the server reads nothing."""
    declared = str(request.META.get("CONTENT_LENGTH") or "")
    if declared.isascii() and declared.isdigit() and int(declared) > largest:
        sentence = _("La petición pesa %(size)s MB y el límite es %(limit)s MB. Divídala en varias.")
        sizes = {"size": number(int(declared) / MEGABYTE, 1), "limit": number(largest / MEGABYTE, 1)}
        raise HttpError(413, sentence % sizes)


def need(request: ApiRequest, predicate: Callable[[Standing], bool]) -> None:
    """Refuse with 403 a key whose role does not do this, whatever its scopes say."""
    if not predicate(request.auth.standing):
        raise HttpError(403, _("La función de esta llave no lo permite."))
