"""What allauth asks of us: our limit on guessing, our words, our seals."""

import io
import time
from typing import Any

import segno
from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.sites.shortcuts import get_current_site
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arraigo.core import tenancy
from arraigo.core.accounts import guessing, tasks
from arraigo.core.accounts.models import User
from arraigo.core.accounts.queries import cities_of, has_second_factor
from arraigo.core.accounts.seals import seal_text, unseal_text
from arraigo.core.audit.api import record


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by e-mail: nobody signs up, and passwords are guessed within limits."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": gettext_lazy("Esta cuenta ya no tiene acceso."),
        "email_password_mismatch": gettext_lazy(
            "El correo o la contraseña no coinciden. Revise si tiene activadas las mayúsculas."
        ),
        "enter_current_password": gettext_lazy("Escriba la contraseña que usa ahora."),
        "incorrect_code": gettext_lazy("El código no es correcto. Espere a que la aplicación muestre uno nuevo."),
        "incorrect_password": gettext_lazy("La contraseña no es correcta."),
        "invalid_password_reset": gettext_lazy("Este enlace ya no sirve. Pida uno nuevo."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: users are made by the command line or by an invitation."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Check a password, counted before it is checked; raises TooManyGuessesError."""
        made = guessing.attempt(
            guessing.Secret.PASSWORD,
            account=str(credentials.get("email", "")),
            address=self.get_client_ip(request),
            at=timezone.now(),
        )
        request.guesses_left = made.left  # type: ignore[attr-defined]
        user: User | None = super().authenticate(request, **credentials)
        if user:
            guessing.succeeded(made)
        return user

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Record the entrance; in the demo, where it is not compulsory, offer a second factor to who has none."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        _record_entrance(user)
        if settings.DEMO and not has_second_factor(user):
            messages.info(
                request, _("En la demostración el segundo paso es voluntario. Puede activarlo en «Su cuenta».")
            )
        return response

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Write down that the way into an account changed, and tell its owner."""
        action = f"accounts.{template_prefix.rpartition('/')[2]}"
        record(action=action, subject=user, by=user, at=timezone.now())
        super().send_notification_mail(template_prefix, user, context, email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Leave an e-mail to a worker: what it tells of is done, whether or not the mail server answers."""
        values = {"request": self.request, "email": email, "current_site": get_current_site(self.request), **context}
        message = self.render_mail(template_prefix, email, values)
        tasks.send_written.enqueue(to=email, subject=str(message.subject), body=str(message.body))

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask once more before delicate changes, but not of somebody who has just signed in."""
        records = get_authentication_records(context.request, context.request.user)
        if records and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Name the ways to confirm in our words."""
        names = {
            "reauthenticate": _("Con la contraseña"),
            "mfa_reauthenticate": _("Con un código"),
            "mfa_reauthenticate:webauthn": _("Con una llave de acceso"),
        }
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [{**method, "description": names[method["id"]]} for method in methods]


def _record_entrance(user: User) -> None:
    """Write in the log of each of a user's cities that they signed in; from where is not written."""
    at = timezone.now()
    with tenancy.as_user(user.pk):
        cities = [city for city, _roles in cities_of(user)]
    for city in cities:
        with tenancy.scope(city):
            record(action="accounts.signed_in", subject=user, by=user, at=at)


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second step: secrets are sealed in the database, and the QR code needs no style of its own."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": gettext_lazy("No puede quitar el segundo paso."),
        "cannot_generate_recovery_codes": gettext_lazy("Active primero el segundo paso; después pida los códigos."),
        "incorrect_code": gettext_lazy(
            "El código no es correcto o ya se usó. Espere a que la aplicación muestre uno nuevo."
        ),
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret before it is stored."""
        return seal_text(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a stored secret; raises Tampered when it was changed."""
        return unseal_text(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        """Draw the QR code that an authenticator app reads."""
        drawing = io.BytesIO()
        segno.make(url, error="m").save(
            drawing, kind="svg", scale=6, border=4, dark="#000", light="#fff", xmldecl=False, omitsize=False
        )
        return drawing.getvalue().decode()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        """Name a new passkey by its number."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Llave %(number)d") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Show the program's name, and not its address alone, where a passkey is kept."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Arraigo"}
