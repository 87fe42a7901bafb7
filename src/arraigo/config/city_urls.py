"""Addresses under `/<city>/` of what the core keeps about its own work: the log, the jobs, the mail."""

from django.urls import path

from arraigo.config import audit_pages, job_pages, mail_pages

app_name = "ciudad"
urlpatterns = [
    path("auditoria/", audit_pages.log, name="audit"),
    path("auditoria/revisar/", audit_pages.check, name="audit_check"),
    path("trabajos/", job_pages.jobs_list, name="jobs"),
    path("trabajos/<uuid:job_id>/", job_pages.job, name="job"),
    path("trabajos/<uuid:job_id>/detener/", job_pages.stop, name="job_stop"),
    path("correo/", mail_pages.messages_list, name="mail"),
    path("correo/prueba/", mail_pages.test, name="mail_test"),
    path("correo/avisos/", mail_pages.templates_list, name="mail_templates"),
    path("correo/avisos/<slug:name>/", mail_pages.template, name="mail_template"),
    path("correo/<uuid:message_id>/", mail_pages.message, name="message"),
    path("correo/<uuid:message_id>/reintentar/", mail_pages.retry, name="message_retry"),
]
