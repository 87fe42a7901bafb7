"""E-mails of accounts that belong to no city."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django_tasks import task

from arraigo.core.accounts.models import User


def password_path(user: User) -> str:
    """Return the address under which this user may set a password, once and for three days."""
    return reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)},
    )


@task
def send_password_link(user_id: str, site: str, language: str) -> None:
    """Send a user the link that lets them set a new password; without a user there is nothing to do."""
    user = User.objects.filter(pk=user_id, is_active=True).first() if user_id else None
    if user is None:
        return
    with translation.override(user.language or language):
        context = {"user": user, "url": site.rstrip("/") + password_path(user)}
        subject = render_to_string("accounts/email/password_link_subject.txt", context).strip()
        body = render_to_string("accounts/email/password_link.txt", context)
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [user.email])
