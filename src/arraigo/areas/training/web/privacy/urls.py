"""Retention, and a person's own data: addresses under `/<city>/`."""

from django.urls import path

from arraigo.areas.training.web.privacy import desk, own

urlpatterns = [
    path("formacion/cursos/<uuid:course_id>/privacidad/", desk.course_privacy, name="privacy"),
    path("formacion/privacidad/", desk.requests_list, name="data_requests"),
    path("formacion/privacidad/<uuid:request_id>/", desk.request_detail, name="data_request"),
    path("mi-curso/<str:token>/mis-datos/", own.my_data, name="my_data"),
]
