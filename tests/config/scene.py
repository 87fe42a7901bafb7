"""A city with one of everything that an address can name, made through the doors of each package."""

import base64
import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from tests.areas.attention.texts import draft, say

from arraigo.areas.directory.actions.proposing import propose, send_link
from arraigo.areas.directory.actions.reporting import report_problem
from arraigo.areas.directory.actions.services import ServiceDraft, save_service
from arraigo.areas.directory.actions.services_hours import add_holiday
from arraigo.areas.directory.actions.services_places import LocationDraft, save_location
from arraigo.areas.directory.queries.exchange import import_token
from arraigo.areas.directory.queries.proposals_links import update_token
from arraigo.areas.plans.actions import consulting, desk_evidence, letters, recommendations
from arraigo.areas.plans.actions.assistance import add, save_assistance
from arraigo.areas.plans.actions.assistance_editions import publish as publish_assistance
from arraigo.areas.plans.actions.comparing import begin_comparison, run_comparison
from arraigo.areas.plans.actions.plans import save_authority, save_phase, save_plan
from arraigo.areas.plans.actions.reading import read_version
from arraigo.areas.plans.actions.reviewing import carry_out
from arraigo.areas.plans.actions.reviews import open_review
from arraigo.areas.plans.actions.versions import keep_reading, receive_version
from arraigo.areas.plans.importers.returned import receive_returned
from arraigo.areas.plans.models import Activity, Adoption, AssistanceIndicator, Objective, Output, PlanVersion
from arraigo.areas.plans.queries.consulting_links import comment_address
from arraigo.areas.plans.queries.recommending_links import letter_token
from arraigo.areas.training.actions import announcing
from arraigo.areas.training.actions.applications import Asked, apply
from arraigo.areas.training.actions.assessments import publish_assessment, replace_questions, save_assessment
from arraigo.areas.training.actions.certificate_rules import add_logo, save_rule, save_signatory
from arraigo.areas.training.actions.certificates import issue
from arraigo.areas.training.actions.courses import save_course, save_series, save_session
from arraigo.areas.training.actions.doors import open_door
from arraigo.areas.training.actions.focal import create_focal_link, enrol_by_focal_point
from arraigo.areas.training.actions.privacy import request_erasure
from arraigo.areas.training.actions.questions import ChoiceDraft, QuestionDraft
from arraigo.areas.training.models import Application, Course, Enrolment, Evidence, LearnedEmail
from arraigo.areas.training.queries import links
from arraigo.areas.training.queries.assessment_links import room_token
from arraigo.areas.training.queries.certificate_codes import grouped
from arraigo.areas.training.queries.doors import self_token
from arraigo.areas.training.queries.links import participant_token
from arraigo.core import tenancy
from arraigo.core.accounts.api import Role, create_user, grant, issue_token
from arraigo.core.accounts.models import User
from arraigo.core.consent import api as consent
from arraigo.core.consent.api import Purpose
from arraigo.core.files import api as files
from arraigo.core.imports import api as imports
from arraigo.core.jobs.models import Job
from arraigo.core.organisations import api as organisations
from arraigo.core.organisations.models import Organization
from arraigo.core.outbox import api as outbox
from arraigo.core.people.models import PersonDocument
from arraigo.core.places.api import create_city
from arraigo.core.places.models import Area, City
from arraigo.core.tenancy.models import new_id
from arraigo.engines.plan_review import model as engine

AT = dt.datetime(2026, 11, 22, 15, 0, tzinfo=dt.UTC)
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
LIST = "Apellidos;Nombres;Cédula;Correo;Sexo\nQuishpe Vera;Rosa;0535853402;rosa@x.example;Mujer\n"
SHEET = "Organización,Servicio\nCasa Abierta,Comedor\n".encode()
MEET = "Name,First Seen,Time in Call\nNadie Conocida,2026-11-20 09:01:00,1 hr 30 min\n"


