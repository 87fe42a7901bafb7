from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from arraigo.core import tenancy


class AssumedRoleMiddleware:
    """Answer every request under the role that row-level security binds, with no city until one is known."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with tenancy.scope(None):
            return self.get_response(request)
