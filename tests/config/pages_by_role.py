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
MANAGE_PLANS = frozenset({Role.COORDINATION, Role.PLANNER})
READ_PLANS = MANAGE_PLANS | {Role.AUDITOR}
PLAN = "planes/<uuid:plan_id>/"
VERSION = f"{PLAN}versiones/<uuid:version_id>/"
PLAN_REVIEW = "planes/revisiones/<uuid:review_id>/"
PLAN_FINDING = f"{PLAN_REVIEW}criterios/<uuid:finding_id>/"
ASSISTANCE = "planes/asistencia/<uuid:assistance_id>/"
PART = f"{ASSISTANCE}partes/<str:kind>/<uuid:part_id>/"
EDITION = f"{ASSISTANCE}ediciones/<uuid:edition_id>/"
CONSULTATION = "planes/consultas/<uuid:consultation_id>/"
MANAGE_DIRECTORY = frozenset({Role.COORDINATION, Role.CASE_WORKER})
READ_DIRECTORY = MANAGE_DIRECTORY | {Role.PLANNER, Role.CASH_OFFICER, Role.AUDITOR, Role.AUTHORITY}
SERVICE = "directorio/servicios/<uuid:service_id>/"
LOCATION = "directorio/lugares/<uuid:location_id>/"
UPDATE = "directorio/actualizar/<str:token>/"
FIGURES = EVERYBODY - {Role.ALLY, Role.ADMINISTRATOR}
DIRECTORY = frozenset({Role.COORDINATION, Role.ADMINISTRATOR})
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
KEYS = EVERYBODY - {Role.ALLY}
MANAGE_PLANS = frozenset({Role.COORDINATION, Role.PLANNER})
READ_PLANS = MANAGE_PLANS | {Role.AUDITOR}
COURSE = "formacion/cursos/<uuid:course_id>/"
SESSION = f"{COURSE}jornadas/<uuid:session_id>/"
CERTIFICATES = f"{COURSE}constancias/"
DOUBT = "formacion/revision/<uuid:course_id>/<uuid:key>/"
REPORT = "formacion/informes/<uuid:organization_id>/"
RUN = "importaciones/<uuid:run_id>/"
ASSESSMENTS = f"{COURSE}evaluaciones/"
ASSESSMENT = f"{ASSESSMENTS}<uuid:assessment_id>/"
QUESTION = f"{ASSESSMENT}preguntas/<uuid:question_id>/"
RECOMMENDATION = "planes/recomendaciones/<uuid:recommendation_id>/"
LETTER = "planes/oficios/<uuid:letter_id>/"
ANSWERING = "respuesta/<str:token>/"
MANAGE_ROUTES = frozenset({Role.COORDINATION, Role.CASE_WORKER})
READ_ROUTES = MANAGE_ROUTES | {Role.PLANNER, Role.AUDITOR}
ROUTE = "rutas/<slug:slug>/"
ROUTE_VERSION = f"{ROUTE}<int:number>/"
ROUTE_EDIT = f"{ROUTE_VERSION}editar/"
ROUTE_STEP = f"{ROUTE_EDIT}pasos/<slug:step>/"
ROUTE_LANGUAGE = f"{ROUTE_VERSION}traducciones/<str:language>/"
TAKE = "prueba/<str:token>/<uuid:assessment_id>/"

