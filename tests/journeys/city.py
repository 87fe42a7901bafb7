"""The demo city as an address names it: one of everything, whatever state it is in."""

import datetime as dt
import re
from collections.abc import Iterator

from django.urls import URLPattern, get_resolver
from django.utils import timezone
from tests.areas.plans.conftest import document
from tests.config.pages_by_role import PAGES, RUN
from tests.config.scene import PNG

from arraigo.areas.attention.models import RouteVersion
from arraigo.areas.directory.models import Holiday, Proposal, Report, Service, ServiceAtLocation
from arraigo.areas.directory.queries.exchange import import_token
from arraigo.areas.directory.queries.proposals_links import update_token
from arraigo.areas.plans.actions.plans import save_authority, save_plan
from arraigo.areas.plans.actions.versions import keep_reading, receive_version
from arraigo.areas.plans.demo.recommending import build_recommending
from arraigo.areas.plans.models import (
    Activity,
    Adoption,
    AssistancePlan,
    AuthorityResponse,
    Comment,
    Consultation,
    Finding,
    Letter,
    ReturnedFile,
    VersionComparison,
)
from arraigo.areas.plans.queries.consulting_links import comment_address
from arraigo.areas.plans.queries.recommending_links import letter_token
from arraigo.areas.training.actions.applications import Asked, enrol_by_hand
from arraigo.areas.training.actions.certificate_rules import add_logo, save_rule, save_signatory
from arraigo.areas.training.actions.certificates import issue, show_name
from arraigo.areas.training.actions.focal import create_focal_link
from arraigo.areas.training.demo.enrolling import build_enrolling
from arraigo.areas.training.demo.learning import build_learning
from arraigo.areas.training.enums import Doubt, EvidenceState
from arraigo.areas.training.models import (
    Application,
    Assessment,
    Attendance,
    CertificateRule,
    Course,
    DataRequest,
    Enrolment,
    Evidence,
    FocalLink,
    LearnedEmail,
    Series,
)
from arraigo.areas.training.queries import links
from arraigo.areas.training.queries.assessment_links import room_token
from arraigo.areas.training.queries.certificate_codes import grouped
from arraigo.areas.training.queries.doors import self_token
from arraigo.areas.training.queries.links import participant_token
from arraigo.config import demo
from arraigo.core import tenancy
from arraigo.core.accounts.api import Role, create_user, grant, issue_token
from arraigo.core.accounts.models import Membership, User
from arraigo.core.files import api as files
from arraigo.core.imports.models import ImportRun
from arraigo.core.jobs.models import Job
from arraigo.core.organisations.models import Organization
from arraigo.core.outbox import api as outbox
from arraigo.core.people.models import PersonDocument
from arraigo.core.places.api import create_city, forget_cities
from arraigo.core.places.models import City
from arraigo.core.tenancy.models import new_id

CITY = "<slug:city>/"
PART = re.compile(r"<(?:\w+:)?(\w+)>")
# Pages whose other face shows only when something is searched, narrowed or wrong.
OTHER_FACES = {
    "buscar/": ("?q=quishpe", "?q=zzzz"),
    "personas/": ("?q=zzzz",),
    "consulta/<slug:slug>/": ("?q=zzzz", "?desde=40"),
    "adopcion/<slug:slug>/": ("?ver=adoptadas", "?ver=no-adoptadas"),
    "planes/comparaciones/<uuid:comparison_id>/": ("?tipo=edited", "?ver=movilidad"),
    "planes/<uuid:plan_id>/adopcion/": ("?ver=por-confirmar",),
    "planes/consultas/": ("?q=zzzz",),
    "formacion/cursos/": ("?q=zzzz",),
    "directorio/servicios/": ("?q=zzzz", "?verificacion=nunca"),
    "directorio/lugares/": ("?reservado=si",),
    "formacion/revision/": ("?q=zzzz",),
    "planes/recomendaciones/": ("?q=zzzz", "?plazo=vencido"),
    "planes/oficios/": ("?q=zzzz",),
    "rutas/": ("?q=zzzz", "?estado=in_review"),
    "rutas/necesidades/": ("?ver=idioma", "?ver=barrio"),
    "formacion/cifras/": ("?desde=01/01/2030", "?desde=31/02/2026"),
    "formacion/cifras/registros/": ("?sexo=mujeres", "?ver=asistencias", "?desde=01/01/2030"),
}
EMPTY = ("hoy/", "buscar/", "personas/", "organizaciones/", "territorio/areas/", "importaciones/", "trabajos/",
         "formacion/cursos/", "formacion/revision/", "formacion/revision/decididas/", "formacion/cifras/",
         "formacion/informes/", "planes/recomendaciones/", "planes/recomendaciones/nueva/", "planes/oficios/",
         "planes/", "planes/autoridades/", "planes/consultas/", "planes/asistencia/", "correo/",
         "directorio/servicios/", "directorio/lugares/", "directorio/feriados/", "directorio/por-verificar/",
         "directorio/propuestas/", "directorio/avisos/",
         "rutas/", "rutas/necesidades/", "accesos/llaves/")  # fmt: skip


