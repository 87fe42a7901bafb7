"""`arraigo user create`."""

import getpass
import os
import secrets
import sys

from django.db import transaction
from django.utils import timezone

from arraigo.cli.language import _
from arraigo.cli.printer import MendableError, answer, out
from arraigo.core import tenancy
from arraigo.core.accounts import api as accounts
from arraigo.core.places import api as places


def create(*, email: str, name: str, role: str, city: str, json: bool) -> None:
    """Make a user, with a role in a city when one is named, and print it.

    The password is asked for; where nobody can answer it comes from ARRAIGO_PASSWORD, or is made and shown once.
    """
    if role and role not in accounts.Role.values:
        raise MendableError(_("No existe el papel «{role}».").format(role=role))
    password, shown = _password()
    at = timezone.now()
    with transaction.atomic():
        user = accounts.create_user(email=email, name=name or email, password=password, by=None, at=at)
        place = places.only_city_or_create(city or None, at=at) if role else None
        if place is not None:
            with tenancy.scope(place):
                accounts.grant(user=user, city=place, role=role, by=None, at=at)
    made = {"id": str(user.pk), "email": email, "role": role or None, "city": place.slug if place else None}
    if json:
        answer({**made, "password": shown})
        return
    out.print(_("{email} ya puede entrar.").format(email=email), markup=False)
    if shown:
        out.print(_("Su contraseña, que no se volverá a mostrar: {password}").format(password=shown), markup=False)


def _password() -> tuple[str, str | None]:
    """Return the password, and what of it must be shown: only one that was made here."""
    given = os.environ.get("ARRAIGO_PASSWORD")
    if given:
        return given, None
    if sys.stdin.isatty():
        typed = getpass.getpass(_("Contraseña (12 caracteres o más; vacía para que se invente una): "))
        if typed:
            return typed, None
    made = secrets.token_urlsafe(15)
    return made, made