@dataclass
class Scene:
    """The city, a member for each role, and the objects by the name that addresses give them."""

    city: City
    users: dict[Role, User]
    objects: dict[str, object] = field(default_factory=dict)

    def named(self, route: str, name: str, role: Role) -> object:
        """Return what stands for a part of an address, such as `<uuid:pk>` under `personas/`."""
        prefix, second = (*route.split("/", 2)[:2], "")[:2]
        keys = (f"{second}.{name}", f"{prefix}.{name}.{role}", f"{prefix}.{name}", name)
        return next(self.objects[key] for key in keys if key in self.objects)


def build() -> Scene:
    """Make the city."""
    city = create_city(slug="santa-marina", name="Santa Marina", by=None, at=AT)
    ally = Organization.objects.create(city=city, name="Casa Abierta", name_key="casa abierta")
    users = {role: _member(city, role, ally if role is Role.ALLY else None) for role in Role}
    scene = Scene(city, users)
    scene.objects["organizaciones.pk"] = ally.pk
    scene.objects["formacion.organization_id"] = ally.pk
    spare = _member(city, Role.PLANNER, None, email="otra-persona@x.example")
    scene.objects["membership_id"] = spare.memberships.get().pk
    _keys(scene)
    with tenancy.scope(city):
        _training(scene)
        _enrolling(scene)
        _plans_recommending(scene)
        _work(scene)
        _plans(scene)
        _directory(scene)
        _attention(scene)
    return scene


def member_elsewhere() -> User:
    """Make somebody who may do everything, in another city."""
    city = create_city(slug="otra", name="Otra", by=None, at=AT)
    user = create_user(email="lejos@x.example", name="Luis Lejos", password=None, by=None, at=AT)
    for role in Role:
        if role is not Role.ALLY:
            grant(user=user, city=city, role=role, by=None, at=AT)
    return user


def _member(city: City, role: Role, organization: Organization | None, email: str = "") -> User:
    user = create_user(email=email or f"{role}@x.example", name=f"Persona {role}", password=None, by=None, at=AT)
    grant(user=user, city=city, role=role, organization=organization, by=None, at=AT)
    return user


def _keys(scene: Scene) -> None:
    """Each role that may has a key of its own; the administrator closes anybody's."""
    for role, user in scene.users.items():
        if role in {Role.ALLY, Role.ADMINISTRATOR}:
            continue
        scope = "figures:read"
        token, _raw = issue_token(membership=user.memberships.get(), name="x", scopes=[scope], by=user, at=AT)
        scene.objects[f"accesos.token_id.{role}"] = scene.objects["token_id"] = token.pk


def _training(scene: Scene) -> None:
    by = scene.users[Role.TRAINER]
    course = save_course(code="C-1", title="Movilidad humana", timezone="America/Guayaquil", by=by, at=AT)
    starts = dt.datetime(2026, 11, 20, 14, 0, tzinfo=dt.UTC)
    session = save_session(course=course, code="J-1", starts_at=starts, minutes=120, modality="online", by=by, at=AT)
    enrolled = _import(LIST, "lista.csv", "training.enrolments", f"course:{course.pk}", by)
    attended = _import(MEET, "meet.csv", "training.attendance", f"session:{session.pk}", by)
    enrolment = Enrolment.objects.get()
    learned = LearnedEmail.objects.create(
        city=scene.city, course=course, enrolment=enrolment, value="rosa2@x.example", index=UUID(int=7)
    )
    # One person whom every role may read: each reads for purposes of its own.
    for purpose in Purpose:
        consent.record_basis_many(
            [enrolment.person_id],
            purpose=purpose,
            legal_basis=consent.LegalBasis.CONSENT,
            source="prueba",
            by=by,
            at=AT,
        )
    scene.objects |= {
        "course_id": course.pk,
        "session_id": session.pk,
        "run_id": enrolled.pk,
        "key": Evidence.objects.get(run=attended).key,
        "email_id": learned.pk,
        "personas.pk": enrolment.person_id,
        "document": PersonDocument.objects.get().pk,
        "importaciones.kind": "training.enrolments",
        "context": f"course:{course.pk}",
        "formacion.kind": "csv",
        **_announced(course, by),
        "device_id": open_door(session=session, name="Puerta sur", by=by, at=AT).device.pk,
        "llegada.token": self_token(session),
    }
    _learning(scene, course, enrolment)
    _certificates(scene, course, enrolment)


