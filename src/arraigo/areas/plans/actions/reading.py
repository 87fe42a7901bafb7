"""A version read: its file turned into sections and passages, each tagged; read anew, what rests on it is kept."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.actions.rereading import kept_ids, move_anchors, take_away
from arraigo.areas.plans.actions.versions import keep_reading
from arraigo.areas.plans.enums import Progress
from arraigo.areas.plans.models import PlanVersion
from arraigo.areas.plans.queries.problems import sentence
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit
from arraigo.core.files import api as files
from arraigo.engines.plan_review.model import Document, Tagged
from arraigo.engines.plan_review.problems import PlanError
from arraigo.engines.plan_review.reading import Ocr
from arraigo.engines.plan_review.structure import open_document
from arraigo.engines.plan_review.tagging.tagger import Tagger
from arraigo.engines.plan_review.tagging.thesaurus import load_thesaurus

Tell = Callable[[str, int, int], None]
# Passages tagged between two words to whoever waits.
BLOCK = 1_000


class UnreadableError(PlansError):
    """A file in which nothing can be read; `problem` is what is wrong with it, as it is kept."""

    def __init__(self, problem: Mapping[str, Any]) -> None:
        self.problem = problem
        super().__init__(sentence(problem))


@lru_cache(maxsize=1)
def tagger() -> Tagger:
    """Return the tagger of the thesaurus that comes with the program; built once in a process."""
    return Tagger(load_thesaurus())


def read_version(
    version: PlanVersion, *, by: User | None, at: datetime, tell: Tell, ocr: Ocr | None = None
) -> PlanVersion:
    """Read a version's file and keep its sections and passages, tagged. A second reading leaves the same rows.

    tell: told the step, how much of it is done, of how much. Raises UnreadableError, FileError, and PlansError when
    something rests on a passage that is not there any more. What is long is done before anything is locked.
    """
    tell(_("Leyendo el archivo"), 0, 0)
    document = _opened(version, None if ocr is None else _telling(ocr, tell))
    tell(_("Páginas leídas"), len(document.pages), len(document.pages))
    tagged = _tagged(document, tell)
    tell(_("Guardando lo leído"), len(tagged), len(tagged))
    with transaction.atomic():
        found = PlanVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
        kept = kept_ids(found, document)
        take_away(found)
        keep_reading(found, document, tagged, kept=kept, by=by, at=at)
        move_anchors(found, document)
    return found


@transaction.atomic
def mark_unread(
    version: PlanVersion, state: Progress, *, by: User | None, at: datetime, problem: Mapping[str, Any] | None = None
) -> PlanVersion:
    """Write that a version could not be read, or that somebody stopped it; what was read before stays in its place."""
    found = PlanVersion.objects.select_for_update().get(pk=version.pk)
    if found.reading == Progress.READY:
        return found
    found.reading = state
    found.problems = [dict(problem)] if problem else []
    found.save(update_fields=["reading", "problems"])
    audit.record(action="plans.version.unread", subject=found, by=by, at=at, detail={"state": str(state)})
    return found


def _opened(version: PlanVersion, ocr: Ocr | None) -> Document:
    try:
        return open_document(files.read(version.file), name=version.file.name, ocr=ocr)
    except PlanError as error:
        raise UnreadableError({"code": error.problem.code, "values": error.problem.values}) from error


def _telling(ocr: Ocr, tell: Tell) -> Ocr:
    """Say each page that is recognised, which takes seconds; whoever waits may stop it between two."""
    done = 0

    def recognise(image: bytes, /) -> str:
        nonlocal done
        done += 1
        tell(_("Reconociendo la página escaneada %(number)s") % {"number": done}, 0, 0)
        return ocr(image)

    return recognise


def _tagged(document: Document, tell: Tell) -> list[Tagged]:
    texts = [passage.text for passage in document.passages]
    tagged: list[Tagged] = []
    for start in range(0, len(texts), BLOCK):
        tell(_("Buscando los pasajes que hablan de personas en movilidad"), start, len(texts))
        tagged.extend(tagger().tag_many(texts[start : start + BLOCK]))
    return tagged
