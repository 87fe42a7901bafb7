"""Identity goes when its time is over or its owner asks; what is counted stays, and nothing of the name is left."""

from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models import Q

from arraigo.areas.training.actions import privacy
from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.actions.evidence import settle
from arraigo.areas.training.models import Certificate, Course, DataRequest, Enrolment
from arraigo.areas.training.queries.figures import FigureFilter, figures
from arraigo.areas.training.queries.privacy import due_courses, personal_data, purge_on, results_panel
from arraigo.config import demo
from arraigo.core import tenancy
from arraigo.core.accounts.api import standing_of
from arraigo.core.accounts.models import Membership
from arraigo.core.crypto.fields import EncryptedText
from arraigo.core.outbox.models import Message
from arraigo.core.people import api as people
from arraigo.core.places.api import city_by_slug, forget_cities

AT = datetime(2026, 11, 22, 15, tzinfo=UTC)
TABLES = ("training_", "people_", "outbox_", "imports_")


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker):
    """The demo city, built once; each test takes back what it changed."""
    with django_db_blocker.unblock(), transaction.atomic():
        forget_cities()
        demo.build(lambda step, done, total: None, at=AT)
        city = city_by_slug(demo.SLUG)
        with tenancy.scope(city):
            yield city
        transaction.set_rollback(True)
    forget_cities()


@pytest.fixture
def course(city, db):
    return Course.objects.get(code="MH-01")


def told(found):
    """The figures as plain numbers; what is of today's clock left out."""
    return (
        found.people, found.enrolled_people, found.attendances, found.both_modalities, found.by_modality,
        [(line.label, line.people, line.attendances) for line in found.by_institution],
    )  # fmt: skip


def everything_written():
    """Every text of the tables of people, opened where it is sealed."""
    texts = []
    for model in apps.get_models():
        if not model._meta.db_table.startswith(TABLES):
            continue
        for row in model._default_manager.all():
            for field in model._meta.concrete_fields:
                if isinstance(field, EncryptedText) or field.get_internal_type() in {"CharField", "TextField"}:
                    texts.append(str(getattr(row, field.attname) or ""))
                elif field.get_internal_type() == "JSONField":
                    texts.append(str(getattr(row, field.attname)))
    return "\n".join(texts)


def test_the_figures_stay_as_they_were(course):
    of_course, of_all = FigureFilter(course=course.pk), FigureFilter()
    before = told(figures(of_course)), told(figures(of_all))

    privacy.purge(course, by=None, at=AT)

    assert (told(figures(of_course)), told(figures(of_all))) == before


def test_a_course_that_was_purged_is_judged_anew_without_losing_anybody(course):
    privacy.purge(course, by=None, at=AT)
    before = told(figures(FigureFilter(course=course.pk)))

    settle(course, by=None, at=AT)

    assert told(figures(FigureFilter(course=course.pk))) == before


def test_who_takes_part_in_nothing_else_is_named_nowhere_any_more(course):
    only_here = ~Q(person__in=Enrolment.objects.exclude(course=course).values("person"))
    ids = list(Enrolment.objects.filter(only_here, course=course).values_list("person_id", flat=True))
    names = {profile.full_name for profile in people.profiles(ids).values()}
    # A mailbox of an office is its other people's too.
    held = people.people_by_email({email for profile in people.profiles(ids).values() for email in profile.emails})
    emails = {email for email, owners in held.items() if owners <= set(ids)}
    assert names
    assert emails

    privacy.purge(course, by=None, at=AT)

    left = everything_written()
    assert not [name for name in names if name in left]
    assert not [email for email in emails if email in left]
    assert not people.search(next(iter(names)))


def test_who_takes_part_in_another_course_stays_in_the_register(course):
    elsewhere = Enrolment.objects.exclude(course=course).values("person")
    busy = Enrolment.objects.filter(course=course, person__in=elsewhere).first()
    assert busy

    privacy.purge(course, by=None, at=AT)

    assert people.profiles([busy.person_id])[busy.person_id].full_name


def test_a_certificate_still_proves_itself_without_a_name(course, client):
    certificate = Certificate.objects.filter(course=course, revoked_at__isnull=True).first()
    privacy.purge(course, by=None, at=AT)

    response = client.get(f"/demo/constancias/{certificate.code}/", follow=True)

    assert response.status_code == 200
    assert course.title in response.content.decode()
    assert Certificate.objects.get(pk=certificate.pk).file.erased_at is not None


def test_purging_twice_changes_nothing(course):
    first = privacy.purge(course, by=None, at=AT)
    again = privacy.purge(course, by=None, at=AT + timedelta(days=1))

    assert again.purged_at == first.purged_at == AT


def test_a_course_is_due_when_its_months_are_over(course):
    last = course.sessions.latest("starts_at").starts_at
    Course.objects.filter(pk=course.pk).update(retention_months=1)
    course.refresh_from_db()
    day = purge_on(course)

    assert 28 <= (day - last.date()).days <= 31
    assert course not in due_courses(datetime.combine(day - timedelta(days=1), last.time(), tzinfo=UTC))
    privacy.purge_due(at=datetime.combine(day, last.time(), tzinfo=UTC))
    assert Course.objects.get(pk=course.pk).purged_at is not None


def test_whoever_asks_is_erased_and_told_and_the_counts_stay(city, db):
    request = DataRequest.objects.get()
    profile = people.profiles([request.person_id])[request.person_id]
    name, before = profile.full_name, told(figures(FigureFilter()))

    privacy.carry_out(request, by=None, at=AT)

    assert name not in everything_written()
    assert told(figures(FigureFilter())) == before
    assert personal_data(request.person_id)["persona"]["nombre"] == ""
    assert Message.objects.filter(template="training_data_done").count() == len(profile.emails[:1])
    with pytest.raises(TrainingError, match="ya se atendió"):
        privacy.carry_out(request, by=None, at=AT)


def test_a_request_is_refused_only_with_a_reason(city, db):
    request = DataRequest.objects.get()

    with pytest.raises(TrainingError, match="por qué no procede"):
        privacy.refuse(request, reason=" ", by=None, at=AT)

    refused = privacy.refuse(request, reason="Una norma obliga.", by=None, at=AT)
    assert (refused.state, refused.reason) == ("refused", "Una norma obliga.")


def test_asked_twice_a_request_is_one_and_is_due_in_ten_days(city, db):
    request = DataRequest.objects.get()

    again = privacy.request_erasure(request.person_id, at=AT)

    assert again.pk == request.pk
    assert (request.due_on - request.requested_at.date()).days == 10


def test_nothing_of_the_evidence_is_readable_in_the_database(course):
    privacy.purge(course, by=None, at=AT)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM training_evidence e JOIN training_session s ON s.id = e.session_id"
            " WHERE s.course_id = %s AND (length(e.name) + length(e.email) + length(e.document)) > 0",
            [course.pk],
        )
        assert cursor.fetchone()[0] == 0


def test_scores_and_certificates_are_part_of_what_a_person_is_handed(city, db):
    certificate = Certificate.objects.exclude(enrolment=None).first()
    person_id = certificate.enrolment.person_id
    coordination = Membership.objects.select_related("user").get(role="coordination")

    panel = results_panel(person_id, standing_of(coordination.user, city))

    assert any(certificate.code in row[2] for row in panel.rows)
    ally = Membership.objects.select_related("user").get(role="ally")
    assert results_panel(person_id, standing_of(ally.user, city)) is None