def _learning(scene: Scene, course: Course, enrolment: Enrolment) -> None:
    """A published initial test of one question, and the links that open it."""
    made = save_assessment(course=course, assessment_id=new_id(), kind="pre", title="Prueba inicial", by=None, at=AT)
    choices = (ChoiceDraft("Sí", True), ChoiceDraft("No"))
    replace_questions(
        assessment=made, drafts=[QuestionDraft("single", "¿Migrar es un derecho?", choices)], by=None, at=AT
    )
    published = publish_assessment(assessment=made, by=None, at=AT)
    scene.objects |= {
        "assessment_id": published.pk,
        "question_id": published.questions.get().pk,
        "prueba.token": participant_token(enrolment),
        "room_token": room_token(published),
    }


def _announced(course: Course, by: User) -> dict[str, object]:
    """Publish the course with a file for anybody, in a series."""
    announcing.publish(course, by=by, at=AT)
    course.refresh_from_db()
    upload = announcing.Upload("guia.txt", b"texto", "text/plain")
    material = announcing.add_material(course, upload, title="Guía", audience="public", by=by, at=AT)
    series = save_series(name="Ciclo", by=by, at=AT)
    return {"slug": course.slug, "material_id": material.pk, "series_id": series.pk}


def _certificates(scene: Scene, course: Course, enrolment: Enrolment) -> None:
    """The one person enrolled holds a certificate, signed with a drawing and a logo."""
    by = scene.users[Role.TRAINER]
    fields = {"kind": "attendance", "measure": "time", "minimum_percent": 0, "hours": None, "text": ""}
    rule = save_rule(course=course, required_sessions=(), required_tests=(), by=by, at=AT, **fields)
    signatory = save_signatory(
        rule=rule, name="Ana Firma", position="Directora", institution="", picture=PNG, by=by, at=AT
    )
    logo = add_logo(rule=rule, name="Aliada", picture=PNG, by=by, at=AT)
    certificate = issue(course=course, by=by, at=AT).certificates[0]
    scene.objects |= {
        "signatory_id": signatory.pk,
        "logo_id": logo.pk,
        "certificate_id": certificate.pk,
        "constancias.code": grouped(certificate.code),
        "constancias.kid": certificate.key.kid,
        "mi-curso.token": participant_token(enrolment),
        "request_id": request_erasure(enrolment.person_id, at=AT).pk,
    }


def _enrolling(scene: Scene) -> None:
    """The course is published; somebody applied for it, and a focal point enrolled a colleague."""
    expires = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
    course = save_course(
        code="C-1",
        slug="movilidad",
        published_at=AT,
        enrolment_mode="open",
        enrolment_closes_at=expires,
        by=None,
        at=AT,
    )
    asked = Asked("Eva", "Paz", nonce=UUID(int=11), email="eva@x.example")
    apply(course, asked, at=AT)
    application = Application.objects.get(nonce=asked.nonce)
    link = create_focal_link(
        course,
        organization="Casa Abierta",
        name="Eva",
        email="e@x.example",
        places=9,
        expires_at=expires,
        by=None,
        at=AT,
    )
    enrol_by_focal_point(
        link, [(1, Asked("Ana", "Vega", nonce=UUID(int=12), email="a@x.example"))], form=UUID(int=13), at=AT
    )
    scene.objects |= {
        "slug": "movilidad",
        "inscripcion.token": links.application_token(application),
        "mi-curso.token": links.participant_token(Enrolment.objects.order_by("pk").first()),
        "focal.token": links.focal_token(link),
        "application_id": Application.objects.get(focal_link=link).pk,
        "link_id": link.pk,
    }


