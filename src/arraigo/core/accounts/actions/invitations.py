"""Bringing somebody into a city by e-mail."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.core.accounts import tasks
from arraigo.core.accounts.actions.memberships import grant
from arraigo.core.accounts.actions.users import DeactivatedError, create_user
from arraigo.core.accounts.enums import Role
from arraigo.core.accounts.models import Membership, User
from arraigo.core.organisations.models import Organization
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

    `site` is the program's address, for the link with which a new person sets a password. Raises ValidationError when
    the e-mail is none or its account was closed, and as `grant` does.
    """
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        user = create_user(email=email, name=name, password=None, by=by, at=at)
    if not user.is_active:
        raise DeactivatedError(_("Esa cuenta está cerrada. Quien instaló el programa puede abrirla otra vez."))
    membership = grant(user=user, city=city, role=role, organization=organization, areas=areas, by=by, at=at)
    send = partial(
        tasks.send_invitation.enqueue,
        user_id=str(user.pk),
        city_name=city.name,
        role=membership.role,
        invited_by=by.name or by.email,
        site=site,
    )
    transaction.on_commit(send)
    return membership
