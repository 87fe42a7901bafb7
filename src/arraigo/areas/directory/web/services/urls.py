"""Addresses of services."""

from django.urls import path

from arraigo.areas.directory.web.services import desk, parts

SERVICE = "directorio/servicios/<uuid:service_id>/"

urlpatterns = [
    path("directorio/servicios/", desk.listed, name="services"),
    path("directorio/servicios/nuevo/", desk.new, name="service_new"),
    path(SERVICE, desk.service, name="service"),
    path(f"{SERVICE}editar/", desk.edit, name="service_edit"),
    path(f"{SERVICE}a-quien/", parts.eligibility, name="service_eligibility"),
    path(f"{SERVICE}telefonos/", parts.phones, name="service_phones"),
    path(f"{SERVICE}cupos/", parts.capacity, name="service_capacity"),
    path(f"{SERVICE}verificar/", parts.checked, name="service_verify"),
    path(f"{SERVICE}enlace/", parts.send_link, name="service_link"),
    path(f"{SERVICE}enlace/<uuid:link_id>/anular/", parts.revoke_link, name="service_link_revoke"),
]
