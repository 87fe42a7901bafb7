"""What the desk keeps of the agenda: announcing, handing out, duplicating, cancelling and moving, telling people."""

import base64
import io
import zipfile
from datetime import timedelta

import pytest
from django.db.models import Q
from django.test import Client
from django.utils import timezone

from arraigo.areas.training.actions import announcing, changing
from arraigo.areas.training.actions.certificate_rules import add_logo, save_rule, save_signatory
from arraigo.areas.training.actions.courses import TrainingError, save_series
from arraigo.areas.training.actions.enrolling import Candidate, enrol, plan
from arraigo.areas.training.actions.scheduling import schedule_session
from arraigo.areas.training.models import Course, CourseMaterial, Session
from arraigo.areas.training.queries.courses import courses
from arraigo.core.accounts.api import Role, create_user, grant
from arraigo.core.files import api as files
from arraigo.core.outbox.models import Message
from arraigo.core.people import api as people

DESK = "/santa-marina/formacion/cursos/"
NOW = timezone.now()
LATE = {"code": "J9", "day": "31/12/9999", "hour": "23:30", "minutes": "60", "modality": "online"}
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def trainer(city, settings):
    settings.DEMO = True
    user = create_user(email="f@x.example", name="Fe", password=None, by=None, at=timezone.now())
    grant(user=user, city=city, role=Role.TRAINER, by=None, at=timezone.now())
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def filled(announced):
    """A course of two sessions still to come, with one person who has an e-mail and one who has none."""
    course = announced("lleno", sessions=2)
    people_ = (("Ana", "Vega", "ana@x.example"), ("Bruno", "Loor", ""))
    drafts = [
        people.PersonDraft(given_names=given, surnames=last, emails=(email,) if email else ())
        for given, last, email in people_
    ]
    candidates = [Candidate(row, draft) for row, draft in enumerate(drafts, 2)]
    enrol(course, plan(course, candidates), run=None, by=None, at=timezone.now())
    return course


def messages_of(template):
    return list(Message.objects.filter(template=template))


def test_an_announcement_is_saved_and_published_under_an_address_of_its_own(announced, trainer):
    course = announced("uno", published_at=None, title="Rutas y derechos")
    Course.objects.filter(pk=course.pk).update(slug=None)
    said = {"kind": "workshop", "summary": "Breve", "enrolment_mode": "approval", "capacity": "20"}

    assert trainer.post(f"{DESK}{course.pk}/anuncio/", said).status_code == 302
    assert trainer.post(f"{DESK}{course.pk}/anuncio/publicar/").status_code == 302

    course.refresh_from_db()
    assert (course.kind, course.capacity, course.slug) == ("workshop", 20, "rutas-y-derechos")
    assert Client().get("/santa-marina/agenda/rutas-y-derechos/").status_code == 200
    trainer.post(f"{DESK}{course.pk}/anuncio/publicar/", {"retirar": "1"})
    assert Client().get("/santa-marina/agenda/rutas-y-derechos/").status_code == 404


def test_an_enrolment_that_closes_before_it_opens_is_refused_with_what_to_mend(announced, trainer):
    course = announced("uno")
    said = {"kind": "course", "enrolment_mode": "open", "opens": "10/12/2026", "closes": "01/12/2026"}

    response = trainer.post(f"{DESK}{course.pk}/anuncio/", said)

    assert response.status_code == 422
    assert "cierra antes de abrir" in response.content.decode()


def test_the_same_title_twice_gives_two_addresses(announced):
    for number in (1, 2):
        course = announced(f"c{number}", title="Igual", published_at=None)
        Course.objects.filter(pk=course.pk).update(slug=None)
        announcing.publish(course, by=None, at=timezone.now())

    slugs = set(Course.objects.filter(title="Igual").values_list("slug", flat=True))
    assert slugs == {"igual", "igual-2"}


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", b"MZ" + b"0" * 100, "no es un documento"),
        ("a.svg", b"<svg onload='x()'></svg>", "no es un documento"),
        ("a.txt", b"a" * (announcing.LARGEST + 1), "15 MB"),
    ],
    ids=["a program called PDF", "a drawing with a script", "too large"],
)
def test_what_may_harm_or_is_too_large_is_not_handed_out(announced, name, data, words):
    course = announced("uno")
    upload = announcing.Upload(name, data, "text/plain" if name.endswith("txt") else "image/svg+xml")

    with pytest.raises(TrainingError, match=words):
        announcing.add_material(course, upload, title="x", audience="public", by=None, at=timezone.now())

    assert not CourseMaterial.objects.exists()