def _plans_recommending(scene: Scene) -> None:
    """A plan with a recommendation in a letter that was sent, and the matrix that came back."""
    by = scene.users[Role.PLANNER]
    authority = save_authority(
        organization=Organization.objects.get(name="Casa Abierta"), unit="Planificación", by=by, at=AT
    )
    plan = save_plan(title="PMDOT", kind="PMDOT", authority=authority, by=by, at=AT)
    version = receive_version(
        plan=plan, content=b"Art. 1.- Objeto.", name="plan.txt", received_on=AT.date(), by=by, at=AT
    )
    made = recommendations.write(
        version=version, recommendation_id=new_id(), title="Decirlo", proposed="Se dirá.", authority=authority, by=by,
        at=AT,
    )  # fmt: skip
    ready = recommendations.move(recommendation=made, to="reviewed", by=scene.users[Role.COORDINATION], at=AT)
    letter = letters.save_letter(
        version=version, authority=authority, letter_id=new_id(), recommendations=[ready], days=3650, number="1",
        subject="Recomendaciones", body="Van.", signatory_name="Ana", email="a@x.example", by=by, at=AT,
    )  # fmt: skip
    letter = letters.send_letter(letter=letter, by=by, at=AT)
    content = "N.º;Respuesta\n1;acepta\n".encode()
    returned = receive_returned(letter=letter, content=content, name="matriz.csv", by=by, at=AT)
    scene.objects |= {
        "recommendation_id": made.pk,
        "letter_id": letter.pk,
        "returned_id": returned.pk,
        "planes.kind": "matriz.xlsx",
        "respuesta.kind": "matriz.xlsx",
        "respuesta.token": letter_token(letter),
    }


def _attention(scene: Scene) -> None:
    """A route with a draft, in which somebody has translated a text."""
    version = draft(scene.city, scene.users[Role.COORDINATION], AT)
    say(version, "en", {"title": "Shelter"}, scene.users[Role.COORDINATION], AT)
    scene.objects |= {
        "rutas.slug": version.route.slug,
        "rutas.number": version.number,
        "rutas.step": "noche",
        "rutas.channel": "chat",
        "guia.lang": "en",
        "guia.area": "todas",
        "guia.route": version.route.slug,
        "guia.kind": "poster",
        "guia.need": "housing",
        "guia.step": "noche",
        "guia.number": 1,
        "guia.rest": "temas/housing",
        "rutas.language": "en",
    }


def _work(scene: Scene) -> None:
    """Each role has a job that it started; the city wrote to somebody."""
    for role, user in scene.users.items():
        job = Job.objects.create(
            id=new_id(), city=scene.city, kind="prueba", title="Nada que hacer", by=user, created_at=AT
        )
        scene.objects[f"trabajos.job_id.{role}"] = job.pk
    message = outbox.post(event="prueba", template="test", to="a@x.example", language="es", context={}, at=AT)
    scene.objects["message_id"] = message.pk
    scene.objects["correo.name"] = "test"


def _import(text: str, name: str, kind: str, context: str, by: User) -> imports.ImportRun:
    run = imports.receive(text.encode(), kind=kind, name=name, context=context, by=by, at=AT)
    return imports.apply(run, by=by, at=AT, progress=lambda step, done, total: None)