def build() -> dict[str, list[object]]:
    """Build the demo city, an empty city beside it, and return what addresses name, by the name of each part."""
    at = timezone.now()
    forget_cities()
    demo.build(lambda step, done, total: None, at=at)
    city = City.objects.get(slug=demo.SLUG)
    users = {role: member(role) for role in (Role.COORDINATION, Role.ADMINISTRATOR)}
    empty = create_city(slug="vacia", name="Puerto Nuevo", by=None, at=at)
    for role, user in users.items():
        grant(user=user, city=empty, role=role, by=None, at=at)
    with tenancy.scope(city):
        plans = {
            **_plans_recommending(city, users[Role.COORDINATION], at),
            **_plans_desk(),
            **_plans_public(),
            **_plans_adoption(),
            **_plans_assistance(),
        }
        return {
            **_training(),
            **_enrolling(city, at),
            **plans,
            **_directory(),
            **_attention(at),
            **_work(city, users, at),
        }


def member(role: Role) -> User:
    """The person of the demo who has this role."""
    return Membership.objects.select_related("user").get(role=role, city__slug=demo.SLUG).user


def pages(role: Role, objects: dict[str, list[object]]) -> Iterator[tuple[str, str]]:
    """Yield (name, address) of every page of the demo city that this role opens, and of the empty one's."""
    for route in sorted(_routes()):
        page = PAGES[route]
        if page.method != "get" or role not in page.roles:
            continue
        addresses = _addresses(route, role, objects)
        for number, address in enumerate(addresses):
            yield f"{PART.sub('x', route)}{number or ''}", f"/{demo.SLUG}/{address}"
        for face in OTHER_FACES.get(route, ()):
            yield f"{PART.sub('x', route)}{face}", f"/{demo.SLUG}/{addresses[0]}{face}"
    for route in EMPTY:
        if role in PAGES[route].roles:
            yield f"vacia/{route}", f"/vacia/{route}"


def _routes() -> set[str]:
    """Every page of a city but those of the public guide: test_guide looks at them, in their languages."""
    known = {route for route in _every(get_resolver().url_patterns) if route in PAGES}
    return {route for route in known if not route.startswith("guia/")}