def test_a_course_is_made_after_another_from_a_day_on_without_its_people(filled, trainer):
    first = timezone.localtime(filled.sessions.earliest("starts_at").starts_at)
    day = (first + timedelta(days=30)).date()
    said = {"title": "Segunda vuelta", "code": "LLENO-2", "first_day": f"{day:%d/%m/%Y}"}

    assert trainer.post(f"{DESK}{filled.pk}/duplicar/", said).status_code == 302

    made = Course.objects.get(code="LLENO-2")
    days = [
        (new.starts_at - old.starts_at).days
        for new, old in zip(made.sessions.order_by("code"), filled.sessions.order_by("code"), strict=True)
    ]
    assert days == [30, 30]
    assert not made.enrolments.exists()
    assert made.published_at is None


def test_a_code_that_is_taken_is_refused(filled, trainer):
    response = trainer.post(f"{DESK}{filled.pk}/duplicar/", {"title": "x", "code": "lleno"})

    assert response.status_code == 422
    assert "Ya hay un curso" in response.content.decode()


def test_who_asks_to_cancel_sees_who_must_be_told_some_other_way(filled, trainer):
    session = filled.sessions.earliest("starts_at")

    page = trainer.get(f"{DESK}{filled.pk}/jornadas/{session.pk}/cancelar/").content.decode()

    assert "Avisaremos por correo a 1 persona" in page
    assert "Loor, Bruno" in page


def test_a_cancelled_session_is_told_once_with_a_calendar_that_takes_it_away(
    filled, trainer, django_capture_on_commit_callbacks
):
    session = filled.sessions.earliest("starts_at")
    address = f"{DESK}{filled.pk}/jornadas/{session.pk}/cancelar/"

    with django_capture_on_commit_callbacks(execute=True):
        trainer.post(address, {"reason": "Paro de transporte"})
    with django_capture_on_commit_callbacks(execute=True):
        trainer.post(address, {"reason": "Otra vez"})

    (message,) = messages_of("training_session_cancelled")
    assert "Paro de transporte" in message.body
    (attached,) = message.attachments.all()
    assert "STATUS:CANCELLED" in attached.content
    assert "SEQUENCE:1" in attached.content
    assert "Cancelada" in trainer.get(f"{DESK}{filled.pk}/").content.decode()


def test_a_moved_session_is_told_with_each_change_once(filled, django_capture_on_commit_callbacks):
    session = filled.sessions.earliest("starts_at")
    moved = session.starts_at + timedelta(hours=2)

    for place in ("Sala 1", "Sala 1", "Sala 2"):
        with django_capture_on_commit_callbacks(execute=True):
            schedule_session(
                course=filled, by=None, at=timezone.now(), code=session.code, notify=True, starts_at=moved, place=place
            )

    told = messages_of("training_session_moved")
    assert len(told) == 2
    assert Session.objects.get(pk=session.pk).revision == 2


def test_a_change_that_nobody_need_know_of_is_not_told(filled, django_capture_on_commit_callbacks):
    session = filled.sessions.earliest("starts_at")

    with django_capture_on_commit_callbacks(execute=True):
        schedule_session(course=filled, by=None, at=timezone.now(), code=session.code, notify=True, title="Otro tema")

    assert not messages_of("training_session_moved")


