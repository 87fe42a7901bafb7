"""The words of the log for people: what each action and each kind of thing is called."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from arraigo.core.ui.formats import number

ACTIONS: dict[str, Promise] = {
    "seen": _("Vio datos"),
    "accounts.change": _("Cambió un acceso"),
    "accounts.create_user": _("Creó una cuenta"),
    "accounts.email_changed": _("Cambió su correo"),
    "accounts.email_deleted": _("Quitó un correo de su cuenta"),
    "accounts.grant": _("Dio un acceso"),
    "accounts.issue_token": _("Creó una llave de programa"),
    "accounts.password_changed": _("Cambió su contraseña"),
    "accounts.password_reset": _("Puso una contraseña nueva"),
    "accounts.password_set": _("Puso su contraseña"),
    "accounts.recovery_codes_generated": _("Creó códigos de respaldo"),
    "accounts.reset_second_factor": _("Quitó el segundo paso de una persona"),
    "accounts.revoke": _("Quitó un acceso"),
    "accounts.revoke_token": _("Cerró una llave de programa"),
    "accounts.signed_in": _("Entró"),
    "accounts.totp_activated": _("Activó su aplicación de códigos"),
    "accounts.totp_deactivated": _("Quitó su aplicación de códigos"),
    "accounts.webauthn_added": _("Agregó una llave de acceso"),
    "accounts.webauthn_removed": _("Quitó una llave de acceso"),
    "audit.check": _("Revisó la auditoría"),
    "consent.record": _("Anotó la base legal"),
    "consent.refused": _("Leyó sin base legal: se negó"),
    "consent.withdraw": _("Retiró un consentimiento"),
    "demo.build": _("Creó la ciudad de ejemplo"),
    "files.erase": _("Borró un archivo"),
    "files.store": _("Guardó un archivo"),
    "import.answered": _("Respondió las preguntas de un archivo"),
    "import.applied": _("Importó un archivo"),
    "import.discarded": _("Descartó un archivo"),
    "import.received": _("Cargó un archivo"),
    "import.undone": _("Deshizo una importación"),
    "jobs.cancel": _("Pidió detener un trabajo"),
    "jobs.start": _("Empezó un trabajo"),
    "organisations.create": _("Agregó una organización"),
    "organisations.update": _("Cambió una organización"),
    "outbox.retry": _("Volvió a enviar un correo"),
    "people.add_contact": _("Agregó un contacto"),
    "people.confirm_contact": _("Confirmó un contacto"),
    "people.complete": _("Completó los datos de personas"),
    "people.erase": _("Borró los datos de una persona"),
    "people.register": _("Registró personas"),
    "people.remove": _("Quitó personas del registro"),
    "people.update": _("Corrigió los datos de una persona"),
    "places.create_city": _("Creó la ciudad"),
    "places.import_areas": _("Cargó los barrios y parroquias"),
    "plans.authority.change": _("Cambió una autoridad"),
    "plans.authority.create": _("Agregó una autoridad"),
    "plans.comment.confirm": _("Una persona confirmó su comentario"),
    "plans.comment.make": _("Una persona comentó un plan en consulta"),
    "plans.comment.publish": _("Publicó un comentario"),
    "plans.comment.refuse": _("No publicó un comentario"),
    "plans.consultation.change": _("Cambió una consulta pública"),
    "plans.consultation.create": _("Preparó una consulta pública"),
    "plans.consultation.publish": _("Publicó una consulta"),
    "plans.consultation.withdraw": _("Dejó de publicar una consulta"),
    "plans.phase.delete": _("Quitó una fase del calendario de un plan"),
    "plans.phase.change": _("Cambió una fase del calendario de un plan"),
    "plans.phase.create": _("Agregó una fase al calendario de un plan"),
    "plans.plan.change": _("Cambió un plan"),
    "plans.plan.create": _("Agregó un plan"),
    "plans.version.change": _("Cambió los datos de una versión"),
    "plans.version.delete": _("Eliminó una versión de un plan"),
    "plans.version.read": _("Leyó el texto de una versión"),
    "plans.version.unread": _("No se pudo leer una versión"),
    "plans.version.receive": _("Cargó una versión de un plan"),
    "training.check_in.accept": _("Contó llegadas en duda"),
    "training.check_in.note": _("Registró llegadas a una jornada"),
    "training.check_in.restore": _("Deshizo la anulación de llegadas"),
    "training.check_in.void": _("Anuló llegadas"),
    "training.certificate.issue": _("Emitió constancias"),
    "training.certificate.name": _("Cambió si una constancia muestra el nombre"),
    "training.certificate.revoke": _("Anuló una constancia"),
    "training.certificate.send": _("Envió constancias por correo"),
    "training.application.accept": _("Dio un lugar en un curso"),
    "training.application.approve": _("Aprobó solicitudes de inscripción"),
    "training.application.confirm": _("Confirmó su solicitud de inscripción"),
    "training.application.create": _("Recibió una solicitud de inscripción"),
    "training.application.expire": _("Dejó caducar solicitudes sin confirmar"),
    "training.application.reject": _("Rechazó solicitudes de inscripción"),
    "training.application.remind": _("Volvió a pedir que confirmen su correo"),
    "training.application.withdraw": _("Retiró una solicitud de inscripción"),
    "training.course.create": _("Creó un curso"),
    "training.course.change": _("Cambió un curso"),
    "training.course.delete": _("Borró un curso"),
    "training.course.cancel": _("Canceló un curso"),
    "training.course.publish": _("Publicó un curso"),
    "training.course.unpublish": _("Quitó un curso de la agenda"),
    "training.assessment.answer": _("Recibió una prueba"),
    "training.assessment.change": _("Cambió una evaluación"),
    "training.assessment.copy": _("Copió la prueba inicial como final"),
    "training.assessment.create": _("Creó una evaluación"),
    "training.assessment.delete": _("Borró una evaluación"),
    "training.assessment.mail": _("Avisó de una evaluación por correo"),
    "training.assessment.publish": _("Publicó una evaluación"),
    "training.assessment.questions": _("Cambió las preguntas de una evaluación"),
    "training.assessment.withdraw": _("Devolvió una evaluación a borrador"),
    "training.door.close": _("Cerró un teléfono de la puerta"),
    "training.door.open": _("Abrió un teléfono de la puerta"),
    "training.email.confirm": _("Confirmó un correo aprendido"),
    "training.email.refuse": _("Rechazó un correo aprendido"),
    "training.enrol": _("Inscribió personas en un curso"),
    "training.material.add": _("Agregó un material a un curso"),
    "training.material.remove": _("Quitó un material de un curso"),
    "training.institution_report.send": _("Envió el informe de una institución"),
    "training.focal.create": _("Invitó a un punto focal"),
    "training.focal.enrol": _("Inscribió por el enlace de un punto focal"),
    "training.focal.revoke": _("Anuló el enlace de un punto focal"),
    "training.focal.send": _("Reenvió el enlace de un punto focal"),
    "training.privacy.done": _("Atendió una solicitud de borrado"),
    "training.privacy.forget": _("Borró los datos de formación de una persona"),
    "training.privacy.purge": _("Borró los nombres de un curso"),
    "training.privacy.refuse": _("Negó una solicitud de borrado"),
    "training.privacy.request": _("Recibió una solicitud de borrado"),
    "training.review.decide": _("Resolvió una duda de identidad"),
    "training.review.reopen": _("Reabrió una duda de identidad"),
    "training.self_check_in.close": _("Cerró el registro propio de llegadas"),
    "training.self_check_in.open": _("Abrió el registro propio de llegadas"),
    "training.key.make": _("Creó la clave que firma constancias"),
    "training.key.retire": _("Retiró la clave que firmaba constancias"),
    "training.logo.add": _("Agregó un logo a las constancias"),
    "training.logo.remove": _("Quitó un logo de las constancias"),
    "training.rule.save": _("Cambió qué hace falta para la constancia"),
    "training.series.create": _("Creó una serie de cursos"),
    "training.series.change": _("Cambió una serie de cursos"),
    "training.session.cancel": _("Canceló una jornada"),
    "training.session.create": _("Creó una jornada"),
    "training.session.change": _("Cambió una jornada"),
    "training.session.delete": _("Borró una jornada"),
    "training.trainers.change": _("Cambió quién dicta un curso"),
    "training.signatory.remove": _("Quitó a quien firmaba constancias"),
    "training.signatory.save": _("Guardó quién firma constancias"),
    "training.withdraw": _("Retiró una inscripción"),
}
SEEN: dict[str, Promise] = {
    "audit.export": _("Descargó la auditoría"),
    "file": _("Descargó un archivo"),
    "import.preview": _("Vio la revisión de un archivo"),
    "mail": _("Leyó un correo"),
    "people.document": _("Vio un documento completo"),
    "people.edit": _("Abrió los datos de una persona"),
    "people.export": _("Descargó los datos de una persona"),
    "people.profile": _("Vio la página de una persona"),
    "people.search": _("Vio personas en una búsqueda"),
    "plans.authorities": _("Vio a quién se escribe en las autoridades"),
    "plans.comment": _("Leyó un comentario de una consulta"),
    "plans.comments": _("Leyó los comentarios de una consulta"),
    "training.assessment.responses": _("Leyó las respuestas de una prueba"),
    "training.assessment.results": _("Vio los resultados de una prueba"),
    "training.arrivals": _("Vio las llegadas de una jornada"),
    "training.application": _("Vio una solicitud de inscripción"),
    "training.applications": _("Vio las solicitudes de un curso"),
    "training.focal_links": _("Vio los puntos focales de un curso"),
    "training.attendance": _("Leyó la asistencia de un curso"),
    "training.badges": _("Imprimió los gafetes de un curso"),
    "training.certificate": _("Vio una constancia"),
    "training.certificates": _("Vio quién cumple para la constancia"),
    "training.certificates.download": _("Descargó las constancias de un curso"),
    "training.course": _("Vio la lista de un curso"),
    "training.decisions": _("Vio las dudas ya decididas"),
    "training.door": _("Un teléfono de la puerta tomó la lista"),
    "training.enrolments": _("Leyó las inscripciones de un curso"),
    "training.institution_report": _("Vio el informe de una institución"),
    "training.institution_report.download": _("Descargó el informe de una institución con nombres"),
    "training.institution_report.sent": _("Envió el informe de una institución con nombres"),
    "training.records": _("Vio los registros de una cifra"),
    "training.records.download": _("Descargó los registros de una cifra"),
    "training.requests": _("Vio las solicitudes sobre datos"),
    "training.review": _("Vio las dudas de identidad"),
    "training.sheet": _("Vio la lista de asistencia"),
}
KINDS: dict[str, Promise] = {
    "accounts.apitoken": _("llave de programa"),
    "accounts.membership": _("acceso"),
    "accounts.user": _("usuaria o usuario"),
    "audit.entry": _("anotación"),
    "consent.basis": _("base legal"),
    "files.storedfile": _("archivo"),
    "imports.importrun": _("importación"),
    "jobs.job": _("trabajo"),
    "list": _("lista"),
    "organisations.organization": _("organización"),
    "outbox.message": _("correo"),
    "people.person": _("persona"),
    "places.city": _("ciudad"),
    "plans.activity": _("actividad"),
    "plans.adoption": _("adopción de una recomendación"),
    "plans.assistanceedition": _("edición de un plan de asistencia"),
    "plans.assistanceindicator": _("indicador de asistencia"),
    "plans.assistanceplan": _("plan de asistencia técnica"),
    "plans.authority": _("autoridad"),
    "plans.authorityresponse": _("respuesta de la autoridad"),
    "plans.comment": _("comentario de una consulta"),
    "plans.consultation": _("consulta pública"),
    "plans.evidence": _("evidencia de un criterio"),
    "plans.finding": _("hallazgo"),
    "plans.indicatorvalue": _("valor de un indicador"),
    "plans.judgement": _("juicio de un criterio"),
    "plans.letter": _("oficio"),
    "plans.objective": _("objetivo de asistencia"),
    "plans.output": _("producto de asistencia"),
    "plans.phase": _("fase de un plan"),
    "plans.placeevidence": _("evidencia de un barrio"),
    "plans.plan": _("plan"),
    "plans.planversion": _("versión de un plan"),
    "plans.progressnote": _("nota de avance"),
    "plans.recommendation": _("recomendación"),
    "plans.remark": _("mensaje sobre una recomendación"),
    "plans.returnedfile": _("archivo devuelto por la autoridad"),
    "plans.review": _("revisión de un plan"),
    "plans.reviewer": _("persona que revisa"),
    "plans.risk": _("riesgo"),
    "plans.versioncomparison": _("comparación de versiones"),
    "training.assessment": _("evaluación"),
    "training.checkindevice": _("teléfono de la puerta"),
    "training.certificate": _("constancia"),
    "training.certificatelogo": _("logo de constancia"),
    "training.certificaterule": _("reglas de la constancia"),
    "training.application": _("solicitud de inscripción"),
    "training.course": _("curso"),
    "training.datarequest": _("solicitud sobre datos"),
    "training.focallink": _("enlace de punto focal"),
    "training.series": _("serie de cursos"),
    "training.session": _("jornada"),
    "training.signatory": _("firma de constancia"),
    "training.signingkey": _("clave que firma"),
    "training.evidence": _("evidencia de asistencia"),
    "training.learnedemail": _("correo aprendido"),
    "training.enrolment": _("inscripción"),
    "training.response": _("respuesta"),
}


SEVERAL: dict[str, Promise] = {
    "organisations": _("varias organizaciones"),
    "people.person": _("varias personas"),
    "training.application": _("varias solicitudes de inscripción"),
}


def action_words(action: str, detail: Mapping[str, Any] | None = None) -> str:
    """Return what an action is called, with what was seen where `detail` tells; one without words shows its name."""
    seen = SEEN.get(str((detail or {}).get("what", ""))) if action == "seen" else None
    return str(seen or ACTIONS.get(action) or action)


def subject_words(subject: str) -> str:
    """Return what a subject is called and the end of its id, which tells it from others without naming anybody.

    A subject that is many says how many, or that they are several.
    """
    kind, _colon, rest = subject.partition(":")
    kind = kind.lower()
    if not rest:
        return str(SEVERAL.get(kind, subject))
    if rest.isdecimal() and kind in COUNTED:
        return COUNTED[kind](int(rest))
    return f"{KINDS[kind]} …{rest[-6:]}" if kind in KINDS else subject


def _people(count: int) -> str:
    return ngettext("%(count)s persona", "%(count)s personas", count) % {"count": number(count)}


def _entries(count: int) -> str:
    return ngettext("%(count)s anotación", "%(count)s anotaciones", count) % {"count": number(count)}


def _files(count: int) -> str:
    return ngettext("%(count)s archivo", "%(count)s archivos", count) % {"count": number(count)}


COUNTED = {"files.storedfile": _files, "people.person": _people, "audit.entry": _entries}