def _plans(scene: Scene) -> None:
    """A plan whose one version was read."""
    by = scene.users[Role.PLANNER]
    known = organisations.resolve_names(["Municipio"], city=scene.city, by=by, at=AT)
    authority = save_authority(
        organization=known["Municipio"], unit="Planificación", contact_email="plan@x.example", by=by, at=AT
    )
    plan = save_plan(title="PMDOT", kind="PMDOT", authority=authority, is_public=True, by=by, at=AT)
    text = "Art. 1.- Personas migrantes.\nEl cantón acoge a personas migrantes."
    version = receive_version(plan=plan, content=text.encode(), name="plan.txt", received_on=AT.date(), by=by, at=AT)
    section = engine.Section(engine.Kind.ARTICULO, "1", "Personas migrantes", ("Artículo 1",), 1, 0, len(text))
    passage = engine.Passage(0, text.split("\n")[1], 1, 28, len(text), 0)
    document = engine.Document("0" * 64, "text/plain", text, (engine.Page(1, 0, len(text)),), (section,), (passage,))
    tagged = engine.Tagged(True, ("migrante",), engine.Part.NORM, False)
    keep_reading(version, document, [tagged], by=by, at=AT)
    phase = save_phase(plan=plan, title="Diagnóstico", starts_on=AT.date(), ends_on=AT.date(), by=by, at=AT)
    scene.objects |= {
        "planes.plan_id": plan.pk,
        "planes.version_id": version.pk,
        "planes.authority_id": authority.pk,
        "planes.phase_id": phase.pk,
    }
    _plans_consulting(scene, version)
    _plans_desk(scene, version)
    _plans_assistance(scene, version)
    _plans_adoption(scene, version)


def _directory(scene: Scene) -> None:
    """A service at a place, with a proposal of its organisation that waits, and what a reader said."""
    by = scene.users[Role.CASE_WORKER]
    casa = Organization.objects.get(name="Casa Abierta")
    service = save_service(
        service_id=new_id(), organization=casa, draft=ServiceDraft("Comedor", needs=("food",)), by=by, at=AT
    )
    place = save_location(
        location_id=new_id(), organization=casa, draft=LocationDraft("Oficina"), service=service, by=by, at=AT
    )
    link = send_link(organization=casa, service=service, email="c@x.example", days=36_500, by=by, at=AT)
    proposal = propose(link, service_id=service.pk, said={"description": "Almuerzos."}, at=AT)
    report_problem(service_id=service.pk, kind="phone", address="192.0.2.1", at=AT)
    scene.objects |= {
        "directorio.service_id": service.pk,
        "guia.service_id": service.pk,
        "directorio.location_id": place.pk,
        "directorio.at_id": service.at_locations.get().pk,
        "directorio.link_id": link.pk,
        "directorio.kind": "servicio",
        "directorio.owner_id": service.pk,
        "directorio.holiday_id": add_holiday(city=scene.city, day=AT.date(), name="Feriado", by=by, at=AT).pk,
        "directorio.proposal_id": proposal.pk,
        "directorio.report_id": service.reports.get().pk,
        "directorio.token": update_token(link),
        "importar.token": import_token(files.store(SHEET, name="hoja.csv", media_type="text/csv", by=by, at=AT)),
        "exportar.kind": "hsds-json",
    }


def _plans_adoption(scene: Scene, version: PlanVersion) -> None:
    """The version was compared with a later one, and a recommendation of it was looked for there."""
    text = "Art. 1.- Objeto.\nOtro texto."
    later = receive_version(
        plan=version.plan, content=text.encode(), name="otro.txt", received_on=AT.date(), by=None, at=AT
    )
    read_version(later, by=None, at=AT, tell=lambda step, done, total: None)
    later.refresh_from_db()
    asked = recommendations.write(
        version=version,
        recommendation_id=new_id(),
        title="Decirlo",
        proposed="El cantón acoge a personas migrantes con meta y presupuesto.",
        authority=version.plan.authority,
        by=None,
        at=AT,
    )
    type(asked).objects.filter(pk=asked.pk).update(state="sent", sent_at=AT)
    comparison = begin_comparison(old=version, new=later, by=None, at=AT)
    run_comparison(comparison, by=None, at=AT, tell=lambda step, done, total: None)
    scene.objects |= {
        "planes.comparison_id": comparison.pk,
        "planes.adoption_id": Adoption.objects.first().pk,
        "adopcion.slug": version.plan.slug,
        "adopcion.kind": "csv",
    }