def test_a_cancelled_course_takes_what_is_left_of_it_along_and_tells_each_person_once(
    filled, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        changing.cancel_course(filled, reason="Sin presupuesto", by=None, at=timezone.now())
        changing.cancel_course(filled, reason="Sin presupuesto", by=None, at=timezone.now())

    assert filled.sessions.filter(cancelled_at__isnull=True).count() == 0
    assert len(messages_of("training_course_cancelled")) == 1
    with pytest.raises(TrainingError, match="ya no se puede publicar"):
        announcing.publish(filled, by=None, at=timezone.now())


def test_series_are_listed_made_and_renamed(city, trainer):
    assert "Todavía no hay series" in trainer.get("/santa-marina/formacion/series/").content.decode()
    trainer.post("/santa-marina/formacion/series/nueva/", {"name": "Ciclo 2026"})

    page = trainer.get("/santa-marina/formacion/series/").content.decode()
    assert "Ciclo 2026" in page


def test_who_moves_a_session_sees_how_many_are_told_and_who_must_be_told_some_other_way(filled, trainer):
    session = filled.sessions.earliest("starts_at")
    page = trainer.get(f"{DESK}{filled.pk}/jornadas/{session.pk}/editar/").content.decode()

    assert "Se escribirá a 1 persona" in page
    assert f"{DESK}{filled.pk}/sin-correo/" in page
    listed = trainer.get(f"{DESK}{filled.pk}/sin-correo/").content.decode()
    assert "1 de 2 personas" in listed
    assert "Loor, Bruno" in listed


def test_a_course_that_is_over_is_cancelled_without_promising_a_mail(announced, trainer):
    course = announced("ayer", days=-3)

    page = trainer.get(f"{DESK}{course.pk}/cancelar/").content.decode()

    assert "no se escribe a nadie" in page
    assert "y avisar" not in page


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("anuncio/", {"kind": "course", "enrolment_mode": "open", "closes": "31/12/9999"}),
        ("duplicar/", {"title": "Otro", "code": "OTRO", "first_day": "30/12/9999"}),
        (
            "jornadas/nueva/",
            {"code": "J9", "day": "31/12/9999", "hour": "23:30", "minutes": "60", "modality": "online"},
        ),
    ],
    ids=["closing", "first day", "session"],
)
def test_a_year_that_no_calendar_reaches_is_asked_again(announced, trainer, page, said):
    course = announced("uno", sessions=2)

    response = trainer.post(f"{DESK}{course.pk}/{page}", said)

    assert response.status_code == 422
    assert "Revise el año" in response.content.decode()
    assert trainer.get(f"{DESK}{course.pk}/").status_code == 200


def test_what_certifies_attendance_is_copied_with_who_signs_and_tests_are_not(announced, trainer):
    course = announced("uno", sessions=2)
    with_pictures = {"name": "Lucía Andrade", "position": "Directora", "institution": "Municipio", "picture": DOT}
    rule = save_rule(course=course, required_sessions=(), required_tests=(), minimum_percent=70, by=None, at=NOW)
    save_signatory(rule=rule, by=None, at=NOW, **with_pictures)
    add_logo(rule=rule, name="Municipio", picture=DOT, by=None, at=NOW)

    trainer.post(f"{DESK}{course.pk}/duplicar/", {"title": "Otro", "code": "OTRO", "first_day": "01/02/2027"})

    copy = Course.objects.get(code="OTRO").certificate_rules.get()
    signatory, old = copy.signatories.get(), rule.signatories.get()
    assert (copy.minimum_percent, signatory.name) == (70, "Lucía Andrade")
    assert files.read(signatory.image) == DOT
    assert signatory.image_id != old.image_id
    assert copy.logos.get().image_id != rule.logos.get().image_id


def test_an_office_file_that_carries_a_program_is_not_handed_out(announced):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as box:
        for name in ("xl/workbook.xml", "xl/vbaProject.bin"):
            box.writestr(name, "x")
    upload = announcing.Upload("hoja.xlsx", held.getvalue())

    with pytest.raises(TrainingError, match="programa"):
        announcing.add_material(announced("uno"), upload, title="x", audience="public", by=None, at=NOW)


def test_a_series_shows_its_courses_and_is_renamed_from_there(announced, trainer):
    series = save_series(name="Ciclo 2026", by=None, at=NOW)
    announced("uno", series=series)
    announced("otro")
    address = f"/santa-marina/formacion/series/{series.pk}/"

    page = trainer.get(address).content.decode()
    assert "Curso uno" in page
    assert "Curso otro" not in page
    assert f"{address}editar/" in page
    assert trainer.post(f"{address}editar/", {"name": "Ciclo 2027"}).url == address
    assert "Ciclo 2027" in trainer.get("/santa-marina/formacion/series/").content.decode()


def test_the_list_of_courses_says_which_are_published_and_which_are_cancelled(announced, trainer):
    announced("uno")
    announced("borrador", published_at=None)
    announced("dado-de-baja", cancelled_at=NOW)

    for value, title in (("publicado", "uno"), ("sin-publicar", "borrador"), ("cancelado", "dado-de-baja")):
        page = trainer.get(f"{DESK}?anuncio={value}").content.decode()
        listed = [slug for slug in ("uno", "borrador", "dado-de-baja") if f"Curso {slug}" in page]
        assert listed == [title]


def test_a_cancelled_session_is_not_counted_among_those_of_a_course(filled, trainer):
    changing.cancel_session(filled.sessions.earliest("starts_at"), reason="", by=None, at=NOW)

    course = courses(Q()).get(pk=filled.pk)

    assert (course.sessions_count, filled.sessions.count()) == (1, 2)
