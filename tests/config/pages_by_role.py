"""Who opens each page of a city. A page that is not here fails the tests: whoever adds one says who opens it.

The key is the address after the city's short name, as the urls write it. `roles` get the page, the others 403;
`method` is "post" for what only takes a form, which then answers anything but 403 to those roles.
"""

from dataclasses import dataclass

from arraigo.core.accounts.api import Role

EVERYBODY = frozenset(Role)
PEOPLE = frozenset({Role.COORDINATION, Role.TRAINER, Role.CASE_WORKER, Role.CASH_OFFICER, Role.AUDITOR})
CHANGE_PEOPLE = PEOPLE - {Role.AUDITOR}
MANAGE_TRAINING = frozenset({Role.COORDINATION, Role.TRAINER})
READ_TRAINING = MANAGE_TRAINING | {Role.AUDITOR}
FIGURES = EVERYBODY - {Role.ALLY, Role.ADMINISTRATOR}
DIRECTORY = frozenset({Role.COORDINATION, Role.ADMINISTRATOR})
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
KEYS = EVERYBODY - {Role.ALLY}
COURSE = "formacion/cursos/<uuid:course_id>/"
SESSION = f"{COURSE}jornadas/<uuid:session_id>/"
DOUBT = "formacion/revision/<uuid:course_id>/<uuid:key>/"
RUN = "importaciones/<uuid:run_id>/"


@dataclass(frozen=True)
class Page:
    """Who opens a page, and with which method it is asked."""

    roles: frozenset[Role]
    method: str = "get"
    is_public: bool = False


def form(roles):
    """A page that only takes a form."""
    return Page(frozenset(roles), "post")


def anybody(method="get"):
    """A page that needs no account: it is published, or opens by a link."""
    return Page(EVERYBODY, method, is_public=True)