def _plans_desk(scene: Scene, version: PlanVersion) -> None:
    """The version was reviewed; a passage and an indicator of a neighbourhood were added to its first criterion."""
    by = scene.users[Role.PLANNER]
    review, _is_new = open_review(
        version=version,
        pack="ec",
        instrument="PMDOT",
        reviewers=[by, scene.users[Role.COORDINATION]],
        by=by,
        at=AT,
    )
    carry_out(review, at=AT, progress=lambda step, done, total: None)
    finding = review.findings.first()
    area = Area.objects.create(city=scene.city, code="B-77", name="La Ribera", level="neighbourhood")
    placed = desk_evidence.attach_place_evidence(
        finding=finding,
        area=area,
        indicator="Hogares que arriendan",
        definition="De los censados",
        value=Decimal(41),
        unit="%",
        dated_on=AT.date(),
        source="Censo",
        by=by,
        at=AT,
    )
    added = desk_evidence.add_evidence(finding=finding, passage=version.passages.get(), by=by, at=AT)
    scene.objects |= {
        "review_id": review.pk,
        "finding_id": finding.pk,
        "evidence_id": added.pk,
        "place_id": placed.pk,
        "revisiones.kind": "csv",
    }


def _plans_consulting(scene: Scene, version: PlanVersion) -> None:
    """The version is open to anybody's comments; somebody made one."""
    opens, closes = AT - dt.timedelta(days=1), dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
    made = consulting.save_consultation(
        version=version, title="Consulta", opens_at=opens, closes_at=closes, by=None, at=AT
    )
    consulting.publish(made, by=None, at=AT)
    made.refresh_from_db()
    said = consulting.Said(nonce=UUID(int=77), body="Falta el arriendo.", email="ana@x.example")
    comment = consulting.comment(made, said, section=version.sections.get(), city=scene.city, at=AT)
    consulting.confirm(comment, at=AT)
    scene.objects |= {
        "consulta.slug": made.slug,
        "consulta.index": 0,
        "consulta.token": comment_address(comment).rstrip("/").rsplit("/", 1)[1],
        "planes.consultation_id": made.pk,
        "planes.comment_id": comment.pk,
    }


def _plans_assistance(scene: Scene, version: PlanVersion) -> None:
    """An assistance plan of one activity and one indicator, published once."""
    day, last = AT.date(), AT.date() + dt.timedelta(days=30)
    plan = save_assistance(
        title="Asistencia", plan=version.plan, authority=version.plan.authority, starts_on=day, ends_on=last,
        by=None, at=AT,
    )  # fmt: skip
    objective = add(Objective, above=plan, title="Contar", by=None, at=AT)
    output = add(Output, above=objective, title="Registro", by=None, at=AT)
    told = {"title": "Levantar", "responsible": "Planificación", "starts_on": day, "ends_on": last}
    activity = add(Activity, above=output, by=None, at=AT, **told)
    measure = {"name": "Barrios", "unit": "barrios", "target": 9, "target_on": last}
    indicator = add(AssistanceIndicator, above=objective, by=None, at=AT, **measure)
    edition = publish_assistance(plan, today=day, by=None, at=AT)
    scene.objects |= {
        "asistencia-tecnica.slug": plan.slug,
        "asistencia-tecnica.number": edition.number,
        "asistencia-tecnica.format": "json",
        "planes.assistance_id": plan.pk,
        "planes.objective_id": objective.pk,
        "planes.activity_id": activity.pk,
        "planes.indicator_id": indicator.pk,
        "planes.edition_id": edition.pk,
        "asistencia.kind": "actividades",
        "planes.part_id": activity.pk,
        "asistencia.format": "docx",
    }
