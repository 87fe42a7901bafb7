"""A city that announces courses: one open with few places, one full, one by list, one cancelled, one over."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from arraigo.areas.training.actions.courses import save_course, save_session
from arraigo.areas.training.enums import EnrolmentMode, MaterialAudience
from arraigo.areas.training.models import CourseMaterial, CourseTrainer
from arraigo.core import tenancy
from arraigo.core.files import api as files
from arraigo.core.places import api as places

AT = datetime(2026, 11, 20, 15, tzinfo=UTC)


@pytest.fixture
def city(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    places.forget_cities()
    return places.create_city(slug="santa-marina", name="Santa Marina", by=None, at=AT)


@pytest.fixture
def announced(city):
    """Make a published course: `announced("mh-01", days=3, capacity=2)`; `days` counts from today."""

    def make(slug, *, days=3, sessions=1, **fields):
        now = timezone.now()
        given = {"title": f"Curso {slug}", "enrolment_mode": EnrolmentMode.OPEN, "published_at": now, **fields}
        course = save_course(by=None, at=AT, code=slug.upper(), slug=slug, **given)
        for number in range(sessions):
            save_session(
                course=course, by=None, at=AT, code=f"J{number + 1}", starts_at=now + timedelta(days=days + number),
                minutes=120, modality="hybrid", place="Sala Condamine", link="https://reunion.example.org/secreta",
            )  # fmt: skip
        return course

    with tenancy.scope(city):
        yield make


@pytest.fixture
def handed_out(announced):
    """A course with a trainer, one file for anybody and one for those enrolled."""
    course = announced("con-materiales")
    CourseTrainer.objects.create(city_id=course.city_id, course=course, name="Lucía Andrade (inventada)")
    for name, audience in (("guia.txt", MaterialAudience.PUBLIC), ("reservado.txt", MaterialAudience.ENROLLED)):
        kept = files.store(b"texto", name=name, media_type="text/plain", by=None, at=AT)
        CourseMaterial.objects.create(
            city_id=course.city_id, course=course, title=name, file=kept, audience=audience, created_at=AT
        )
    return course