PAGES = {
    "": Page(EVERYBODY),
    "hoy/": Page(EVERYBODY),
    "buscar/": Page(EVERYBODY),
    # Places and organisations
    "territorio/areas/": Page(EVERYBODY),
    "territorio/areas/importar/": Page(DIRECTORY),
    "organizaciones/": Page(EVERYBODY),
    "organizaciones/nueva/": Page(DIRECTORY),
    "organizaciones/<uuid:pk>/": Page(DIRECTORY),
    # Accounts
    "accesos/": Page(ADMINISTRATORS | {Role.AUDITOR}),
    "accesos/invitar/": Page(ADMINISTRATORS),
    "accesos/<uuid:membership_id>/": Page(ADMINISTRATORS),
    "accesos/<uuid:membership_id>/quitar/": form(ADMINISTRATORS),
    "accesos/<uuid:membership_id>/segundo-paso/": Page(ADMINISTRATORS),
    "accesos/llaves/": Page(KEYS),
    "accesos/llaves/nueva/": Page(KEYS),
    "accesos/llaves/<uuid:token_id>/cerrar/": Page(KEYS),
    # People: an ally sees only its own organisation's, and gets a 404 for the others
    "personas/": Page(PEOPLE | {Role.ALLY}),
    "personas/<uuid:pk>/": Page(PEOPLE | {Role.ALLY}),
    "personas/<uuid:pk>/documentos/<uuid:document>/": form(PEOPLE),
    "personas/<uuid:pk>/datos/": Page(PEOPLE),
    "personas/<uuid:pk>/borrar/": Page(CHANGE_PEOPLE),
    "personas/<uuid:pk>/retirar/": form(CHANGE_PEOPLE),
    "personas/<uuid:pk>/editar/": Page(CHANGE_PEOPLE),
    # Imports
    "importaciones/": Page(MANAGE_TRAINING),
    "importaciones/nueva/<str:kind>/<str:context>/": Page(MANAGE_TRAINING),
    RUN: Page(MANAGE_TRAINING),
    f"{RUN}respuestas/": form(MANAGE_TRAINING),
    f"{RUN}columnas/": form(MANAGE_TRAINING),
    f"{RUN}importar/": form(MANAGE_TRAINING),
    f"{RUN}estado/": Page(MANAGE_TRAINING),
    f"{RUN}detener/": form(MANAGE_TRAINING),
    f"{RUN}restantes/": Page(MANAGE_TRAINING),
    f"{RUN}archivo/": Page(MANAGE_TRAINING),
    f"{RUN}deshacer/": Page(MANAGE_TRAINING),
    f"{RUN}descartar/": Page(MANAGE_TRAINING),
    # The log, the jobs, the mail
    "auditoria/": Page(ADMINISTRATORS | {Role.AUDITOR}),
    "auditoria/revisar/": form(ADMINISTRATORS | {Role.AUDITOR}),
    "trabajos/": Page(EVERYBODY),
    "trabajos/<uuid:job_id>/": Page(EVERYBODY),
    "trabajos/<uuid:job_id>/detener/": form(EVERYBODY),
    "correo/": Page(DIRECTORY),
    "correo/prueba/": form(DIRECTORY),
    "correo/<uuid:message_id>/": Page(DIRECTORY),
    "correo/<uuid:message_id>/reintentar/": form(DIRECTORY),
    # Training
    "formacion/cursos/": Page(READ_TRAINING),
    "formacion/cursos/nuevo/": Page(MANAGE_TRAINING),
    COURSE: Page(READ_TRAINING),
    f"{COURSE}editar/": Page(MANAGE_TRAINING),
    f"{COURSE}eliminar/": Page(MANAGE_TRAINING),
    f"{COURSE}jornadas/nueva/": Page(MANAGE_TRAINING),
    f"{SESSION}editar/": Page(MANAGE_TRAINING),
    f"{SESSION}eliminar/": Page(MANAGE_TRAINING),
    f"{SESSION}lista/": Page(READ_TRAINING),
    "formacion/revision/": Page(MANAGE_TRAINING),
    "formacion/revision/decididas/": Page(MANAGE_TRAINING),
    "formacion/revision/correos/<uuid:email_id>/": form(MANAGE_TRAINING),
    DOUBT: Page(MANAGE_TRAINING),
    f"{DOUBT}decidir/": form(MANAGE_TRAINING),
    f"{DOUBT}despues/": form(MANAGE_TRAINING),
    f"{DOUBT}reabrir/": form(MANAGE_TRAINING),
    "formacion/cifras/": Page(FIGURES),
    "formacion/cifras/descargar/<str:kind>/": Page(FIGURES),
    "formacion/cifras/registros/": Page(READ_TRAINING),
    # Getting a place
    "agenda/<slug:slug>/inscripcion/": anybody(),
    "agenda/<slug:slug>/inscripcion/recibida/": anybody(),
    "inscripcion/<str:token>/": anybody(),
    "inscripcion/<str:token>/retirar/": anybody(),
    "mi-curso/<str:token>/": anybody(),
    "mi-curso/<str:token>/calendario.ics": anybody(),
    "mi-curso/<str:token>/codigo/": anybody(),
    "mi-curso/<str:token>/retirarme/": anybody(),
    "focal/<str:token>/": anybody(),
    "focal/<str:token>/retirar/<uuid:application_id>/": anybody(),
    f"{COURSE}solicitudes/": Page(READ_TRAINING),
    f"{COURSE}solicitudes/acciones/": form(MANAGE_TRAINING),
    f"{COURSE}solicitudes/nueva/": Page(MANAGE_TRAINING),
    f"{COURSE}solicitudes/<uuid:application_id>/": Page(MANAGE_TRAINING),
    f"{COURSE}puntos-focales/": Page(MANAGE_TRAINING),
    f"{COURSE}puntos-focales/nuevo/": Page(MANAGE_TRAINING),
    f"{COURSE}puntos-focales/<uuid:link_id>/enviar/": Page(MANAGE_TRAINING),
    f"{COURSE}puntos-focales/<uuid:link_id>/anular/": Page(MANAGE_TRAINING),
}
