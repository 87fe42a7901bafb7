"""A version read: its file turned into sections and passages, each tagged; read anew, what rests on it is kept."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache

from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.actions.versions import keep_reading
from arraigo.areas.plans.enums import Progress
from arraigo.areas.plans.models import PassagePair, PlanVersion
from arraigo.areas.plans.queries.problems import sentence
from arraigo.core.accounts.models import User
from arraigo.core.files import api as files
from arraigo.engines.plan_review.model import Tagged
from arraigo.engines.plan_review.problems import PlanError
from arraigo.engines.plan_review.reading import Ocr
from arraigo.engines.plan_review.structure import open_document
from arraigo.engines.plan_review.tagging.tagger import Tagger
from arraigo.engines.plan_review.tagging.thesaurus import load_thesaurus

Tell = Callable[[str, int, int], None]
# Passages tagged between two words to whoever waits.
BLOCK = 1_000


@lru_cache(maxsize=1)
def tagger() -> Tagger:
    """Return the tagger of the thesaurus that comes with the program; built once in a process."""
    return Tagger(load_thesaurus())


@transaction.atomic
def read_version(
    version: PlanVersion, *, by: User | None, at: datetime, tell: Tell, ocr: Ocr | None = None
) -> PlanVersion:
    """Read a version's file and keep its sections and passages, tagged. A second reading leaves the same.

    tell: told the step, how many passages are done, of how many. Raises PlansError with what is wrong with the file,
    or when something rests on what was read before; FileError.
    """
    found = PlanVersion.objects.select_for_update(of=("self",)).select_related("file").get(pk=version.pk)
    if found.reading == Progress.READY and rests_on(found):
        raise PlansError(
            _("Ya hay una revisión o recomendaciones sobre este texto. Cargue el archivo como otra versión.")
        )
    tell(_("Leyendo el archivo"), 0, 0)
    try:
        document = open_document(files.read(found.file), name=found.file.name, ocr=ocr)
    except PlanError as error:
        raise PlansError(sentence({"code": error.problem.code, "values": error.problem.values})) from error
    texts = [passage.text for passage in document.passages]
    tagged: list[Tagged] = []
    for start in range(0, len(texts), BLOCK):
        tell(_("Buscando los pasajes que hablan de personas en movilidad"), start, len(texts))
        tagged.extend(tagger().tag_many(texts[start : start + BLOCK]))
    tell(_("Guardando lo leído"), len(texts), len(texts))
    found.passages.all().delete()
    found.sections.all().delete()
    return keep_reading(found, document, tagged, by=by, at=at)


def mark_unread(version: PlanVersion, state: Progress, *, code: str = "", detail: str = "") -> None:
    """Write that a version could not be read, or that somebody stopped it."""
    version.reading = state
    version.problems = [{"code": code, "values": {"detail": detail}}] if code else []
    version.save(update_fields=["reading", "problems"])


def rests_on(version: PlanVersion) -> bool:
    """Tell whether something rests on a version's text: a review, a recommendation, a comment, a comparison."""
    return (
        version.reviews.exists()
        or version.recommendations.exists()
        or version.consultations.exists()
        or version.adoptions.exists()
        or PassagePair.objects.filter(comparison__old=version).exists()
        or PassagePair.objects.filter(comparison__new=version).exists()
    )
