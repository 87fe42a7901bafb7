"""After a purge or an erasure nobody is named in any table, whatever they left, and the figures are what they were."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.apps import apps
from tests.areas.training.certificates.conftest import attend

from arraigo.areas.training.actions import privacy
from arraigo.areas.training.actions.courses import TrainingError, save_course
from arraigo.areas.training.actions.enrolling import enrol, plan
from arraigo.areas.training.importers.attendance import ATTENDANCE
from arraigo.areas.training.importers.enrolments import ENROLMENTS
from arraigo.areas.training.models import (
    Answer,
    Application,
    Assessment,
    Certificate,
    CheckIn,
    CheckInDevice,
    Course,
    Decision,
    Enrolment,
    Evidence,
    FocalLink,
    LearnedEmail,
    Question,
    Response,
)
from arraigo.areas.training.queries.figures import FigureFilter, figures
from arraigo.core.audit.models import Entry
from arraigo.core.consent import api as consent
from arraigo.core.files import api as files
from arraigo.core.files.actions import place
from arraigo.core.files.models import StoredFile
from arraigo.core.imports.models import ImportRun
from arraigo.core.imports.problems import FileRefused
from arraigo.core.organisations.models import Organization
from arraigo.core.outbox import api as outbox
from arraigo.core.people.models import Person

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 15, tzinfo=UTC)
LATER = datetime(2027, 11, 22, 15, tzinfo=UTC)
HERS = ("vega", "ana@ejemplo.ec", "ab100001", "anita")
HOLDERS = ("training", "people", "outbox", "imports", "files")


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def where_named(words=HERS):
    """Return each column, as decrypted, that holds one of these words."""
    found = []
    for model in (model for label in HOLDERS for model in apps.get_app_config(label).get_models()):
        for row in model._base_manager.all():
            for field in model._meta.concrete_fields:
                said = str(getattr(row, field.attname)).casefold()
                found += [f"{model.__name__}.{field.name}" for word in words if word in said]
    return sorted(set(found))


def stored(text, name="Ana Vega.pdf"):
    return files.store(text.encode(), name=name, media_type="application/pdf", by=None, at=AT)


@pytest.fixture
def ana(course, sessions, enrol_people, make_candidate):
    """Ana was in all of it and Bruno in half; Ana left something of herself in every table."""
    enrol_people(
        make_candidate(2, "Ana Lucía", "Vega Mora", document="AB100001", email="ana@ejemplo.ec"),
        make_candidate(3, "Bruno", "Loor Cusme", document="AB100002", sex="man"),
    )
    ana, bruno = Enrolment.objects.order_by("row")
    for session, who, minutes in ((sessions[0], ana, 120), (sessions[1], ana, 110), (sessions[0], bruno, 60)):
        attend(session, who, minutes)
    _presence(course, sessions[0], ana)
    _asked_and_answered(course, ana)
    _certificates(course, ana)
    outbox.post(
        event=f"training_x:{ana.pk.hex}", template="training_data_code", to="ana@ejemplo.ec", language="es",
        context={"city": "Prueba", "code": "de Ana Vega"}, at=AT,
    )  # fmt: skip
    return ana


def _presence(course, session, ana):
    city = course.city_id
    run = ImportRun.objects.create(
        city_id=city, kind="attendance", context=f"session:{session.pk}", file=stored("Ana Vega,ana@ejemplo.ec"),
        sha256="0" * 64, created_at=AT, findings="Ana Vega",
    )  # fmt: skip
    key = uuid4()
    shared = {"city_id": city, "session": session, "run": run, "source": "zoom", "modality": "online"}
    named = {"name": "Ana Vega", "original_name": "anita", "email": "ana@ejemplo.ec", "document": "AB100001"}
    Evidence.objects.create(**shared, **named, row=2, key=key, enrolment=ana, state="matched", matched_by="name")
    Evidence.objects.create(**shared, **named, row=3, key=uuid4(), state="review")
    Decision.objects.create(city_id=city, course=course, key=key, enrolment=ana, at=AT)
    LearnedEmail.objects.create(city_id=city, course=course, enrolment=ana, value="ana@ejemplo.ec", index=uuid4())
    device = CheckInDevice.objects.create(
        city_id=city, session=session, name="Teléfono de Ana Vega", digest="d", created_at=AT, expires_at=LATER
    )
    CheckIn.objects.create(
        city_id=city, session=session, enrolment=ana, nonce=uuid4(), method="scan", noted_at=AT, received_at=AT,
        device=device, note="Llegó Anita con su hija",
    )  # fmt: skip


def _asked_and_answered(course, ana):
    city = course.city_id
    made = {"city_id": city, "course": course, "created_at": AT}
    named = {"given_names": "Ana", "surnames": "Vega", "document": "AB100001", "email": "ana@ejemplo.ec"}
    Application.objects.create(**made, **named, source="public", state="accepted", enrolment=ana, nonce=uuid4())
    FocalLink.objects.create(
        **made, organization=Organization.objects.first(), name="Ana Vega", email="ana@ejemplo.ec", expires_at=LATER
    )
    for kind, enrolment in (("post", ana), ("survey", None)):
        test = Assessment.objects.create(**made, kind=kind, title="Evaluación")
        asked = Question.objects.create(city_id=city, assessment=test, order=1, kind="text", text="¿Qué mejorar?")
        said = Response.objects.create(
            city_id=city, assessment=test, enrolment=enrolment, nonce=uuid4(), submitted_on=date(2021, 4, 16)
        )
        Answer.objects.create(city_id=city, response=said, question=asked, words=f"Soy Ana Vega ({kind})")


def _certificates(course, ana):
    shared = {
        "city_id": course.city_id, "course": course, "person_id": ana.person_id, "kind": "attendance", "hours": 4,
        "name": "Ana Vega", "credential": "ey.Ana Vega", "starts_on": date(2021, 4, 9), "ends_on": date(2021, 4, 16),
        "issued_at": AT,
    }  # fmt: skip
    Certificate.objects.create(**shared, code="AAAA1111", enrolment=ana, file=stored("%PDF Ana Vega"))
    # One that was revoked, and whose enrolment was taken back since.
    Certificate.objects.create(
        **shared, code="BBBB2222", file=stored("%PDF Ana Vega, antes"), revoked_at=AT, revocation_reason="Decía Vega"
    )


def test_what_this_file_looks_for_is_found_before(ana):
    told = where_named()

    for column in (
        "Answer.words", "Application.email", "Certificate.name", "CheckIn.note", "CheckInDevice.name",
        "Evidence.document", "FocalLink.name", "ImportRun.findings", "LearnedEmail.value", "Person.full_name",
        "PersonContact.value", "PersonDocument.number", "StoredFile.name",
    ):  # fmt: skip
        assert column in told


def test_nobody_is_named_in_any_table_after_a_purge(course, ana):
    privacy.purge(course, by=None, at=LATER)

    assert where_named() == []


def test_no_file_of_a_purged_course_is_left_on_disk(course, ana, django_capture_on_commit_callbacks):
    paths = [place(file) for file in StoredFile.objects.all()]
    assert len(paths) == 3
    assert all(path.exists() for path in paths)

    with django_capture_on_commit_callbacks(execute=True):
        privacy.purge(course, by=None, at=LATER)

    assert not [path for path in paths if path.exists()]


def test_a_purged_course_enrols_nobody_and_takes_no_lists(course, sessions, ana, make_candidate):
    privacy.purge(course, by=None, at=LATER)
    late = make_candidate(9, "Carla", "Iza", document="AB100009")

    with pytest.raises(TrainingError, match="no inscribe a nadie más"):
        enrol(course, plan(course, [late]), run=None, by=None, at=LATER)
    for kind, context in ((ENROLMENTS, f"course:{course.pk}"), (ATTENDANCE, f"session:{sessions[0].pk}")):
        with pytest.raises(FileRefused, match="no recibe más listas"):
            kind.preview(b"Nombre\nCarla", "lista.csv", context=context, options={})
    (run,) = ImportRun.objects.all()
    assert "cambiaría las cifras" in ATTENDANCE.why_not_undo(run)[0]


@pytest.mark.parametrize("whole_city", [True, False])
def test_figures_are_equal_before_and_after_a_purge(course, ana, whole_city):
    wanted = FigureFilter() if whole_city else FigureFilter(course=course.pk)

    def counted():
        told = vars(figures(wanted)) | {"waiting": 0}
        return told | {"seconds": sum(row.seconds for row in apps.get_model("training.Attendance").objects.all())}

    before = counted()
    privacy.purge(course, by=None, at=LATER)

    assert before["people"].total == 2
    assert counted() == before


def test_a_certificate_stays_verifiable_without_its_name(course, ana):
    privacy.purge(course, by=None, at=LATER)

    kept = Certificate.objects.get(code="AAAA1111")
    assert (kept.name, kept.shows_name, kept.credential) == ("", False, "")
    assert kept.file.erased_at == LATER
    assert kept.revoked_at is None


def test_a_second_purge_changes_nothing_and_the_log_counts_alone(course, ana):
    privacy.purge(course, by=None, at=LATER)
    privacy.purge(Course.objects.get(pk=course.pk), by=None, at=LATER)

    (entry,) = Entry.objects.filter(action="training.privacy.purge")
    assert entry.detail == {"enrolments": 2, "people": 2}
    assert not [word for word in HERS for one in Entry.objects.all() if word in str(one.detail).casefold()]


def test_who_is_in_another_course_keeps_their_name_until_that_one_is_purged(course, ana, make_candidate):
    other = save_course(code="OT-1", title="Otro", by=None, at=AT)
    again = make_candidate(2, "Ana Lucía", "Vega Mora", document="AB100001", email="ana@ejemplo.ec")
    enrol(other, plan(other, [again]), run=None, by=None, at=AT)

    privacy.purge(course, by=None, at=LATER)
    assert Person.objects.get(pk=ana.person_id).erased_at is None
    assert {column.split(".")[0] for column in where_named()} == {"Person", "PersonDocument", "PersonContact"}

    privacy.purge(other, by=None, at=LATER)
    assert where_named() == []


def test_who_is_held_for_another_purpose_stays_in_the_register(course, ana):
    basis = {"purpose": "attention", "legal_basis": "consent", "source": "Ficha"}
    consent.record_basis_many([ana.person_id], **basis, by=None, at=AT)

    privacy.purge(course, by=None, at=LATER)

    assert Person.objects.get(pk=ana.person_id).erased_at is None


def test_nobody_is_named_after_their_request_to_be_erased_was_carried_out(course, ana):
    Application.objects.create(
        city_id=course.city_id, course=course, source="public", state="withdrawn", given_names="Ana", surnames="Vega",
        email="ana@ejemplo.ec", nonce=uuid4(), created_at=AT,
    )  # fmt: skip
    before = figures(FigureFilter())
    asked = privacy.request_erasure(ana.person_id, at=AT)

    privacy.carry_out(asked, by=None, at=LATER)

    # What bears nobody's enrolment waits for the course's own purge: rows nobody placed, lists, a survey's words.
    named = set(where_named())
    assert named <= {
        "Answer.words", "CheckInDevice.name", "FocalLink.email", "FocalLink.name", "Evidence.document",
        "Evidence.email", "Evidence.name", "Evidence.original_name", "ImportRun.findings", "StoredFile.name",
        "Message.recipient", "Message.body", "Message.subject",
    }  # fmt: skip
    assert {one.template for one in outbox_messages()} == {"training_data_done"}
    assert figures(FigureFilter()) == before


def outbox_messages():
    """Return the messages that are left: only the answer, which needs an address to be sent to."""
    return apps.get_model("outbox.Message").objects.all()
