"""A review as JSON with stable keys: docs/reference/plan-review-json.md says what each holds."""

import json
from dataclasses import asdict
from typing import Any

from arraigo.areas.plans.documents.review_words import Say, told
from arraigo.engines.plan_review.reviewing.catalogue import Pack
from arraigo.engines.plan_review.reviewing.findings import LEVEL_NAMES, Evidence, Finding, Level, Review, Step

FORMAT = "arraigo.plan-review/1"


def review_json(review: Review, pack: Pack, *, name: str, say: Say = str) -> bytes:
    """Return a review of the file `name` as JSON in UTF-8."""
    return json.dumps(as_values(review, pack, name=name, say=say), ensure_ascii=False, indent=1).encode() + b"\n"


def as_values(review: Review, pack: Pack, *, name: str, say: Say = str) -> dict[str, Any]:
    """Return a review as what JSON can hold."""
    return {
        "format": FORMAT,
        "document": {
            "name": name,
            "sha256": review.sha256,
            "media_type": review.media_type,
            "pages": review.pages,
            "language": review.language,
        },
        "instrument": {"id": review.instrument, "name": say(pack.instruments[review.instrument])},
        "pack": {
            "name": pack.name,
            "title": pack.title,
            "country": pack.country,
            "version": pack.version,
            "date": pack.date,
            "legal_note": say(pack.legal_note),
        },
        "summary": _summary(review, pack, say),
        "criteria": [_criterion(one, say) for one in review.findings],
        "problems": [
            {"code": problem.code, "message": say(problem.template).format(**problem.values)}
            for problem in review.problems
        ],
    }


def _summary(review: Review, pack: Pack, say: Say) -> dict[str, Any]:
    summary = review.summary
    return {
        "criteria": summary.criteria,
        "complete": summary.complete,
        "levels": _levels(summary.levels),
        "by_theme": [
            {"id": theme, "name": say(pack.themes[theme]), "levels": _levels(counts)}
            for theme, counts in summary.by_theme.items()
        ],
        "by_part": [
            {"id": part, "name": say(pack.plan_parts[part]), "levels": _levels(counts)}
            for part, counts in summary.by_part.items()
        ],
        "passages": summary.passages,
        "relevant": summary.relevant,
        "committing": summary.committing,
        "groups": [asdict(group) for group in summary.groups],
        "false_friends": {
            "count": summary.blocked,
            "senses": [{"sense": sense, "count": count} for sense, count in summary.blocked_senses.items()],
        },
    }


def _levels(counts: tuple[int, ...]) -> dict[str, int]:
    return {level.name.lower(): count for level, count in zip(Level, counts, strict=True)}


def _criterion(finding: Finding, say: Say) -> dict[str, Any]:
    rule = finding.criterion
    return {
        "id": rule.id,
        "norm": rule.norm,
        "article": rule.article,
        "requires": say(rule.requires),
        "asks": say(rule.asks),
        "theme": rule.theme,
        "plan_part": rule.plan_part,
        "level": int(finding.level),
        "level_name": say(LEVEL_NAMES[finding.level]),
        "complete": finding.complete,
        "expected": list(rule.expected),
        "lacking": list(finding.lacking),
        "evidence": [_evidence(one, say) for one in finding.evidence],
        "evidence_total": finding.total,
        "steps": [_step(one, say) for one in finding.steps],
        "missing": [told((one,), say) for one in finding.missing],
        "searched": list(finding.searched),
        "elsewhere": finding.elsewhere,
        "source": rule.source,
        "confidence": rule.confidence,
        "verified_on": rule.verified_on,
        "legal_sign_off": asdict(rule.legal_sign_off) if rule.legal_sign_off else None,
        "note": say(rule.note) if rule.note else "",
        "derived_from": rule.derived_from,
    }


def _evidence(one: Evidence, say: Say) -> dict[str, Any]:
    return {
        "passage": one.passage,
        "page": one.page,
        "path": list(one.path),
        "quote": one.quote,
        "anchor": asdict(one.anchor),
        "terms": list(one.terms),
        "kinds": [kind.value for kind in one.kinds],
        "why": [told((sentence,), say) for sentence in one.why],
    }


def _step(one: Step, say: Say) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "passage": one.passage,
        "page": one.page,
        "words": one.words,
        "why": told((one.why,), say),
    }
