"""E-mails of accounts that belong to no city."""

from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django_tasks import task

from arraigo.core.accounts.enums import Role
from arraigo.core.accounts.models import User


def password_path(user: User) -> str:
    """Return the address under which this user may set a password, once and for three days."""
    return reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)},
    )


@task
def send_password_link(user_id: str, site: str) -> None:
    """Send a user the link that lets them set a new password; without a user there is nothing to do."""
    user = User.objects.filter(pk=user_id, is_active=True).first() if user_id else None
    if user is not None:
        _send(user, "password_link", {"url": _absolute(site, password_path(user))})


@task
def send_invitation(user_id: str, city_name: str, role: str, invited_by: str, site: str) -> None:
    """Tell a user that they have a role in a city, and how to get in: with a new password or with the one they have."""
    user = User.objects.get(pk=user_id)
    path = reverse("home") if user.has_usable_password() else password_path(user)
    context = {"city_name": city_name, "role": Role(role).label, "invited_by": invited_by}
    _send(user, "invitation", {**context, "url": _absolute(site, path), "is_new": not user.has_usable_password()})


def _send(user: User, template: str, context: dict[str, Any]) -> None:
    with translation.override(user.language):
        context = {**context, "user": user}
        subject = render_to_string(f"accounts/email/{template}_subject.txt", context).strip()
        body = render_to_string(f"accounts/email/{template}.txt", context)
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [user.email])


def _absolute(site: str, path: str) -> str:
    return site.rstrip("/") + path
