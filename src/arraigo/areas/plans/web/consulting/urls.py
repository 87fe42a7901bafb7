"""Addresses of public consultations."""

from django.urls import path

from arraigo.areas.plans.web.consulting import desk, public

CONSULTATION = "planes/consultas/<uuid:consultation_id>/"

urlpatterns = [
    path("consulta/", public.listed, name="public_consultations"),
    path("consulta/comentario/<str:token>/", public.mine, name="comment"),
    path("consulta/<slug:slug>/", public.consultation, name="public_consultation"),
    path("consulta/<slug:slug>/texto/<int:index>/", public.section, name="public_section"),
    path("consulta/<slug:slug>/comentar/", public.whole, name="public_comment"),
    path("consulta/<slug:slug>/recibido/", public.received, name="comment_received"),
    path("planes/consultas/", desk.listed, name="consultations"),
    path("planes/consultas/nueva/", desk.new, name="consultation_new"),
    path(CONSULTATION, desk.consultation, name="consultation"),
    path(f"{CONSULTATION}editar/", desk.edit, name="consultation_edit"),
    path(f"{CONSULTATION}publicar/", desk.publish, name="consultation_publish"),
    path(f"{CONSULTATION}comentarios/moderar/", desk.moderate, name="comments_moderate"),
    path(f"{CONSULTATION}comentarios/<uuid:comment_id>/", desk.comment, name="comment_desk"),
]
