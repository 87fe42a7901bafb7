"""The whole of a review at a glance: levels by theme and part, who is named and who is not, false friends."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from arraigo.engines.plan_review.model import Document, Tagged
from arraigo.engines.plan_review.reviewing.findings import Finding, Group, Level, Summary


def summarise(
    document: Document,
    tags: Sequence[Tagged],
    findings: Sequence[Finding],
    groups: Sequence[str],
    names: Mapping[str, str],
) -> Summary:
    """Return the summary of a review; `groups` are the concepts of people that a plan may name."""
    named: dict[str, list[int]] = {group: [] for group in groups}
    senses: Counter[str] = Counter()
    for index, tagged in enumerate(tags):
        if tagged.relevant:
            for concept in tagged.concepts:
                if concept in named:
                    named[concept].append(index)
        if tagged.blocked:
            senses.update(one.sense for one in tagged.blocked)
    return Summary(
        _counts(findings),
        _by(findings, lambda one: one.criterion.theme),
        _by(findings, lambda one: one.criterion.plan_part),
        sum(one.complete for one in findings),
        len(findings),
        len(tags),
        sum(tagged.relevant for tagged in tags),
        sum(tagged.commits for tagged in tags),
        tuple(
            Group(group, names[group], len(where), document.passages[where[0]].page if where else None)
            for group, where in named.items()
        ),
        senses.total(),
        dict(senses.most_common()),
    )


def _by(findings: Sequence[Finding], key: Callable[[Finding], str]) -> dict[str, tuple[int, ...]]:
    keys = dict.fromkeys(key(one) for one in findings)
    return {name: _counts([one for one in findings if key(one) == name]) for name in keys}


def _counts(findings: Sequence[Finding]) -> tuple[int, ...]:
    return tuple(sum(one.level is level for one in findings) for level in Level)
