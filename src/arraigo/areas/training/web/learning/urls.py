"""Addresses of tests and surveys, under `/<city>/`."""

from django.urls import path

from arraigo.areas.training.web.learning import builder, desk, questions, results, room, sending, take

ALL = "formacion/cursos/<uuid:course_id>/evaluaciones/"
ONE = f"{ALL}<uuid:assessment_id>/"
QUESTION = f"{ONE}preguntas/<uuid:question_id>/"
TAKE = "prueba/<str:token>/<uuid:assessment_id>/"

urlpatterns = [
    path(ALL, desk.listed, name="assessments"),
    path(f"{ALL}nueva/", builder.new, name="assessment_new"),
    path(f"{ALL}encuesta/", builder.ready_survey, name="assessment_survey"),
    path(ONE, desk.assessment, name="assessment"),
    path(f"{ONE}editar/", builder.edit, name="assessment_edit"),
    path(f"{ONE}eliminar/", builder.delete, name="assessment_delete"),
    path(f"{ONE}vista/", desk.preview, name="assessment_preview"),
    path(f"{ONE}publicar/", builder.publish, name="assessment_publish"),
    path(f"{ONE}borrador/", builder.withdraw, name="assessment_withdraw"),
    path(f"{ONE}copiar/", builder.copy, name="assessment_copy"),
    path(f"{ONE}avisar/", sending.mail, name="assessment_mail"),
    path(f"{ONE}proyectar/", sending.project, name="assessment_project"),
    path(f"{ONE}preguntas/nueva/", questions.new, name="question_new"),
    path(QUESTION, questions.edit, name="question_edit"),
    path(f"{QUESTION}mover/", questions.move, name="question_move"),
    path(f"{QUESTION}eliminar/", questions.delete, name="question_delete"),
    path(f"{ONE}resultados/", results.results, name="assessment_results"),
    path("prueba/curso/<str:room_token>/", room.room, name="assessment_room"),
    path(TAKE, take.take, name="assessment_take"),
    path(f"{TAKE}resultado/", take.result, name="assessment_result"),
]
