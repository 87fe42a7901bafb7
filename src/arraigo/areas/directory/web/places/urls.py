"""Addresses of places, hours and holidays."""

from django.urls import path

from arraigo.areas.directory.web.places import desk, hours

PLACE = "directorio/lugares/<uuid:location_id>/"
SERVICE = "directorio/servicios/<uuid:service_id>/lugares/"

urlpatterns = [
    path("directorio/lugares/", desk.listed, name="locations"),
    path(PLACE, desk.location, name="location"),
    path(f"{PLACE}editar/", desk.edit, name="location_edit"),
    path(f"{PLACE}telefonos/", desk.phones, name="location_phones"),
    path(f"{PLACE}eliminar/", desk.delete, name="location_delete"),
    path(f"{SERVICE}nuevo/", desk.new, name="location_new"),
    path(f"{SERVICE}<uuid:at_id>/quitar/", desk.detach, name="location_detach"),
    path("directorio/horarios/<slug:kind>/<uuid:owner_id>/", hours.hours, name="hours"),
    path("directorio/feriados/", hours.holidays, name="holidays"),
    path("directorio/feriados/<uuid:holiday_id>/quitar/", hours.holiday_remove, name="holiday_remove"),
]
