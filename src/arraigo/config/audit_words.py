"""The words of the log for people: what each action and each kind of thing is called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTIONS: dict[str, Promise] = {
    "seen": _("Vio datos"),
    "audit.check": _("Revisó la auditoría"),
    "consent.record": _("Anotó la base legal"),
    "consent.refused": _("Leyó sin base legal: se negó"),
    "consent.withdraw": _("Retiró un consentimiento"),
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
    "people.complete": _("Completó los datos de personas"),
    "people.erase": _("Borró los datos de una persona"),
    "people.register": _("Registró personas"),
    "people.remove": _("Quitó personas del registro"),
    "people.update": _("Corrigió los datos de una persona"),
    "places.create_city": _("Creó la ciudad"),
    "places.import_areas": _("Cargó los barrios y parroquias"),
    "training.course.create": _("Creó un curso"),
    "training.course.update": _("Cambió un curso"),
    "training.course.delete": _("Borró un curso"),
    "training.email.confirm": _("Confirmó un correo aprendido"),
    "training.review.decide": _("Resolvió una duda de identidad"),
    "training.review.reopen": _("Reabrió una duda de identidad"),
    "training.series.create": _("Creó una serie de cursos"),
    "training.session.create": _("Creó una jornada"),
    "training.session.update": _("Cambió una jornada"),
    "training.session.delete": _("Borró una jornada"),
}
KINDS: dict[str, Promise] = {
    "accounts.apitoken": _("llave de programa"),
    "accounts.membership": _("acceso"),
    "accounts.user": _("usuaria o usuario"),
    "consent.basis": _("base legal"),
    "files.storedfile": _("archivo"),
    "imports.importrun": _("importación"),
    "jobs.job": _("trabajo"),
    "list": _("lista"),
    "organisations.organization": _("organización"),
    "outbox.message": _("correo"),
    "people.person": _("persona"),
    "places.city": _("ciudad"),
    "training.course": _("curso"),
    "training.series": _("serie de cursos"),
    "training.session": _("jornada"),
    "training.evidence": _("evidencia de asistencia"),
    "training.enrolment": _("inscripción"),
}


def action_words(action: str) -> str:
    """Return what an action is called; one that has no words yet shows its name."""
    return str(ACTIONS.get(action, action))


def subject_words(subject: str) -> str:
    """Return what a subject is called and the end of its id, which tells it from others without naming anybody."""
    kind, colon, rest = subject.partition(":")
    if not colon or kind not in KINDS:
        return subject
    return f"{KINDS[kind]} …{rest[-6:]}"
