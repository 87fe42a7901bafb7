"""Bringing somebody into a city by e-mail."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from arraigo.core import tenancy
from arraigo.core.accounts.actions.memberships import grant
from arraigo.core.accounts.actions.users import DeactivatedError, create_user
from arraigo.core.accounts.enums import Role
from arraigo.core.accounts.models import Membership, User
from arraigo.core.organisations.models import Organization
from arraigo.core.outbox.api import post
from arraigo.core.places.models import Area, City


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    city: City,
    role: Role | str,
    organization: Organization | None = None,
    areas: Iterable[Area] = (),
    site: str,
    by: User,
    at: datetime,
) -> Membership:
    """Give the person with this e-mail a role, making their account if they have none, and write to them.

    `site` is the program's address; a new person asks there for the link with which they set a password. Raises
    ValidationError when the e-mail is none or its account was closed, and as `grant` does.
    """
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        user = create_user(email=email, name=name, password=None, by=by, at=at)
    if not user.is_active:
        raise DeactivatedError(_("Esa cuenta está cerrada. Quien instaló el programa puede abrirla otra vez."))
    membership = grant(user=user, city=city, role=role, organization=organization, areas=areas, by=by, at=at)
    is_new = not user.has_usable_password()
    context = {
        "city_name": city.name,
        "role": Role(membership.role).label,
        "invited_by": by.name or by.email,
        # No link that lets anybody in: the city's mail can be read by those who look after it.
        "url": site.rstrip("/") + reverse("account_reset_password" if is_new else "home"),
        "is_new": is_new,
    }
    with tenancy.scope(city):
        event = f"invitation:{membership.pk}:{at.isoformat()}"
        post(event=event, template="invitation", to=user.email, language=user.language, context=context, at=at)
    return membership
