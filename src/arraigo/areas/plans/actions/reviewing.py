"""A version put before the engine: the only place where plans calls the review, and where its findings are kept."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.areas.plans.actions.reading import tagger
from arraigo.areas.plans.enums import EvidenceSource, Progress
from arraigo.areas.plans.models import Evidence, Finding, Review
from arraigo.areas.plans.queries.documents import document_of
from arraigo.core.audit import api as audit
from arraigo.core.tenancy import bulk
from arraigo.engines.plan_review.reviewing import findings as engine
from arraigo.engines.plan_review.reviewing.catalogue import Catalogue, Criterion, Pack
from arraigo.engines.plan_review.reviewing.loading import known_packs, load_pack
from arraigo.engines.plan_review.reviewing.review import review as review_document

Tell = Callable[[str, int, int], None]


def packs() -> list[Pack]:
    """Return the packs of criteria that come with the program."""
    return [catalogue(name).pack for name in known_packs()]


@lru_cache(maxsize=4)
def catalogue(name: str) -> Catalogue:
    """Return the criteria of a pack. Raises PlanError «not_a_pack»."""
    return load_pack(name)


def carry_out(review: Review, *, at: datetime, progress: Tell) -> Review:
    """Review a version and keep what was found; one that is ready stays as it is.

    progress: told the step, how much of it is done, and of how much; what it raises stops the work, and nothing is
    kept. Raises PlanError.
    """
    if review.state == Progress.READY:
        return review
    criteria = catalogue(review.pack)
    document = document_of(review.version)
    step = _("Buscando cada criterio en el plan")
    found = review_document(
        document,
        criteria,
        instrument=review.instrument,
        tagger=tagger(),
        progress=lambda done, total: progress(step, done, total),
    )
    progress(_("Guardando lo encontrado"), 0, 0)
    return keep_findings(review, found, criteria.pack, at=at)


@transaction.atomic
def keep_findings(review: Review, found: engine.Review, pack: Pack, *, at: datetime) -> Review:
    """Keep what the engine found: a finding for each criterion, ordered by theme, with its evidence by anchor."""
    review.findings.all().delete()
    passages = dict(review.version.passages.values_list("index", "pk"))
    themes = list(pack.themes)
    ordered = sorted(found.findings, key=lambda one: themes.index(one.criterion.theme))
    rows = [_finding(review, one, pack, order) for order, one in enumerate(ordered)]
    bulk.insert(rows)
    bulk.insert(
        [
            _evidence(row, evidence, passages, order, at)
            for row, one in zip(rows, ordered, strict=True)
            for order, evidence in enumerate(one.evidence)
        ]
    )
    review.summary = _summary(found, pack)
    review.state, review.finished_at = Progress.READY, at
    review.save(update_fields=["summary", "state", "finished_at"])
    detail = {"criteria": len(rows), "pack": f"{review.pack} {review.pack_version}"}
    audit.record(action="plans.review.finish", subject=review, by=review.by, at=at, detail=detail)
    return review


def _finding(review: Review, found: engine.Finding, pack: Pack, order: int) -> Finding:
    criterion = found.criterion
    return Finding(
        city_id=review.city_id,
        review=review,
        order=order,
        **_criterion(criterion, pack),
        suggested=int(found.level),
        evidence_total=found.total,
        steps=[_step(one) for one in found.steps],
        missing=" ".join(str(sentence) for sentence in found.missing),
        searched=list(found.searched),
    )


def _criterion(one: Criterion, pack: Pack) -> dict[str, Any]:
    signed = one.legal_sign_off
    return {
        "code": one.id,
        "norm": one.norm[:300],
        "article": one.article[:80],
        "requires": one.requires,
        "asks": one.asks,
        "theme": pack.themes[one.theme][:80],
        "plan_part": pack.plan_parts[one.plan_part][:60],
        "source": one.source,
        "confidence": one.confidence,
        "verified_on": date.fromisoformat(one.verified_on) if one.verified_on else None,
        "legal_sign_off": asdict(signed) if signed else None,
    }


def _step(one: engine.Step) -> dict[str, Any]:
    """The review of a Spanish plan is a Spanish record: its sentences are kept as they were said."""
    return {
        "kind": str(one.kind),
        "name": engine.STEP_NAMES[one.kind],
        "passage": one.passage,
        "page": one.page,
        "words": one.words,
        "why": str(one.why),
    }


def _evidence(
    finding: Finding, one: engine.Evidence, passages: Mapping[int, Any], order: int, at: datetime
) -> Evidence:
    return Evidence(
        city_id=finding.city_id,
        finding=finding,
        passage_id=passages[one.passage],
        anchor={**asdict(one.anchor), "path": list(one.anchor.path)},
        source=EvidenceSource.MACHINE,
        why=" ".join(str(sentence) for sentence in one.why),
        order=order,
        created_at=at,
    )


def _summary(found: engine.Review, pack: Pack) -> dict[str, Any]:
    summary = found.summary
    return {
        "pack_title": pack.title,
        "pack_date": pack.date,
        "legal_note": pack.legal_note,
        "instrument": pack.instruments[found.instrument],
        "levels": list(summary.levels),
        "complete": summary.complete,
        "criteria": summary.criteria,
        "passages": summary.passages,
        "relevant": summary.relevant,
        "committing": summary.committing,
        "groups": [
            {"concept": one.concept, "name": one.name, "passages": one.passages, "page": one.page}
            for one in summary.groups
        ],
        "blocked": summary.blocked,
        "blocked_senses": dict(summary.blocked_senses),
        "problems": [str(problem) for problem in found.problems],
    }
