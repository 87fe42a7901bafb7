"""allauth's forms in our words, and with our limit on guessing."""

from typing import Any

from allauth.account import forms as account
from allauth.account.internal.userkit import filter_users_by_email
from allauth.core import context
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.internal.flows.add import validate_can_add_authenticator
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from arraigo.core.accounts import guessing, second_step, tasks
from arraigo.core.accounts.access import address_of
from arraigo.core.accounts.models import User

CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": "12"}


class SignInForm(account.LoginForm):
    """E-mail and password; a wrong pair says how many attempts are left before one must wait."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Correo institucional")
        self.fields["login"].widget = forms.EmailInput({"autocomplete": "username"})
        self.fields["password"].label = _("Contraseña")
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.fields["remember"].label = _("Mantener la sesión 8 horas")
        self.fields["remember"].help_text = _("No lo marque en un equipo compartido.")

    def clean(self) -> dict[str, Any]:
        """Check the pair and add to its error what is left."""
        try:
            cleaned: dict[str, Any] = super().clean()
        except ValidationError as error:
            left = getattr(self.request, "guesses_left", None)
            if left and error.code != "too_many_guesses":
                words = ngettext("Le queda %(left)d intento.", "Le quedan %(left)d intentos.", left) % {"left": left}
                raise ValidationError(f"{error.messages[0]} {words}", code=error.code) from error
            raise
        return cleaned


class ChangePasswordForm(account.ChangePasswordForm):
    """A new password, against the present one, which is guessed within the same limits as at sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Contraseña actual")
        self.fields["oldpassword"].help_text = ""
        _name_passwords(self)

    def clean_oldpassword(self) -> str:
        """Check the present password, counted first."""
        if not isinstance(self.user, User):
            raise TypeError("nobody is signed in")
        made = guessing.attempt(
            guessing.Secret.PASSWORD, account=self.user.email, address=address_of(context.request), at=timezone.now()
        )
        password = str(super().clean_oldpassword())
        guessing.succeeded(made)
        return password


class NewPasswordForm(account.ResetPasswordKeyForm):
    """A new password after following the link of an e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_passwords(self)

    def save(self) -> None:
        """Set the password and forget the wrong guesses at the old one."""
        super().save()
        guessing.clear(guessing.Secret.PASSWORD, account=self.user.email, address=address_of(context.request))


class ResetPasswordForm(account.ResetPasswordForm):
    """Asks for a link by e-mail. Whoever asks cannot tell whether the address has an account: the answer is the same,
    and the e-mail is written later by a worker."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Correo institucional")
        self.fields["email"].widget = forms.EmailInput({"autocomplete": "username"})

    def clean_email(self) -> str:
        """Find the account of the address, counted first."""
        email = str(self.cleaned_data["email"]).lower()
        guessing.attempt(guessing.Secret.RESET, account=email, address=address_of(context.request), at=timezone.now())
        self.users = filter_users_by_email(email, is_active=True, prefer_verified=True, for_login=True)
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Leave the e-mail to a worker, which has nothing to do when there is no account."""
        tasks.send_password_link.enqueue(
            user_id=str(self.users[0].pk) if self.users else "",
            site=request.build_absolute_uri("/"),
        )
        return str(self.cleaned_data["email"])


class ConfirmPasswordForm(account.ReauthenticateForm):
    """The password once more, before something delicate."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Contraseña")
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs.pop("placeholder", None)


class _UsesCode:
    """A code of the app or a recovery code, taken once and guessed within limits."""

    user: User
    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]

    def _prepare(self) -> None:
        self.fields["code"].label = _("Código de seis cifras, o uno de respaldo")
        self.fields["code"].widget = forms.TextInput({**CODE, "autofocus": True})

    def clean_code(self) -> str:
        """Take the code, counted first."""
        made = guessing.attempt(
            guessing.Secret.CODE, account=str(self.user.pk), address=address_of(context.request), at=timezone.now()
        )
        code = str(self.cleaned_data["code"])
        found = second_step.use_code(self.user, code, at=timezone.now())
        if found is None:
            raise get_mfa_adapter().validation_error("incorrect_code")
        guessing.succeeded(made)
        found.user = self.user
        self.authenticator: Authenticator = found
        return code


class CodeForm(_UsesCode, mfa.AuthenticateForm):
    """The second step of signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._prepare()


class ConfirmCodeForm(_UsesCode, mfa.ReauthenticateForm):
    """The second step once more, before something delicate."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._prepare()


class ActivateCodesForm(totp.ActivateTOTPForm):
    """The first code of an app, which proves that it shows the right ones."""

    counter: int

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Código de seis cifras que muestra la aplicación")
        self.fields["code"].widget = forms.TextInput({**CODE, "maxlength": "7"})

    def clean_code(self) -> str:
        """Check the code, counted first; it is remembered when the app is added."""
        validate_can_add_authenticator(self.user)
        made = guessing.attempt(
            guessing.Secret.CODE, account=str(self.user.pk), address=address_of(context.request), at=timezone.now()
        )
        counter = second_step.matching_counter(self.secret, self.cleaned_data["code"], at=timezone.now())
        if counter is None:
            raise get_mfa_adapter().validation_error("incorrect_code")
        guessing.succeeded(made)
        self.counter = counter
        return str(self.cleaned_data["code"])


class AddKeyForm(webauthn.AddWebAuthnForm):
    """A new passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Nombre de la llave")
        self.fields["name"].help_text = _("Por ejemplo: «Teléfono» o «Llave USB de la oficina».")
        self.fields["passwordless"].label = _("Entrar con ella sin contraseña")
        self.fields["passwordless"].help_text = _(
            "La llave pedirá la huella, el rostro o su clave, y eso basta para entrar."
        )


class RenameKeyForm(webauthn.EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Nombre de la llave")


def _name_passwords(form: forms.Form) -> None:
    form.fields["password1"].label = _("Contraseña nueva")
    form.fields["password1"].help_text = _(
        "Al menos 12 letras, cifras o signos. Sirve una frase que solo usted diría. No use su nombre ni una conocida."
    )
    form.fields["password2"].label = _("Contraseña nueva, otra vez")
    for name in ("oldpassword", "password1", "password2"):
        if name in form.fields:
            form.fields[name].widget.attrs.pop("placeholder", None)
