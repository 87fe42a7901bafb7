"""E-mails of accounts that belong to no city, and so cannot go by a city's outbox."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django_tasks import task

from arraigo.core.accounts.models import User


@task
def send_password_link(user_id: str, site: str) -> None:
    """Send a user the link that lets them set a new password; without a user there is nothing to do."""
    user = User.objects.filter(pk=user_id, is_active=True).first() if user_id else None
    if user is None:
        return
    with translation.override(user.language):
        key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
        path = reverse("account_reset_password_from_key", kwargs=key)
        context = {"user": user, "url": site.rstrip("/") + path}
        subject = render_to_string("accounts/email/password_link_subject.txt", context).strip()
        body = render_to_string("accounts/email/password_link.txt", context)
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [user.email])


@task
def send_written(to: str, subject: str, body: str) -> None:
    """Send what has been written already, such as that a password changed."""
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [to])
