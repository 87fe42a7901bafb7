"""Versions of a plan: the file received, and what was read in it kept as sections and passages."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arraigo.areas.plans.actions.common import PlansError, change, own_city
from arraigo.areas.plans.actions.rereading import Kept
from arraigo.areas.plans.enums import Progress, VersionState
from arraigo.areas.plans.models import Passage, Plan, PlanVersion, Section, VersionComparison
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit
from arraigo.core.files import api as files
from arraigo.core.tenancy import bulk
from arraigo.core.tenancy.models import new_id
from arraigo.engines.plan_review import model as engine

# A plan of 600 pages with its pictures; the largest that a file may be.
LARGEST = 60 * 1024 * 1024
TOO_LARGE = gettext_lazy("El archivo pesa más de 60 MB. Divídalo por tomos o guárdelo con menos imágenes.")
IN_USE = gettext_lazy(
    "Hay una revisión, recomendaciones, una consulta o una comparación sobre esta versión: no se puede eliminar."
)


@transaction.atomic
def receive_version(
    *, plan: Plan, content: bytes, name: str, received_on: date, by: User | None, at: datetime, **fields: Any
) -> PlanVersion:
    """Keep a file as the next version of a plan; raises PlansError when it is too large or there already, FileError.

    fields: `label`, `state`, `dated_on`, `address`. Reading it is another step, because it is long.
    """
    if len(content) > LARGEST:
        raise PlansError(TOO_LARGE)
    Plan.objects.select_for_update().get(pk=plan.pk)
    file = files.store(content, name=name, media_type="", by=by, at=at)
    same = plan.versions.filter(sha256=file.sha256).first()
    if same is not None:
        raise PlansError(
            _("Este archivo ya está cargado: es la versión %(number)s. Elija otro archivo.") % {"number": same.number}
        )
    last = plan.versions.aggregate(last=Max("number"))["last"] or 0
    version = PlanVersion.objects.create(
        city_id=own_city(),
        plan=plan,
        number=last + 1,
        file=file,
        sha256=file.sha256,
        media_type=file.media_type,
        received_on=received_on,
        by=by,
        created_at=at,
        **fields,
    )
    audit.record(action="plans.version.receive", subject=version, by=by, at=at, detail={"sha256": file.sha256})
    _replace_others(version, by=by, at=at)
    return version


@transaction.atomic
def change_version(*, version: PlanVersion, by: User | None, at: datetime, **fields: Any) -> PlanVersion:
    """Change what is said of a version: `label`, `state`, `dated_on`, `received_on`, `address`; returns it.

    One that comes into force takes the place of the one that was.
    """
    Plan.objects.select_for_update().get(pk=version.plan_id)
    found = PlanVersion.objects.select_for_update().get(pk=version.pk)
    changed = change(found, fields)
    if changed:
        audit.record(action="plans.version.change", subject=found, by=by, at=at, detail={"fields": changed})
    if "state" in changed:
        _replace_others(found, by=by, at=at)
    return found


def _replace_others(version: PlanVersion, *, by: User | None, at: datetime) -> None:
    """A version in force takes the place of the one that was."""
    if version.state != VersionState.IN_FORCE:
        return
    for other in PlanVersion.objects.filter(plan=version.plan_id, state=VersionState.IN_FORCE).exclude(pk=version.pk):
        change(other, {"state": VersionState.REPLACED})
        audit.record(action="plans.version.change", subject=other, by=by, at=at, detail={"fields": ["state"]})


def rests_on(version: PlanVersion) -> bool:
    """Tell whether something rests on a version: a review, a recommendation, a letter, a comment, a comparison."""
    return (
        version.reviews.exists()
        or version.recommendations.exists()
        or version.letters.exists()
        or version.consultations.exists()
        or version.adoptions.exists()
        or VersionComparison.objects.filter(Q(old=version) | Q(new=version)).exists()
    )


@transaction.atomic
def delete_version(*, version: PlanVersion, by: User | None, at: datetime) -> None:
    """Take a version away with its file, when nothing rests on it; raises PlansError."""
    found = PlanVersion.objects.select_for_update(of=("self",)).select_related("file", "reading_job").get(pk=version.pk)
    if rests_on(found):
        raise PlansError(IN_USE)
    if found.reading_job is not None and not found.reading_job.is_over:
        raise PlansError(_("Esta versión se está leyendo. Espere a que termine o detenga la lectura."))
    subject = f"plans.planversion:{found.pk}"
    file = found.file
    found.delete()
    files.erase(file, by=by, at=at)
    audit.record(action="plans.version.delete", subject=subject, by=by, at=at, detail={"sha256": file.sha256})


@transaction.atomic
def keep_reading(
    version: PlanVersion,
    document: engine.Document,
    tagged: Sequence[engine.Tagged],
    *,
    kept: Kept | None = None,
    by: User | None,
    at: datetime,
) -> PlanVersion:
    """Keep what was read in a version: its sections and passages, with what the engine says of each.

    tagged: one for each passage, in the same order. Whoever reads a version anew takes its old passages away first.
    kept: ids that rows of an earlier reading had.
    """
    kept = kept or Kept()
    bulk.insert(
        [_section(version, index, section, kept.sections.get(index)) for index, section in enumerate(document.sections)]
    )
    bulk.insert(
        [
            _passage(version, passage, tags, kept.passages.get(passage.index))
            for passage, tags in zip(document.passages, tagged, strict=True)
        ]
    )
    version.reading = Progress.READY
    version.pages = len(document.pages)
    version.passage_count = len(document.passages)
    version.language = document.language
    version.problems = [{"code": one.code, "values": one.values} for one in document.problems]
    version.counts = {
        "relevant": sum(one.relevant for one in tagged),
        "commits": sum(one.commits for one in tagged),
        "sections": len(document.sections),
    }
    version.read_at = at
    version.save()
    audit.record(action="plans.version.read", subject=version, by=by, at=at, detail=version.counts)
    return version


def _section(version: PlanVersion, index: int, section: engine.Section, known: UUID | None) -> Section:
    return Section(
        id=known or new_id(),
        city_id=version.city_id,
        version=version,
        index=index,
        parent_index=section.parent,
        kind=str(section.kind),
        number=section.number[:40],
        title=section.title[:400],
        path=list(section.path),
        page=section.page,
        start=section.start,
        end=section.end,
    )


def _passage(version: PlanVersion, passage: engine.Passage, tags: engine.Tagged, known: UUID | None) -> Passage:
    return Passage(
        id=known or new_id(),
        city_id=version.city_id,
        version=version,
        index=passage.index,
        section_index=passage.section,
        text=passage.text.replace("\x00", ""),
        page=passage.page,
        start=passage.start,
        end=passage.end,
        quote=engine.quote_hash(passage.text),
        relevant=tags.relevant,
        part=str(tags.part),
        commits=tags.commits,
        concepts=list(tags.concepts),
        why=list(tags.why),
    )
