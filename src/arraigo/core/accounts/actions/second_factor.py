"""Taking away a second step whose owner can no longer take it, such as with a lost telephone."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.core import tenancy
from arraigo.core.accounts.models import User
from arraigo.core.audit.api import record
from arraigo.core.outbox.api import post
from arraigo.core.places.models import City


@transaction.atomic
def reset_second_factor(*, user: User, city: City, by: User, at: datetime) -> None:
    """Take a user's second step away, recovery codes included, end their sessions and write to them.

    The password stays. Whoever's role needs a second step sets up another before any page opens. Raises
    ValidationError for one's own, which is taken away in one's account, after confirming who one is.
    """
    if user == by:
        raise ValidationError(_("El suyo se quita en «Su cuenta», donde se le pide confirmar que es usted."))
    Authenticator.objects.filter(user=user).delete()
    for session in UserSession.objects.filter(user=user):
        session.end()
    with tenancy.scope(city):
        post(
            event=f"second-factor-reset:{user.pk}:{at.isoformat()}",
            template="second_factor_reset",
            to=user.email,
            language=user.language,
            context={"city_name": city.name, "reset_by": by.name or by.email},
            at=at,
        )
        record(action="accounts.reset_second_factor", subject=user, by=by, at=at)
