"""Who is let into a letter's page: whoever holds its link and a code from its mailbox, for some hours."""

from datetime import timedelta

from django.http import HttpResponse
from django.urls import reverse

from arraigo.areas.plans.models import Letter
from arraigo.areas.plans.queries.recommending_links import letter_token
from arraigo.core.accounts.api import PublicRequest
from arraigo.core.crypto.api import id_in

COOKIE, SALT = "respuesta", "plans.letter"
HOLDS = timedelta(hours=8)


def is_let_in(request: PublicRequest, letter: Letter) -> bool:
    """Tell whether this browser gave the letter's code within the last hours, for the link as it is now."""
    said = request.get_signed_cookie(COOKIE, default=None, salt=SALT, max_age=HOLDS)
    return said == _value(letter)


def let_in(request: PublicRequest, response: HttpResponse, letter: Letter) -> None:
    """Remember that this browser gave the code: signed, for this page alone, out of the reach of scripts."""
    response.set_signed_cookie(
        COOKIE,
        _value(letter),
        salt=SALT,
        max_age=HOLDS,
        path=_path(request, letter),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def let_out(request: PublicRequest, response: HttpResponse, letter: Letter) -> None:
    """Forget it, for whoever answers on a borrowed computer."""
    response.delete_cookie(COOKIE, path=_path(request, letter), samesite="Lax")


def account_of(token: str) -> str:
    """Return what guesses at a link are counted under, whether or not it is the link of something."""
    row_id = id_in(token)
    return str(row_id) if row_id else token[:80]


def _value(letter: Letter) -> str:
    return f"{letter.pk}:{letter.link_number}"


def _path(request: PublicRequest, letter: Letter) -> str:
    return reverse("plans:answering", args=[request.city.slug, letter_token(letter)])
