"""Who opens the pages of packages that stand below accounts: the same rule as there, told by the roles' names."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

EDITORS = ("coordination", "administrator")


class Member(Protocol):
    """What a page asks of a membership (accounts.api.Standing is one)."""

    def has(self, *roles: Any) -> bool:
        """Whether the user holds one of these roles."""


def any_member(member: Member) -> bool:
    """Anybody who belongs to the city."""
    return member is not None


def edits_directory(member: Member) -> bool:
    """Change the city's areas and organisations."""
    return member.has(*EDITORS)


def opens_for(predicate: Callable[[Any], bool]) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., Any]]:
    """Open a view of a city to the members for whom `predicate` holds; the others get the page 403."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            member = getattr(request, "membership", None)
            if member is None or not predicate(member):
                raise PermissionDenied(_("Su función en esta ciudad no abre esta página."))
            return view(request, *args, **kwargs)

        guarded.opens_for = predicate  # type: ignore[attr-defined]
        return guarded

    return decorate
