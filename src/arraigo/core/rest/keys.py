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


class ApiRequest(HttpRequest):
    """A request of the API after its key was checked, for type hints."""

    auth: ApiStanding


class ApiKey(HttpBearer):
    """`Authorization: Bearer arr_<city>_<secret>`, with one scope that the endpoint needs.

    401 without a key that opens anything, 403 when the key lacks the scope, 429 after many wrong keys.
    """

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> ApiStanding | None:
        """Return what the key opens, with its city entered until the request ends."""
        try:
            found = authenticate_token(token, address=address_of(request), at=timezone.now())
        except TooManyGuessesError as error:
            raise HttpError(429, str(error)) from error
        if found is None:
            return None
        if not found.allows(self.scope):
            raise HttpError(403, _("Esta llave no tiene el permiso «%(scope)s».") % {"scope": self.scope.value})
        enter_city(request, found.city)
        return found


def need(request: ApiRequest, predicate: Callable[[Standing], bool]) -> None:
    """Refuse with 403 a key whose role does not do this, whatever its scopes say."""
    if not predicate(request.auth.standing):
        raise HttpError(403, _("La función de esta llave no lo permite."))
