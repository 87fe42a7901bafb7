"""Links that let somebody in."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from arraigo.core.accounts.models import User


def password_path(user: User) -> str:
    """Return the address under which this user may set a password, once and for three days."""
    return reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)},
    )
