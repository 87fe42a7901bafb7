"""Two versions of a plan compared, and what became of each recommendation: suggested, then said by a person."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from arraigo.areas.plans.actions.common import PlansError, own_city
from arraigo.areas.plans.actions.recommendations import locked, step
from arraigo.areas.plans.enums import Outcome, PairKind, Progress, RecommendationState
from arraigo.areas.plans.models import (
    Adoption,
    Passage,
    PassagePair,
    PlanVersion,
    Recommendation,
    VersionComparison,
)
from arraigo.areas.plans.queries.recommending_steps import NEVER_ASKED
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit
from arraigo.core.tenancy import bulk
from arraigo.engines.plan_review import comparing as engine

STATE_OF = {
    Outcome.ADOPTED: RecommendationState.ADOPTED,
    Outcome.DILUTED: RecommendationState.DILUTED,
    Outcome.LOST: RecommendationState.LOST,
}
SUGGESTED = {"adopted": Outcome.ADOPTED, "diluted": Outcome.DILUTED, "not_adopted": Outcome.LOST}
# What the engine says of an adoption; the rest is a person's to say.
FROM_ENGINE = ("suggested", "similarity", "passages", "why")
Tell = Callable[[str, int, int], None]


@transaction.atomic
def begin_comparison(*, old: PlanVersion, new: PlanVersion, by: User | None, at: datetime) -> VersionComparison:
    """Return the comparison of two versions of a plan, made when there is none; raises PlansError."""
    if old.plan_id != new.plan_id:
        raise PlansError(_("Las dos versiones son de planes distintos. Elija dos del mismo plan."))
    if old.number >= new.number:
        raise PlansError(_("La versión anterior debe ir primero. Cambie el orden."))
    if Progress.READY not in {old.reading} & {new.reading}:
        raise PlansError(_("Una de las dos versiones todavía no se ha leído. Espere a que termine y vuelva."))
    found, is_new = VersionComparison.objects.select_for_update().get_or_create(
        city_id=own_city(), old=old, new=new, defaults={"by": by, "created_at": at}
    )
    if is_new:
        detail = {"old": old.number, "new": new.number}
        audit.record(action="plans.comparison.start", subject=found, by=by, at=at, detail=detail)
    return found


def run_comparison(comparison: VersionComparison, *, by: User | None, at: datetime, tell: Tell) -> VersionComparison:
    """Compare the two versions, keep what changed, and suggest what became of each recommendation.

    A second run replaces what the first kept; what a person confirmed stays. What is long is done before anything is
    locked. tell: told the step, how much is done.
    """
    tell(_("Leyendo las dos versiones"), 0, 3)
    old, new = _passages(comparison.old_id), _passages(comparison.new_id)
    tell(_("Buscando qué cambió"), 1, 3)
    result = engine.compare([one.text for one in old], [one.text for one in new])
    tell(_("Buscando las recomendaciones en el texto nuevo"), 2, 3)
    told = engine.Adoptions([one.text for one in old], [one.text for one in new], result)
    suggested = _suggested(comparison, told, new, tell=tell)
    with transaction.atomic():
        comparison = (
            VersionComparison.objects.select_for_update(of=("self",)).select_related("old", "new").get(pk=comparison.pk)
        )
        _keep(comparison, result, old, new)
        _keep_suggested(comparison, suggested, at=at)
        comparison.state = Progress.READY
        comparison.problems = [{"code": one.code, "values": one.values} for one in result.problems]
        comparison.finished_at = at
        comparison.save()
        audit.record(action="plans.comparison.done", subject=comparison, by=by, at=at, detail=comparison.counts)
    tell(_("Listo"), 3, 3)
    return comparison


@transaction.atomic
def confirm_adoption(*, adoption: Adoption, outcome: str, note: str = "", by: User | None, at: datetime) -> Adoption:
    """Say what became of a recommendation in a version; its state follows. Raises PlansError.

    note: why, required where it is not what the engine suggested.
    """
    found = Adoption.objects.select_for_update(of=("self",)).select_related("recommendation").get(pk=adoption.pk)
    told = Outcome(outcome)
    if told != found.suggested and not note.strip():
        raise PlansError(_("Usted dice algo distinto de lo que propone el programa. Escriba por qué."))
    if (found.outcome, found.note) == (told, note.strip()):
        return found
    found.outcome, found.note = told, note.strip()
    found.confirmed_by, found.confirmed_at = by, at
    found.save(update_fields=["outcome", "note", "confirmed_by", "confirmed_at"])
    audit.record(action="plans.adoption.confirm", subject=found, by=by, at=at, detail={"outcome": str(told)})
    if not _is_older(found):
        row = locked(found.recommendation)
        if row.state != STATE_OF[told]:
            step(row, STATE_OF[told], by=by, at=at, note=note.strip())
    return found


def _is_older(adoption: Adoption) -> bool:
    """Whether a later version than this one has been confirmed already: what that says stands."""
    return (
        Adoption.objects.filter(
            recommendation_id=adoption.recommendation_id, version__number__gt=adoption.version.number
        )
        .exclude(outcome="")
        .exists()
    )


def _passages(version_id: UUID) -> list[Passage]:
    return list(Passage.objects.filter(version=version_id).only("id", "index", "text", "page").order_by("index"))


def _keep(
    comparison: VersionComparison, result: engine.Comparison, old: Sequence[Passage], new: Sequence[Passage]
) -> None:
    PassagePair.objects.filter(comparison=comparison).delete()
    kept: list[PassagePair] = []

    def keep(kind: str, before: Passage | None, after: Passage | None, similarity: float, order: int) -> None:
        kept.append(
            PassagePair(
                city_id=comparison.city_id,
                comparison=comparison,
                old=before,
                new=after,
                kind=kind,
                similarity=similarity,
                order=order,
            )
        )

    unchanged = 0
    for pair in result.pairs:
        if pair.kind == "unchanged":
            unchanged += 1
        else:
            keep(str(pair.kind), old[pair.old], new[pair.new], pair.similarity, pair.new)
    for index in result.added:
        keep(PairKind.ADDED, None, new[index], 0, index)
    for index in result.removed:
        keep(PairKind.REMOVED, old[index], None, 0, index)
    bulk.insert(kept)
    counts = {str(kind): sum(one.kind == kind for one in kept) for kind in PairKind.values}
    comparison.counts = {"unchanged": unchanged, **counts}


def _suggested(
    comparison: VersionComparison, told: engine.Adoptions, new: Sequence[Passage], *, tell: Tell
) -> dict[UUID, dict[str, Any]]:
    """Return what seems to have become of each recommendation asked for before, of which nobody has spoken yet."""
    asked = Recommendation.objects.filter(plan=comparison.new.plan_id, version__number__lte=comparison.old.number)
    rows = list(asked.exclude(state__in=NEVER_ASKED).exclude(pk__in=_spoken_of(comparison)).order_by("number"))
    suggested = {}
    for done, row in enumerate(rows):
        tell(_("Buscando las recomendaciones en el texto nuevo"), done, len(rows))
        found = told.of(row.proposed, target=row.quote or None)
        suggested[row.pk] = {
            "suggested": SUGGESTED[str(found.outcome)],
            "similarity": found.similarity,
            "passages": [
                {"id": str(new[index].pk), "index": index, "page": new[index].page, "text": new[index].text}
                for index in found.passages
            ],
            "why": list(found.why),
        }
    return suggested


def _keep_suggested(comparison: VersionComparison, suggested: Mapping[UUID, dict[str, Any]], *, at: datetime) -> None:
    """Keep what is suggested, but where a person has spoken meanwhile."""
    spoken_of = set(_spoken_of(comparison))
    Adoption.objects.bulk_create(
        [
            Adoption(
                city_id=comparison.city_id,
                recommendation_id=recommendation,
                version=comparison.new,
                created_at=at,
                **fields,
            )
            for recommendation, fields in suggested.items()
            if recommendation not in spoken_of
        ],
        update_conflicts=True,
        unique_fields=["recommendation", "version"],
        update_fields=FROM_ENGINE,
    )


def _spoken_of(comparison: VersionComparison) -> QuerySet[Adoption, UUID]:
    """Return the recommendations of which a person has said what became of them in the new version."""
    said = Adoption.objects.filter(version=comparison.new).exclude(outcome="")
    return said.values_list("recommendation", flat=True)
