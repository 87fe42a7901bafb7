"""Addresses of the review desk."""

from django.urls import path

from arraigo.areas.plans.web.desk import deciding, evidence, results, starting, views

REVIEW = "planes/revisiones/<uuid:review_id>/"
FINDING = f"{REVIEW}criterios/<uuid:finding_id>/"

urlpatterns = [
    path("planes/revisiones/", starting.listed, name="reviews"),
    path("planes/<uuid:plan_id>/versiones/<uuid:version_id>/revisar/", starting.new, name="review_new"),
    path(REVIEW, views.desk, name="desk"),
    path(f"{REVIEW}avance/", starting.progress, name="review_progress"),
    path(f"{REVIEW}detener/", starting.stop, name="review_stop"),
    path(f"{REVIEW}personas/", starting.reviewers, name="review_people"),
    path(f"{REVIEW}cerrar/", deciding.close, name="review_close"),
    path(f"{REVIEW}acuerdo/", results.agreement, name="review_agreement"),
    path(f"{REVIEW}resultados/", results.results, name="review_results"),
    path(f"{REVIEW}descargas/<str:kind>/", results.download, name="review_download"),
    path(FINDING, views.finding, name="finding"),
    path(f"{FINDING}nivel/", deciding.judge, name="finding_judge"),
    path(f"{FINDING}resolver/", deciding.adjudicate, name="finding_adjudicate"),
    path(f"{FINDING}evidencia/", evidence.add, name="finding_evidence"),
    path(f"{FINDING}evidencia/<uuid:evidence_id>/apartar/", evidence.set_aside, name="evidence_set_aside"),
    path(f"{FINDING}barrio/", evidence.place, name="finding_place"),
    path(f"{FINDING}barrio/<uuid:place_id>/quitar/", evidence.remove_place, name="finding_place_remove"),
]
