"""Rows of the review desk as the API answers them, with what the key's owner may see."""

from collections.abc import Mapping, Sequence
from typing import Any

from arraigo.areas.plans.models import Evidence, Finding, Judgement, PlaceEvidence, Review
from arraigo.areas.plans.queries import desk as reads
from arraigo.areas.plans.queries.desk_sight import seat_of, seen, status
from arraigo.core.accounts.models import User
from arraigo.engines.plan_review.agreement import agreement

_REVIEW = ("version_id", "pack", "pack_version", "instrument", "due_on", "created_at", "closed_at")
_FINDING = (
    "review_id",
    "code",
    "norm",
    "article",
    "requires",
    "asks",
    "theme",
    "plan_part",
    "suggested",
    "level",
    "reason",
    "is_adjudicated",
    "missing",
    "evidence_total",
)


def reviews(rows: Sequence[Any]) -> list[dict[str, Any]]:
    """Return reviews; `criteria` and `settled` come annotated."""
    return [
        {
            "id": row.pk,
            "plan_id": row.version.plan_id,
            "state": str(reads.state_of(row)),
            "criteria": row.criteria,
            "settled": row.settled,
            **{name: getattr(row, name) for name in _REVIEW},
        }
        for row in rows
    ]


def review(row: Any) -> dict[str, Any]:  # noqa: ANN401 - an annotated review
    """Return a review with its progress and agreement."""
    given = reads.judgements_of(row)
    rows = list(row.findings.only("pk", "level", "review_id"))
    found = agreement(reads.pairs(rows, given))
    return {
        **reviews([row])[0],
        "differ": reads.counts(rows, given).differ,
        "seats": [{"seat": one.seat, "judged": one.judged} for one in reads.seat_progress(row, given, len(rows))],
        "judged_by_both": found.total,
        "same_level": found.same,
        "quadratic_weighted_kappa": found.kappa,
    }


def findings(rows: Sequence[Finding], review: Review, user: User) -> list[dict[str, Any]]:
    """Return criteria of one review as this person sees them."""
    given, seat = reads.judgements_of(review), seat_of(review, user)
    return [_finding(row, given.get(row.pk, {}), seat) for row in rows]


def finding(row: Finding, user: User) -> dict[str, Any]:
    """Return a criterion with its evidence and what this person may see of its judgements."""
    given, own = reads.judgements_of(row.review).get(row.pk, {}), seat_of(row.review, user)
    visible = seen(given, own)
    return {
        **_finding(row, given, own),
        "steps": row.steps,
        "searched": row.searched,
        "judgements": [
            {"seat": seat, "level": one.level, "reason": one.reason} for seat, one in sorted(visible.items())
        ],
        "evidence": evidence(list(row.evidence.select_related("passage").order_by("order", "created_at"))),
        "places": [_place(one) for one in row.place_evidence.select_related("area")],
    }


def _finding(row: Finding, given: Mapping[int, Judgement], seat: int | None) -> dict[str, Any]:
    return {
        "id": row.pk,
        "number": row.order + 1,
        "status": str(status(row, given, seat)),
        **{name: getattr(row, name) for name in _FINDING},
    }


def evidence(rows: Sequence[Evidence]) -> list[dict[str, Any]]:
    """Return evidence with its quotation."""
    kept = ("passage_id", "anchor", "source", "why", "set_aside")
    return [
        {
            "id": row.pk,
            "quote": row.passage.text,
            "page": row.passage.page,
            **{name: getattr(row, name) for name in kept},
        }
        for row in rows
    ]


def _place(one: PlaceEvidence) -> dict[str, Any]:
    kept = ("area_id", "indicator", "definition", "unit", "dated_on", "source")
    return {"area": one.area.name, "value": float(one.value), **{name: getattr(one, name) for name in kept}}
