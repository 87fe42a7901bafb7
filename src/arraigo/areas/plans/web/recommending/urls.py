"""Addresses of recommendations, letters and answers."""

from django.urls import URLPattern, path

from arraigo.areas.plans.web.recommending import answering, letters, recommendations, returned

ONE = "planes/recomendaciones/<uuid:recommendation_id>/"
LETTER = "planes/oficios/<uuid:letter_id>/"
ANSWER = "respuesta/<str:token>/"

urlpatterns: list[URLPattern] = [
    path("planes/recomendaciones/", recommendations.listed, name="recommendations"),
    path("planes/recomendaciones/nueva/", recommendations.new, name="recommendation_new"),
    path(ONE, recommendations.one, name="recommendation"),
    path(f"{ONE}editar/", recommendations.edit, name="recommendation_edit"),
    path(f"{ONE}mover/", recommendations.move, name="recommendation_move"),
    path(f"{ONE}mensajes/", recommendations.remark, name="recommendation_remark"),
    path(f"{ONE}respuesta/", recommendations.noted_answer, name="recommendation_answer"),
    path("planes/oficios/", letters.listed, name="letters"),
    path("planes/oficios/nuevo/", letters.new, name="letter_new"),
    path(LETTER, letters.one, name="letter"),
    path(f"{LETTER}editar/", letters.edit, name="letter_edit"),
    path(f"{LETTER}acciones/", letters.act, name="letter_act"),
    path(f"{LETTER}reenviar/", letters.resend, name="letter_resend"),
    path(f"{LETTER}descargar/<str:kind>/", letters.download, name="letter_paper"),
    path(f"{LETTER}devuelto/", returned.upload, name="returned_new"),
    path(f"{LETTER}devuelto/<uuid:returned_id>/", returned.review, name="returned"),
    path(ANSWER, answering.page, name="answering"),
    path(f"{ANSWER}descargar/<str:kind>/", answering.paper, name="answering_paper"),
    path(f"{ANSWER}archivo/", answering.upload, name="answering_file"),
    path(f"{ANSWER}archivo/<uuid:returned_id>/", answering.returned, name="answering_returned"),
]
