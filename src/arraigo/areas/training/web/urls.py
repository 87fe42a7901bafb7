"""Addresses of training, under `/<city>/`."""

from django.urls import path

from arraigo.areas.training.web import courses, figures, outcomes, records, review, sessions, today
from arraigo.areas.training.web.agenda import urls as agenda_urls
from arraigo.areas.training.web.certificates import urls as certificates_urls
from arraigo.areas.training.web.checkin import urls as checkin_urls
from arraigo.areas.training.web.enrolling import urls as enrolling_urls
from arraigo.areas.training.web.learning import urls as learning_urls
from arraigo.areas.training.web.privacy import urls as privacy_urls
from arraigo.areas.training.web.reports import urls as reports_urls

app_name = "training"
COURSE = "formacion/cursos/<uuid:course_id>/"
SESSION = f"{COURSE}jornadas/<uuid:session_id>/"
DOUBT = "formacion/revision/<uuid:course_id>/<uuid:key>/"

urlpatterns = [
    path("hoy/", today.today, name="today"),
    path("formacion/cursos/", courses.listed, name="courses"),
    path("formacion/cursos/nuevo/", courses.new, name="course_new"),
    path(COURSE, courses.course, name="course"),
    path(f"{COURSE}editar/", courses.edit, name="course_edit"),
    path(f"{COURSE}eliminar/", courses.delete, name="course_delete"),
    path(f"{COURSE}jornadas/nueva/", sessions.new, name="session_new"),
    path(f"{SESSION}editar/", sessions.edit, name="session_edit"),
    path(f"{SESSION}eliminar/", sessions.delete, name="session_delete"),
    path(f"{SESSION}lista/", sessions.sheet, name="session_sheet"),
    path("formacion/revision/", review.queue, name="review"),
    path("formacion/revision/decididas/", review.decided, name="review_decided"),
    path("formacion/revision/correos/<uuid:email_id>/", review.confirm_email, name="email_confirm"),
    path(DOUBT, review.item, name="review_item"),
    path(f"{DOUBT}decidir/", review.decide, name="review_decide"),
    path(f"{DOUBT}despues/", review.later, name="review_later"),
    path(f"{DOUBT}reabrir/", review.reopen, name="review_reopen"),
    path("formacion/cifras/", figures.figures, name="figures"),
    path("formacion/cifras/descargar/<str:kind>/", figures.download, name="figures_download"),
    path("formacion/cifras/resultados/", outcomes.outcomes, name="outcomes"),
    path("formacion/cifras/registros/", records.records, name="records"),
    *agenda_urls.urlpatterns,
    *enrolling_urls.urlpatterns,
    *checkin_urls.urlpatterns,
    *learning_urls.urlpatterns,
    *certificates_urls.urlpatterns,
    *privacy_urls.urlpatterns,
    *reports_urls.urlpatterns,
]
