"""Addresses of accounts under `/<city>/`."""

from django.urls import path

from arraigo.core.accounts.web import access_pages, key_pages

urlpatterns = [
    path("accesos/", access_pages.members, name="access"),
    path("accesos/invitar/", access_pages.invitation, name="access_invite"),
    path("accesos/<uuid:membership_id>/", access_pages.change_membership, name="access_change"),
    path("accesos/<uuid:membership_id>/quitar/", access_pages.end_membership, name="access_end"),
    path("accesos/<uuid:membership_id>/segundo-paso/", access_pages.reset_second_step, name="access_second_step"),
    path("accesos/llaves/", key_pages.keys, name="keys"),
    path("accesos/llaves/nueva/", key_pages.new_key, name="key_new"),
    path("accesos/llaves/<uuid:token_id>/cerrar/", key_pages.close_key, name="key_close"),
]