def _every(patterns: list, prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if not isinstance(pattern, URLPattern):
            yield from _every(pattern.url_patterns, route)
        elif route.startswith(CITY):
            yield route.removeprefix(CITY)


def _addresses(route: str, role: Role, objects: dict[str, list[object]]) -> list[str]:
    """The address of a route for each thing that it may show: the imports, the doubts, one of all else."""
    names = PART.findall(route)
    first, second = (*route.split("/", 2)[:2], "")[:2]
    prefix = second if first == "formacion" else first
    known = {
        name: next(
            objects[key]
            for key in (f"{second}.{name}", f"{prefix}.{name}.{role}", f"{prefix}.{name}", name)
            if key in objects
        )
        for name in names
    }
    many = route == RUN or "<uuid:key>" in route or (first == "directorio" and len(names) == 1)
    times = len(known[names[0]]) if names and many else 1
    return [_filled(route, {name: values[at] for name, values in known.items()}) for at in range(times)]


def _filled(route: str, known: dict[str, object]) -> str:
    return PART.sub(lambda part: str(known[part[1]]), route)


def _training() -> dict[str, list[object]]:
    course = Course.objects.get(code="MH-04")
    announced = Course.objects.filter(published_at__isnull=False, materials__audience="public").first()
    waiting = Evidence.objects.filter(state=EvidenceState.REVIEW).select_related("session")
    doubts = {row.doubt: row for row in waiting if row.doubt != Doubt.NONE}.values()
    runs = ImportRun.objects.order_by("created_at")
    person = PersonDocument.objects.filter(person_id__in=course.enrolments.values("person_id")).first()
    return {
        **_certificates(course, timezone.now()),
        "course_id": [course.pk],
        "session_id": [course.sessions.order_by("starts_at")[1].pk],
        "revision.course_id": [row.session.course_id for row in doubts],
        "revision.key": [row.key for row in doubts],
        "run_id": [runs.filter(state="applied").last().pk, *(run.pk for run in runs.exclude(state="applied"))],
        **_learning(course),
        "email_id": list(LearnedEmail.objects.values_list("pk", flat=True)[:1]),
        "personas.pk": [person.person_id],
        "document": [person.pk],
        "importaciones.kind": ["training.enrolments"],
        "context": [f"course:{course.pk}"],
        "cifras.kind": ["csv"],
        "slug": [announced.slug],
        "material_id": [announced.materials.filter(audience="public").first().pk],
        "series_id": [Series.objects.first().pk],
        "request_id": [DataRequest.objects.first().pk],
    }


def _learning(course: Course) -> dict[str, list[object]]:
    """A test that is open, made here where the demo has none yet, and its links."""
    found = Assessment.objects.filter(course=course, kind="post").first()
    if found is None:
        build_learning(city=course.city, by=None, at=timezone.now())
        found = Assessment.objects.get(course=course, kind="post")
    enrolment = course.enrolments.order_by("pk").last()
    return {
        "assessment_id": [found.pk],
        "question_id": [found.questions.all()[2].pk],
        "prueba.token": [participant_token(enrolment)],
        "room_token": [room_token(found)],
        "informes.kind": ["pdf"],
        "organization_id": [Organization.objects.filter(pk__in=course.enrolments.values("organization_id")).first().pk],
        "llegada.token": [self_token(course.sessions.order_by("starts_at")[1])],
    }


def _certificates(course: Course, at: dt.datetime) -> dict[str, list[object]]:
    """The course gives certificates: one person has theirs, with somebody's drawn signature and a logo."""
    fields = {"kind": "attendance", "measure": "time", "minimum_percent": 0, "hours": None, "text": ""}
    rule = CertificateRule.objects.filter(course=course).first() or save_rule(
        course=course, required_sessions=(), required_tests=(), by=None, at=at, **fields
    )
    signing = {"name": "Ana Firma", "position": "Directora", "institution": "", "picture": PNG}
    held = Attendance.objects.filter(course=course).order_by("pk").first().enrolment
    late = at + dt.timedelta(days=365)
    certificate = issue(course=course, enrolments=[held.pk], by=None, at=late).certificates[0]
    certificate = show_name(certificate=certificate, shows=True, by=None, at=late)
    return {
        "signatory_id": [save_signatory(rule=rule, by=None, at=at, **signing).pk],
        "logo_id": [add_logo(rule=rule, name="Aliada", picture=PNG, by=None, at=at).pk],
        "certificate_id": [certificate.pk],
        "constancias.code": [grouped(certificate.code)],
        "constancias.kid": [certificate.key.kid],
        "mi-curso.token": [participant_token(held)],
    }


def _enrolling(city: City, at: dt.datetime) -> dict[str, list[object]]:
    """A course that anybody asks for, with what leads back into it by a link; and the same in the course of all."""
    build_enrolling(city=city, by=None, at=at)
    link = FocalLink.objects.get(course__code="UT-04")
    waiting = Application.objects.filter(course=link.course, state="waiting").first()
    enrolled = Enrolment.objects.filter(course=link.course, applications__isnull=False).first()
    course = Course.objects.get(code="MH-04")
    asked = Asked("Eva", "Paz", nonce=new_id(), email="eva@x.example")
    here = enrol_by_hand(course, asked, source="staff", by=None, at=at)
    own = create_focal_link(
        course, organization="Casa Abierta", name="Eva", email="e@x.example", places=None,
        expires_at=at + dt.timedelta(days=9), by=None, at=at,
    )  # fmt: skip
    return {
        "slug": [link.course.slug],
        "inscripcion.token": [links.application_token(waiting)],
        "mi-curso.token": [links.participant_token(enrolled)],
        "focal.token": [links.focal_token(link)],
        "focal.application_id": [Application.objects.filter(focal_link=link).first().pk],
        "cursos.application_id": [here.pk],
        "link_id": [own.pk],
    }


def _plans_recommending(city: City, by: User, at: dt.datetime) -> dict[str, list[object]]:
    """A recommendation that was answered, its letter and the matrix that came back; over a plan of three articles
    where the demo has none.
    """
    if not Letter.objects.exists():
        organization = Organization.objects.first()
        authority = save_authority(organization=organization, unit="Dirección de Planificación", by=by, at=at)
        plan = save_plan(title="PMDOT de Santa Marina (inventado)", kind="PMDOT", authority=authority, by=by, at=at)
        read, tagged = document()
        version = receive_version(
            plan=plan, content=read.text.encode(), name="plan.txt", received_on=at.date(), by=by, at=at
        )
        keep_reading(version, read, tagged, by=by, at=at)
        build_recommending(city=city, by=by, at=at)
    returned = ReturnedFile.objects.first()
    answered = AuthorityResponse.objects.filter(verdict="accepted_in_part").first()
    return {
        "recommendation_id": [answered.recommendation_id],
        "letter_id": [returned.letter_id],
        "returned_id": [returned.pk],
        "planes.kind": ["oficio.pdf"],
        "respuesta.kind": ["oficio.pdf"],
        "respuesta.token": [letter_token(returned.letter)],
    }


def _attention(at: dt.datetime) -> dict[str, list[object]]:
    """The draft that somebody of the demo is writing, at its first question."""
    version = RouteVersion.objects.filter(state="draft").select_related("route").first()
    return {
        "rutas.slug": [version.route.slug],
        "rutas.number": [version.number],
        "rutas.step": ["inicio"],
        "rutas.channel": ["web"],
        "rutas.language": ["en"],
    }


def _work(city: City, users: dict[Role, User], at: dt.datetime) -> dict[str, list[object]]:
    """Work that is done, a message, a key of each and somebody else's access."""
    found: dict[str, list[object]] = {"organizaciones.pk": [Organization.objects.first().pk]}
    for role, user in users.items():
        job = Job.objects.create(
            id=new_id(), city=city, kind="training.enrolments", title="Importar inscripciones", by=user, created_at=at,
            state="running", step="Guardando personas", done=1840, total=9000,
        )  # fmt: skip
        found[f"trabajos.job_id.{role}"] = [job.pk]
    by = users[Role.COORDINATION]
    membership = by.memberships.get(city=city)
    found["token_id"] = [issue_token(membership=membership, name="x", scopes=["figures:read"], by=by, at=at)[0].pk]
    message = outbox.post(
        event="prueba", template="test", to="a@x.example", language="es", context={"city": "Santa Marina"}, at=at
    )
    spare = create_user(email="otra-persona@x.example", name="Otra Persona", password=None, by=None, at=at)
    access = grant(user=spare, city=city, role=Role.PLANNER, by=None, at=at)
    return {**found, "correo.name": ["invitation"], "message_id": [message.pk], "membership_id": [access.pk]}


def _directory() -> dict[str, list[object]]:
    """A service with an open place, one with a confidential place, what waits of both, and the link of a proposal."""
    waiting = Proposal.objects.filter(state="pending").select_related("link").first()
    decided = Proposal.objects.exclude(state="pending").first()
    reserved = ServiceAtLocation.objects.filter(location__is_confidential=True).first()
    everywhere = Service.objects.get(name="Información para quien acaba de llegar")
    here = everywhere.at_locations.first()
    return {
        "directorio.service_id": [waiting.service_id, reserved.service_id, everywhere.pk],
        "directorio.location_id": [here.location_id, reserved.location_id],
        "directorio.at_id": [here.pk],
        "directorio.link_id": [waiting.link_id],
        "directorio.kind": ["servicio"],
        "directorio.owner_id": [waiting.service_id],
        "directorio.holiday_id": [Holiday.objects.first().pk],
        "directorio.proposal_id": [waiting.pk, decided.pk],
        "directorio.report_id": [Report.objects.first().pk],
        "directorio.token": [update_token(waiting.link)],
        "importar.token": [import_token(files.store(b"{", name="mal.json", media_type="", by=None, at=timezone.now()))],
        "exportar.kind": ["hsds-json"],
    }


def _plans_desk() -> dict[str, list[object]]:
    """The review of the demo, opened at a criterion that has evidence."""
    finding = Finding.objects.filter(evidence__isnull=False).select_related("review__version").first()
    version = finding.review.version
    return {
        "review_id": [finding.review_id],
        "finding_id": [finding.pk],
        "evidence_id": [finding.evidence.first().pk],
        "place_id": [new_id()],
        "revisiones.kind": ["csv"],
        "planes.version_id": [version.pk],
        "planes.authority_id": [version.plan.authority_id],
        "planes.phase_id": [version.plan.phases.first().pk],
    }


def _plans_public() -> dict[str, list[object]]:
    """A consultation with its first article and a comment, as the public and the desk open them."""
    found = Consultation.objects.filter(published_at__isnull=False).first()
    comment = Comment.objects.filter(consultation=found, section__isnull=False).order_by("pk").first()
    return {
        "consulta.slug": [found.slug],
        "consulta.index": [comment.section.index],
        "consulta.token": [comment_address(comment).rstrip("/").rsplit("/", 1)[1]],
        "planes.consultation_id": [found.pk],
        "planes.comment_id": [comment.pk],
    }


def _plans_adoption() -> dict[str, list[object]]:
    """A plan whose versions were compared, and a recommendation that waits for somebody to say what became of it."""
    adoption = Adoption.objects.filter(outcome="").select_related("recommendation__plan").first()
    plan = adoption.recommendation.plan
    return {
        "adopcion.slug": [plan.slug],
        "adopcion.kind": ["csv"],
        "planes.plan_id": [plan.pk],
        "planes.comparison_id": [VersionComparison.objects.filter(new__plan=plan).first().pk],
        "planes.adoption_id": [adoption.pk],
    }


def _plans_assistance() -> dict[str, list[object]]:
    """The assistance plan of the demo, with a part of it and its published edition."""
    found = AssistancePlan.objects.first()
    objective = found.objectives.first()
    edition = found.editions.filter(withdrawn_at__isnull=True).first()
    activity = Activity.objects.filter(output__objective__assistance=found, notes__isnull=False).first()
    return {
        "asistencia-tecnica.slug": [found.slug],
        "asistencia-tecnica.number": [edition.number],
        "asistencia-tecnica.format": ["json"],
        "planes.assistance_id": [found.pk],
        "planes.objective_id": [objective.pk],
        "planes.activity_id": [activity.pk],
        "planes.indicator_id": [objective.indicators.first().pk],
        "planes.edition_id": [edition.pk],
        "asistencia.kind": ["actividades"],
        "planes.part_id": [activity.pk],
        "asistencia.format": ["docx"],
    }
