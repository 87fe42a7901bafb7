"""Addresses of comparing versions and of what was adopted."""

from django.urls import path

from arraigo.areas.plans.web.adoption import desk, public

urlpatterns = [
    path("adopcion/", public.listed, name="public_adoptions"),
    path("adopcion/<slug:slug>/", public.plan, name="public_adoption"),
    path("adopcion/<slug:slug>/datos/<str:kind>/", public.data, name="public_adoption_data"),
    path("planes/<uuid:plan_id>/adopcion/", desk.adoption, name="adoption_of"),
    path("planes/<uuid:plan_id>/comparar/", desk.compare, name="compare"),
    path("planes/comparaciones/<uuid:comparison_id>/", desk.comparison, name="comparison"),
    path("planes/comparaciones/<uuid:comparison_id>/avance/", desk.progress, name="comparison_progress"),
    path("planes/adopciones/<uuid:adoption_id>/confirmar/", desk.confirm, name="adoption_confirm"),
]
