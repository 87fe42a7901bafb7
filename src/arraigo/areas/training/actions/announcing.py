"""What a course says of itself in public, who gives it and what it hands out."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from arraigo.areas.training.actions.courses import TrainingError, save_course
from arraigo.areas.training.actions.places import promote
from arraigo.areas.training.models import Course, CourseMaterial, CourseTrainer, Series, Session
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit
from arraigo.core.files import api as files

LARGEST = 15 * 1024 * 1024
# What a browser opens by itself and no more; a sheet with macros or a program is not handed out.
KINDS = frozenset(
    {
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/zip",
        "image/jpeg",
        "image/png",
        "text/csv",
        "text/plain",
    }
)


@transaction.atomic
def announce(course: Course, *, by: User | None, at: datetime, **fields: Any) -> Course:
    """Change what a course says in public and how one gets a place; it stays published, or not, as it was.

    Whoever waits gets the places that this frees.
    """
    saved = save_course(code=course.code, by=by, at=at, **fields)
    promote(saved, by=by, at=at)
    return saved


@transaction.atomic
def publish(course: Course, *, by: User | None, at: datetime) -> Course:
    """Show a course to anybody, at an address that it keeps; raises TrainingError when it was cancelled or purged."""
    course = Course.objects.select_for_update().get(pk=course.pk)
    if course.cancelled_at or course.purged_at:
        raise TrainingError(_("El curso «%(code)s» se canceló: ya no se puede publicar.") % {"code": course.code})
    if course.published_at is None:
        course.slug = course.slug or _free_slug(course)
        course.published_at = at
        course.save(update_fields=["slug", "published_at"])
        audit.record(action="training.course.publish", subject=course, by=by, at=at)
    return course


@transaction.atomic
def unpublish(course: Course, *, by: User | None, at: datetime) -> Course:
    """Take a course out of the agenda; whoever is enrolled stays."""
    course = Course.objects.select_for_update().get(pk=course.pk)
    if course.published_at is not None:
        course.published_at = None
        course.save(update_fields=["published_at"])
        audit.record(action="training.course.unpublish", subject=course, by=by, at=at)
    return course


def _free_slug(course: Course) -> str:
    """Return an address made of the title that no other course has."""
    base = slugify(course.title)[:48].strip("-") or slugify(course.code) or "curso"
    taken = set(Course.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 2))
    return next(slug for slug in numbered if slug not in taken)


@transaction.atomic
def set_trainers(
    course: Course, trainers: Sequence[tuple[str, str]], *, by: User | None, at: datetime
) -> list[CourseTrainer]:
    """Say who gives a course, as (name, position) in order; names that are blank are left out."""
    wanted = [(" ".join(name.split()), " ".join(position.split())) for name, position in trainers if name.strip()]
    # Two people who save at once come one after the other.
    Course.objects.select_for_update().get(pk=course.pk)
    held = list(course.trainers.all())
    if [(one.name, one.position) for one in held] == wanted:
        return held
    course.trainers.all().delete()
    made = [
        CourseTrainer(city_id=course.city_id, course=course, name=name, position=position[:200], order=order)
        for order, (name, position) in enumerate(wanted)
    ]
    for one in made:
        one.save(force_insert=True)
    audit.record(action="training.trainers.change", subject=course, by=by, at=at, detail={"trainers": len(made)})
    return made


@dataclass(frozen=True)
class Upload:
    """A file as somebody gave it."""

    name: str
    data: bytes
    media_type: str = ""


@transaction.atomic
def add_material(
    course: Course,
    upload: Upload,
    *,
    title: str,
    audience: str,
    session: Session | None = None,
    by: User | None,
    at: datetime,
) -> CourseMaterial:
    """Keep a file that a course gives out; raises TrainingError for one too large or of a kind that may harm."""
    kind = _kind(upload)
    kept = files.store(upload.data, name=upload.name, media_type=kind, by=by, at=at)
    material = CourseMaterial(
        city_id=course.city_id,
        course=course,
        session=session,
        title=title.strip()[:200] or kept.name,
        file=kept,
        audience=audience,
        by=by,
        created_at=at,
    )
    material.save(force_insert=True)
    audit.record(action="training.material.add", subject=course, by=by, at=at, detail={"audience": audience})
    return material


def _kind(upload: Upload) -> str:
    """Return what a file is by its content; raises TrainingError for what is not handed out, with what to do."""
    if len(upload.data) > LARGEST:
        sentence = _("«%(name)s» pesa más de 15 MB. Redúzcalo, por ejemplo guardándolo como PDF, y vuelva a cargarlo.")
        raise TrainingError(sentence % {"name": upload.name})
    kind = files.sniff(upload.data, upload.media_type)
    if kind not in KINDS:
        sentence = _("«%(name)s» no es un documento, una presentación, una hoja ni una imagen. Cárguelo como PDF.")
        raise TrainingError(sentence % {"name": upload.name})
    if _has_macros(upload.data):
        sentence = _(
            "«%(name)s» lleva un programa dentro (macros). Guárdelo sin macros o como PDF y vuelva a cargarlo."
        )
        raise TrainingError(sentence % {"name": upload.name})
    return kind


def _has_macros(data: bytes) -> bool:
    """Return whether an office file carries a program, whatever it is called."""
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as box:
            return any(name.rpartition("/")[2].casefold() == "vbaproject.bin" for name in box.namelist())
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        return True


@transaction.atomic
def remove_material(material: CourseMaterial, *, by: User | None, at: datetime) -> None:
    """Take a file away from a course, and the file itself."""
    course, kept = material.course, material.file
    material.delete()
    files.erase(kept, by=by, at=at)
    audit.record(action="training.material.remove", subject=course, by=by, at=at)


@transaction.atomic
def rename_series(series: Series, *, name: str, by: User | None, at: datetime) -> Series:
    """Give a series another name; raises TrainingError when another has it."""
    name = " ".join(name.split())
    if Series.objects.filter(name__iexact=name).exclude(pk=series.pk).exists():
        raise TrainingError(_("Ya hay una serie llamada «%(name)s». Escriba otro nombre.") % {"name": name})
    if series.name != name:
        series.name = name
        series.save(update_fields=["name"])
        audit.record(action="training.series.change", subject=series, by=by, at=at)
    return series
