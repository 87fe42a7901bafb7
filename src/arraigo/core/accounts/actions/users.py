"""People who sign in: made by the command line or by an invitation, never by themselves."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.core.accounts.models import User
from arraigo.core.audit.api import record


class EmailTakenError(ValidationError):
    """Somebody signs in with this e-mail already."""


class DeactivatedError(ValidationError):
    """The account exists but was closed for the whole installation."""


@transaction.atomic
def create_user(*, email: str, name: str, password: str | None, by: User | None, at: datetime) -> User:
    """Make somebody who signs in with `email`; without a password they must set one from an e-mail first.

    Raises EmailTakenError when the e-mail is in use, and ValidationError when it is none.
    """
    email = email.strip().lower()
    validate_email(email)
    if User.objects.filter(email=email).exists():
        raise EmailTakenError(_("Ya hay una persona que entra con el correo %(email)s.") % {"email": email})
    user = User.objects.create_user(email=email, password=password, name=name.strip(), date_joined=at)
    # The address is verified: whoever made the user vouches for it, and links go nowhere else.
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    record(action="accounts.create_user", subject=user, by=by, at=at)
    return user


def change_name(*, user: User, name: str) -> None:
    """Change how a user is called."""
    user.name = name.strip()
    user.save(update_fields=["name"])


def change_language(*, user: User, language: str) -> None:
    """Change the language in which a user reads."""
    user.language = language
    user.save(update_fields=["language"])
