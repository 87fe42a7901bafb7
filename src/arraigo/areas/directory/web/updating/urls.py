"""Addresses by which an organisation mends its own entry."""

from django.urls import path

from arraigo.areas.directory.web.updating import public

UPDATE = "directorio/actualizar/<str:token>/"

urlpatterns = [
    path(UPDATE, public.page, name="update"),
    path(f"{UPDATE}listo/", public.done, name="update_done"),
    path(f"{UPDATE}<uuid:service_id>/", public.service, name="update_service"),
]
