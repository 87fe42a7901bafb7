"""Which language a page speaks."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation.trans_real import parse_accept_lang_header

SOURCE = "es"


def known(code: str | None) -> str | None:
    """Return the language of ours that a code means («en-US» is «en»), or None."""
    if not code:
        return None
    ours = {name.lower(): name for name, _label in settings.LANGUAGES}
    lower = code.lower()
    return ours.get(lower) or ours.get(lower.partition("-")[0])


def choose(*, user: str | None = None, cookie: str | None = None, header: str = "") -> str:
    """Return the person's own language, else that of the device, else what the browser asks for, else Spanish."""
    asked: Iterable[str] = (code for code, _weight in parse_accept_lang_header(header))
    return next((found for code in (user, cookie, *asked) if (found := known(code))), SOURCE)
