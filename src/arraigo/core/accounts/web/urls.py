"""Addresses under `/cuenta/`: allauth's views, each mapped by hand so that what we do not offer does not exist."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path, re_path
from django.views.generic import RedirectView

from arraigo.core.accounts.web import profile, views

urlpatterns = [
    path("", profile.mine, name="account"),
    path("idioma/", profile.language, name="account_language"),
    path("ciudad/", profile.switch_city, name="account_city"),
    path("entrar/", account.login, name="account_login"),
    path("entrar/codigo/", mfa.authenticate, name="mfa_authenticate"),
    path("entrar/llave/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("salir/", account.logout, name="account_logout"),
    path("sin-acceso/", account.account_inactive, name="account_inactive"),
    path("confirmar/", account.reauthenticate, name="account_reauthenticate"),
    path("confirmar/codigo/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("confirmar/llave/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("contrasena/", account.password_change, name="account_change_password"),
    path("contrasena/olvidada/", account.password_reset, name="account_reset_password"),
    path("contrasena/olvidada/enviada/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^contrasena/nueva/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("contrasena/lista/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    # Somebody who has no password yet asks for the link with which to set one.
    path("contrasena/poner/", RedirectView.as_view(pattern_name="account_reset_password"), name="account_set_password"),
    path("sesiones/", views.sessions, name="usersessions_list"),
    path("segundo-paso/", mfa.index, name="mfa_index"),
    path("segundo-paso/falta/", profile.second_factor_needed, name="second_factor_needed"),
    path("segundo-paso/codigo/", views.activate_codes, name="mfa_activate_totp"),
    path("segundo-paso/codigo/quitar/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("segundo-paso/llaves/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("segundo-paso/llaves/nueva/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("segundo-paso/llaves/<int:pk>/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("segundo-paso/llaves/<int:pk>/quitar/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("segundo-paso/respaldo/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("segundo-paso/respaldo/nuevo/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path(
        "segundo-paso/respaldo/codigos.txt", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"
    ),
]