GUIDES = ("guia/", "guia/<guide_language:lang>/")
GUIDE_PAGES = (
    "",
    "temas/<slug:need>/",
    "rutas/<slug:route>/",
    "rutas/<slug:route>/<slug:step>/",
    "servicios/",
    "servicios/<slug:need>/",
    "servicios/<slug:need>/<slug:area>/",
    "servicios/<slug:need>/<slug:area>/<int:number>/",
    "servicio/<uuid:service_id>/",
    "servicio/<uuid:service_id>/avisar/",
    "buscar/",
    "para-mi/",
    "emergencia/",
    "privacidad/",
    "accesibilidad/",
    "sin-internet/",
    "<path:rest>",
    "sin-internet/<slug:area>.json",
    "sin-internet/<slug:area>.zip",
    "imprimir/<slug:route>/<slug:kind>.pdf",
    "avisar/",
)


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
    "correo/avisos/": Page(DIRECTORY),
    "correo/avisos/<slug:name>/": Page(DIRECTORY),
    "correo/<uuid:message_id>/": Page(DIRECTORY),
    "correo/<uuid:message_id>/reintentar/": form(DIRECTORY),
    # Directory
    "directorio/servicios/": Page(READ_DIRECTORY),
    "directorio/servicios/nuevo/": Page(MANAGE_DIRECTORY),
    SERVICE: Page(READ_DIRECTORY),
    f"{SERVICE}editar/": Page(MANAGE_DIRECTORY),
    f"{SERVICE}a-quien/": Page(MANAGE_DIRECTORY),
    f"{SERVICE}telefonos/": Page(MANAGE_DIRECTORY),
    f"{SERVICE}cupos/": Page(MANAGE_DIRECTORY),
    f"{SERVICE}verificar/": form(MANAGE_DIRECTORY),
    f"{SERVICE}enlace/": Page(MANAGE_DIRECTORY),
    f"{SERVICE}enlace/<uuid:link_id>/anular/": form(MANAGE_DIRECTORY),
    f"{SERVICE}lugares/nuevo/": Page(MANAGE_DIRECTORY),
    f"{SERVICE}lugares/<uuid:at_id>/quitar/": form(MANAGE_DIRECTORY),
    "directorio/lugares/": Page(READ_DIRECTORY),
    LOCATION: Page(READ_DIRECTORY),
    f"{LOCATION}editar/": Page(MANAGE_DIRECTORY),
    f"{LOCATION}telefonos/": Page(MANAGE_DIRECTORY),
    f"{LOCATION}eliminar/": form(MANAGE_DIRECTORY),
    "directorio/horarios/<slug:kind>/<uuid:owner_id>/": Page(MANAGE_DIRECTORY),
    "directorio/feriados/": Page(READ_DIRECTORY),
    "directorio/feriados/<uuid:holiday_id>/quitar/": form(MANAGE_DIRECTORY),
    "directorio/por-verificar/": Page(READ_DIRECTORY),
    "directorio/por-verificar/plazos/": Page(MANAGE_DIRECTORY),
    "directorio/propuestas/": Page(READ_DIRECTORY),
    "directorio/propuestas/<uuid:proposal_id>/": Page(MANAGE_DIRECTORY),
    "directorio/avisos/": Page(READ_DIRECTORY),
    "directorio/avisos/<uuid:report_id>/": form(MANAGE_DIRECTORY),
    "directorio/importar/": Page(MANAGE_DIRECTORY),
    "directorio/importar/plantilla/": Page(READ_DIRECTORY),
    "directorio/importar/<str:token>/": Page(MANAGE_DIRECTORY),
    "directorio/importar/<str:token>/aplicar/": form(MANAGE_DIRECTORY),
    "directorio/importar/<str:token>/descartar/": form(MANAGE_DIRECTORY),
    "directorio/exportar/<slug:kind>/": Page(READ_DIRECTORY),
    UPDATE: anybody(),
    f"{UPDATE}listo/": anybody(),
    f"{UPDATE}<uuid:service_id>/": anybody(),
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
    f"{SESSION}puerta/": Page(MANAGE_TRAINING),
    f"{SESSION}puerta/aqui/": form(MANAGE_TRAINING),
    f"{SESSION}puerta/nueva/": form(MANAGE_TRAINING),
    f"{SESSION}puerta/conteo/": Page(MANAGE_TRAINING),
    f"{SESSION}puerta/resolver/": form(MANAGE_TRAINING),
    f"{SESSION}puerta/propia/": form(MANAGE_TRAINING),
    f"{SESSION}puerta/<uuid:device_id>/cerrar/": form(MANAGE_TRAINING),
    f"{SESSION}llegadas/": Page(READ_TRAINING),
    f"{SESSION}llegadas/acciones/": form(MANAGE_TRAINING),
    f"{SESSION}digitar/": Page(MANAGE_TRAINING),
    f"{SESSION}lista.pdf": Page(READ_TRAINING),
    f"{SESSION}afiche/": Page(MANAGE_TRAINING),
    f"{COURSE}gafetes/": Page(MANAGE_TRAINING),
    "puerta/": anybody(),
    "puerta/sw.js": anybody(),
    "puerta/manifest.webmanifest": anybody(),
    "puerta/lista/": anybody("post"),
    "puerta/envio/": anybody("post"),
    "llegada/<str:token>/": anybody(),
    "llegada/<str:token>/<uuid:session_id>/": anybody("post"),
    "formacion/revision/": Page(MANAGE_TRAINING),
    "formacion/revision/decididas/": Page(MANAGE_TRAINING),
    "formacion/revision/correos/<uuid:email_id>/": form(MANAGE_TRAINING),
    DOUBT: Page(MANAGE_TRAINING),
    f"{DOUBT}decidir/": form(MANAGE_TRAINING),
    f"{DOUBT}despues/": form(MANAGE_TRAINING),
    f"{DOUBT}reabrir/": form(MANAGE_TRAINING),
    # Tests and surveys of a course
    ASSESSMENTS: Page(READ_TRAINING),
    f"{ASSESSMENTS}nueva/": Page(MANAGE_TRAINING),
    f"{ASSESSMENTS}encuesta/": form(MANAGE_TRAINING),
    ASSESSMENT: Page(READ_TRAINING),
    f"{ASSESSMENT}editar/": Page(MANAGE_TRAINING),
    f"{ASSESSMENT}eliminar/": Page(MANAGE_TRAINING),
    f"{ASSESSMENT}vista/": Page(READ_TRAINING),
    f"{ASSESSMENT}publicar/": form(MANAGE_TRAINING),
    f"{ASSESSMENT}borrador/": form(MANAGE_TRAINING),
    f"{ASSESSMENT}copiar/": form(MANAGE_TRAINING),
    f"{ASSESSMENT}avisar/": form(MANAGE_TRAINING),
    f"{ASSESSMENT}proyectar/": Page(READ_TRAINING),
    f"{ASSESSMENT}preguntas/nueva/": Page(MANAGE_TRAINING),
    QUESTION: Page(MANAGE_TRAINING),
    f"{QUESTION}mover/": form(MANAGE_TRAINING),
    f"{QUESTION}eliminar/": form(MANAGE_TRAINING),
    f"{ASSESSMENT}resultados/": Page(READ_TRAINING),
    "prueba/curso/<str:room_token>/": anybody(),
    TAKE: anybody(),
    f"{TAKE}resultado/": anybody(),
    CERTIFICATES: Page(READ_TRAINING),
    f"{CERTIFICATES}emitir/": form(MANAGE_TRAINING),
    f"{CERTIFICATES}enviar/": form(MANAGE_TRAINING),
    f"{CERTIFICATES}acciones/": form(MANAGE_TRAINING),
    f"{CERTIFICATES}descargar/": Page(MANAGE_TRAINING),
    f"{CERTIFICATES}reglas/": Page(MANAGE_TRAINING),
    f"{CERTIFICATES}reglas/muestra/": Page(MANAGE_TRAINING),
    f"{CERTIFICATES}reglas/firmas/nueva/": Page(MANAGE_TRAINING),
    f"{CERTIFICATES}reglas/firmas/<uuid:signatory_id>/": Page(MANAGE_TRAINING),
    f"{CERTIFICATES}reglas/firmas/<uuid:signatory_id>/quitar/": form(MANAGE_TRAINING),
    f"{CERTIFICATES}reglas/firmas/<uuid:signatory_id>/imagen/": Page(MANAGE_TRAINING),
    f"{CERTIFICATES}reglas/logos/nuevo/": Page(MANAGE_TRAINING),
    f"{CERTIFICATES}reglas/logos/<uuid:logo_id>/quitar/": form(MANAGE_TRAINING),
    f"{CERTIFICATES}reglas/logos/<uuid:logo_id>/imagen/": Page(MANAGE_TRAINING),
    f"{CERTIFICATES}<uuid:certificate_id>/": Page(READ_TRAINING),
    f"{CERTIFICATES}<uuid:certificate_id>/anular/": Page(MANAGE_TRAINING),
    f"{CERTIFICATES}<uuid:certificate_id>/pdf/": Page(READ_TRAINING),
    "mi-curso/<str:token>/constancia/": anybody(),
    "mi-curso/<str:token>/constancia/pdf/": anybody(),
    "mi-curso/<str:token>/constancia/credencial.jwt": anybody(),
    "constancias/": anybody(),
    "constancias/emisor.json": anybody(),
    "constancias/claves.json": anybody(),
    "constancias/claves/<str:kid>.json": anybody(),
    "constancias/revocadas.json": anybody(),
    "constancias/<str:code>/": anybody(),
    "constancias/<str:code>/json/": anybody(),
    "constancias/<str:code>/credencial.jwt": anybody(),
    "formacion/cifras/": Page(FIGURES),
    "formacion/cifras/descargar/<str:kind>/": Page(FIGURES),
    "formacion/cifras/resultados/": Page(FIGURES),
    "formacion/cifras/registros/": Page(READ_TRAINING),
    # Plans, their versions and calendar
    "planes/": Page(READ_PLANS),
    "planes/nuevo/": Page(MANAGE_PLANS),
    "planes/autoridades/": Page(READ_PLANS),
    "planes/autoridades/nueva/": Page(MANAGE_PLANS),
    "planes/autoridades/<uuid:authority_id>/": Page(MANAGE_PLANS),
    PLAN: Page(READ_PLANS),
    f"{PLAN}editar/": Page(MANAGE_PLANS),
    f"{PLAN}calendario.ics": Page(READ_PLANS),
    f"{PLAN}fases/nueva/": Page(MANAGE_PLANS),
    f"{PLAN}fases/<uuid:phase_id>/": Page(MANAGE_PLANS),
    f"{PLAN}fases/<uuid:phase_id>/cumplida/": form(MANAGE_PLANS),
    f"{PLAN}fases/<uuid:phase_id>/eliminar/": Page(MANAGE_PLANS),
    f"{PLAN}versiones/nueva/": Page(MANAGE_PLANS),
    VERSION: Page(READ_PLANS),
    f"{VERSION}indice/": Page(READ_PLANS),
    f"{VERSION}avance/": Page(READ_PLANS),
    f"{VERSION}detener/": form(MANAGE_PLANS),
    f"{VERSION}archivo/": Page(READ_PLANS),
    f"{VERSION}editar/": Page(MANAGE_PLANS),
    f"{VERSION}leer/": form(MANAGE_PLANS),
    f"{VERSION}eliminar/": Page(MANAGE_PLANS),
    # The review desk
    "planes/revisiones/": Page(READ_PLANS),
    "planes/<uuid:plan_id>/versiones/<uuid:version_id>/revisar/": Page(MANAGE_PLANS),
    PLAN_REVIEW: Page(READ_PLANS),
    f"{PLAN_REVIEW}avance/": Page(READ_PLANS),
    f"{PLAN_REVIEW}detener/": form(MANAGE_PLANS),
    f"{PLAN_REVIEW}personas/": Page(MANAGE_PLANS),
    f"{PLAN_REVIEW}cerrar/": Page(MANAGE_PLANS),
    f"{PLAN_REVIEW}acuerdo/": Page(READ_PLANS),
    f"{PLAN_REVIEW}resultados/": Page(READ_PLANS),
    f"{PLAN_REVIEW}descargas/<str:kind>/": Page(READ_PLANS),
    PLAN_FINDING: Page(READ_PLANS),
    f"{PLAN_FINDING}nivel/": form(MANAGE_PLANS),
    f"{PLAN_FINDING}resolver/": form(MANAGE_PLANS),
    f"{PLAN_FINDING}evidencia/": Page(MANAGE_PLANS),
    f"{PLAN_FINDING}evidencia/<uuid:evidence_id>/apartar/": form(MANAGE_PLANS),
    f"{PLAN_FINDING}barrio/": Page(MANAGE_PLANS),
    f"{PLAN_FINDING}barrio/<uuid:place_id>/quitar/": form(MANAGE_PLANS),
    # What was adopted
    "adopcion/": anybody(),
    "adopcion/<slug:slug>/": anybody(),
    "adopcion/<slug:slug>/datos/<str:kind>/": anybody(),
    "planes/<uuid:plan_id>/adopcion/": Page(READ_PLANS),
    "planes/<uuid:plan_id>/comparar/": Page(MANAGE_PLANS),
    "planes/comparaciones/<uuid:comparison_id>/": Page(READ_PLANS),
    "planes/comparaciones/<uuid:comparison_id>/avance/": Page(READ_PLANS),
    "planes/adopciones/<uuid:adoption_id>/confirmar/": Page(MANAGE_PLANS),
    # Technical assistance plans
    "asistencia-tecnica/": anybody(),
    "asistencia-tecnica/<slug:slug>/": anybody(),
    "asistencia-tecnica/<slug:slug>/<int:number>/": anybody(),
    "asistencia-tecnica/<slug:slug>/<int:number>/<str:format>/": anybody(),
    "planes/asistencia/": Page(READ_PLANS),
    "planes/asistencia/nuevo/": Page(MANAGE_PLANS),
    ASSISTANCE: Page(READ_PLANS),
    f"{ASSISTANCE}editar/": Page(MANAGE_PLANS),
    f"{ASSISTANCE}eliminar/": Page(MANAGE_PLANS),
    f"{ASSISTANCE}hallazgos/": Page(MANAGE_PLANS),
    f"{ASSISTANCE}objetivos/<uuid:objective_id>/sustento/": Page(MANAGE_PLANS),
    f"{ASSISTANCE}partes/<str:kind>/nuevo/": Page(MANAGE_PLANS),
    PART: Page(MANAGE_PLANS),
    f"{PART}eliminar/": Page(MANAGE_PLANS),
    f"{PART}mover/": form(MANAGE_PLANS),
    f"{ASSISTANCE}actividades/": Page(READ_PLANS),
    f"{ASSISTANCE}actividades/<uuid:activity_id>/avance/": Page(READ_PLANS),
    f"{ASSISTANCE}indicadores/<uuid:indicator_id>/valores/": Page(READ_PLANS),
    f"{ASSISTANCE}cronograma/": Page(READ_PLANS),
    f"{ASSISTANCE}cronograma.ics": Page(READ_PLANS),
    f"{ASSISTANCE}presupuesto/": Page(READ_PLANS),
    f"{ASSISTANCE}riesgos/": Page(READ_PLANS),
    f"{ASSISTANCE}ediciones/": Page(READ_PLANS),
    f"{ASSISTANCE}publicar/": Page(MANAGE_PLANS),
    f"{ASSISTANCE}borrador/<str:format>/": Page(READ_PLANS),
    f"{EDITION}retirar/": Page(MANAGE_PLANS),
    f"{EDITION}avisar/": Page(MANAGE_PLANS),
    # Public consultations of plans
    "consulta/": anybody(),
    "consulta/comentario/<str:token>/": anybody(),
    "consulta/<slug:slug>/": anybody(),
    "consulta/<slug:slug>/texto/<int:index>/": anybody(),
    "consulta/<slug:slug>/comentar/": anybody(),
    "consulta/<slug:slug>/recibido/": anybody(),
    "planes/consultas/": Page(READ_PLANS),
    "planes/consultas/nueva/": Page(MANAGE_PLANS),
    CONSULTATION: Page(READ_PLANS),
    f"{CONSULTATION}editar/": Page(MANAGE_PLANS),
    f"{CONSULTATION}publicar/": form(MANAGE_PLANS),
    f"{CONSULTATION}comentarios/moderar/": form(MANAGE_PLANS),
    f"{CONSULTATION}comentarios/<uuid:comment_id>/": Page(READ_PLANS),
    # The agenda
    "agenda/": anybody(),
    "agenda/calendario.ics": anybody(),
    "agenda/<slug:slug>/": anybody(),
    "agenda/<slug:slug>/calendario.ics": anybody(),
    "agenda/<slug:slug>/materiales/<uuid:material_id>/": anybody(),
    "mi-curso/<str:token>/materiales/<uuid:material_id>/": anybody(),
    f"{COURSE}privacidad/": Page(MANAGE_TRAINING),
    "formacion/privacidad/": Page({Role.COORDINATION}),
    "formacion/privacidad/<uuid:request_id>/": Page({Role.COORDINATION}),
    "mi-curso/<str:token>/mis-datos/": anybody(),
    f"{COURSE}anuncio/": Page(MANAGE_TRAINING),
    f"{COURSE}anuncio/publicar/": form(MANAGE_TRAINING),
    f"{COURSE}anuncio/docentes/": Page(MANAGE_TRAINING),
    f"{COURSE}materiales/nuevo/": Page(MANAGE_TRAINING),
    f"{COURSE}materiales/<uuid:material_id>/": Page(MANAGE_TRAINING),
    f"{COURSE}cancelar/": Page(MANAGE_TRAINING),
    f"{COURSE}sin-correo/": Page(MANAGE_TRAINING),
    f"{COURSE}duplicar/": Page(MANAGE_TRAINING),
    f"{SESSION}cancelar/": Page(MANAGE_TRAINING),
    "formacion/series/": Page(READ_TRAINING),
    "formacion/series/nueva/": Page(MANAGE_TRAINING),
    "formacion/series/<uuid:series_id>/": Page(READ_TRAINING),
    "formacion/series/<uuid:series_id>/editar/": Page(MANAGE_TRAINING),
    # An ally reads the report of its own organisation alone, and gets a 404 for the others
    "formacion/informes/": Page(FIGURES | {Role.ALLY}),
    REPORT: Page(FIGURES | {Role.ALLY}),
    f"{REPORT}descargar/<str:kind>/": Page(FIGURES | {Role.ALLY}),
    f"{REPORT}enviar/": Page(MANAGE_TRAINING),
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
    # Recommendations, letters, the authority's answers
    "planes/recomendaciones/": Page(READ_PLANS),
    "planes/recomendaciones/nueva/": Page(MANAGE_PLANS),
    RECOMMENDATION: Page(READ_PLANS),
    f"{RECOMMENDATION}editar/": Page(MANAGE_PLANS),
    f"{RECOMMENDATION}mover/": form(MANAGE_PLANS),
    f"{RECOMMENDATION}mensajes/": form(MANAGE_PLANS),
    f"{RECOMMENDATION}respuesta/": Page(MANAGE_PLANS),
    "planes/oficios/": Page(READ_PLANS),
    "planes/oficios/nuevo/": Page(MANAGE_PLANS),
    LETTER: Page(READ_PLANS),
    f"{LETTER}editar/": Page(MANAGE_PLANS),
    f"{LETTER}acciones/": form(MANAGE_PLANS),
    f"{LETTER}reenviar/": Page(MANAGE_PLANS),
    f"{LETTER}descargar/<str:kind>/": Page(READ_PLANS),
    f"{LETTER}devuelto/": Page(MANAGE_PLANS),
    f"{LETTER}devuelto/<uuid:returned_id>/": Page(MANAGE_PLANS),
    ANSWERING: anybody(),
    f"{ANSWERING}descargar/<str:kind>/": anybody(),
    f"{ANSWERING}archivo/": anybody(),
    f"{ANSWERING}archivo/<uuid:returned_id>/": anybody(),
    # The public guide
    "guia/sin-internet.js": anybody(),
    **{f"{guide}{page}": anybody() for guide in GUIDES for page in GUIDE_PAGES},
    **{f"{guide}sin-terminar/": anybody("post") for guide in GUIDES},
    # Routes of attention: the desk
    "rutas/": Page(READ_ROUTES),
    "rutas/nueva/": Page(MANAGE_ROUTES),
    "rutas/necesidades/": Page(READ_ROUTES),
    "rutas/guia/": Page(MANAGE_ROUTES),
    ROUTE: Page(READ_ROUTES),
    f"{ROUTE}borrador/": form(MANAGE_ROUTES),
    f"{ROUTE}comparar/": Page(READ_ROUTES),
    ROUTE_VERSION: Page(READ_ROUTES),
    f"{ROUTE_VERSION}vista/<slug:channel>/": Page(READ_ROUTES),
    f"{ROUTE_VERSION}enviar/": Page(MANAGE_ROUTES),
    f"{ROUTE_VERSION}revisar/": Page(MANAGE_ROUTES),
    f"{ROUTE_VERSION}publicar/": form(MANAGE_ROUTES),
    f"{ROUTE_VERSION}retirar/": form(MANAGE_ROUTES),
    f"{ROUTE_VERSION}descartar/": form(MANAGE_ROUTES),
    ROUTE_EDIT: Page(MANAGE_ROUTES),
    f"{ROUTE_EDIT}datos/": Page(MANAGE_ROUTES),
    f"{ROUTE_EDIT}texto/": Page(MANAGE_ROUTES),
    f"{ROUTE_EDIT}dibujo/": form(MANAGE_ROUTES),
    f"{ROUTE_EDIT}pasos/nuevo/": Page(MANAGE_ROUTES),
    ROUTE_STEP: Page(MANAGE_ROUTES),
    f"{ROUTE_STEP}mover/": form(MANAGE_ROUTES),
    f"{ROUTE_STEP}quitar/": form(MANAGE_ROUTES),
    f"{ROUTE_VERSION}traducciones/": Page(READ_ROUTES),
    ROUTE_LANGUAGE: Page(READ_ROUTES),
    f"{ROUTE_LANGUAGE}xliff/": Page(READ_ROUTES),
    f"{ROUTE_LANGUAGE}cargar/": Page(MANAGE_ROUTES),
}
