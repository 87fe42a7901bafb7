"""What a new recommendation says before anybody writes: taken from a finding, a passage or a comment."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from arraigo.areas.plans.enums import CommentState, Level, Origin, Priority
from arraigo.areas.plans.models import Comment, Evidence, Finding, Passage, PlanVersion, Section

LONGEST_TITLE, LONGEST_WHERE = 200, 400


@dataclass(frozen=True)
class Draft:
    """Where a recommendation starts from: its version, the values of its form, and what the form does not show."""

    version: PlanVersion
    initial: dict[str, Any]
    hidden: dict[str, Any]
    comment: Comment | None = None


def from_finding(finding_id: UUID) -> Draft | None:
    """Return a draft with the norm, the passage that was found and what the next level wants; None if unknown."""
    rows = Finding.objects.select_related("review__version__plan")
    finding = rows.filter(pk=finding_id).first()
    if finding is None:
        return None
    version = finding.review.version
    evidence = _first_evidence(finding)
    passage = evidence.passage if evidence else None
    level = finding.level if finding.level is not None else finding.suggested
    initial = {
        **_of_passage(version, passage),
        "title": cut(finding.asks or finding.requires, LONGEST_TITLE),
        "norm": finding.ground,
        "grounds": finding.missing or _requires(finding),
        "priority": _priority(level),
    }
    return Draft(version, initial, {"finding": finding, "passage": passage})


def from_passage(passage_id: UUID) -> Draft | None:
    """Return a draft that quotes a passage; None if it is unknown."""
    passage = Passage.objects.select_related("version__plan").filter(pk=passage_id).first()
    if passage is None:
        return None
    version = passage.version
    return Draft(version, _of_passage(version, passage), {"passage": passage})


def from_comment(comment_id: UUID) -> Draft | None:
    """Return a draft of a published comment, with its wording, and its authorship where its author agreed to it."""
    rows = Comment.objects.select_related("consultation__version__plan", "section")
    comment = rows.filter(pk=comment_id, state=CommentState.PUBLISHED).first()
    if comment is None:
        return None
    version = comment.consultation.version
    passage = _first_of(version, comment.section) if comment.section else None
    initial = {
        **_of_passage(version, passage),
        "where": comment.where or (where_of(version, passage) if passage else ""),
        "title": cut(comment.body, LONGEST_TITLE),
        "proposed": comment.proposed,
        "grounds": comment.body,
    }
    hidden = {
        "passage": passage,
        "origin": Origin.CONSULTATION,
        "authorship": _authorship(comment),
    }
    return Draft(version, initial, hidden, comment)


def from_version(version_id: UUID) -> Draft | None:
    """Return an empty draft about a version; None if it is unknown."""
    version = PlanVersion.objects.select_related("plan").filter(pk=version_id).first()
    return Draft(version, {}, {}) if version else None


def where_of(version: PlanVersion, passage: Passage) -> str:
    """Return where a passage is, as people look it up: its headings and its page."""
    section = _section(version, passage)
    page = _("página %(page)s") % {"page": passage.page}
    headings = section.headings if section else ""
    return cut(f"{headings}, {page}" if headings else page, LONGEST_WHERE)


def cut(text: str, most: int) -> str:
    """Return a text of at most so many characters, ended at a word."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(",.;: ") + "…"


def _of_passage(version: PlanVersion, passage: Passage | None) -> dict[str, Any]:
    if passage is None:
        return {}
    return {"quote": passage.text, "where": where_of(version, passage)}


def _first_evidence(finding: Finding) -> Evidence | None:
    rows = Evidence.objects.filter(finding=finding, set_aside=False).select_related("passage")
    return rows.order_by("order", "created_at").first()


def _first_of(version: PlanVersion, section: Section) -> Passage | None:
    return Passage.objects.filter(version=version, section_index=section.index).order_by("index").first()


def _section(version: PlanVersion, passage: Passage) -> Section | None:
    if passage.section_index is None:
        return None
    return Section.objects.filter(version=version, index=passage.section_index).first()


def _requires(finding: Finding) -> str:
    return _("La norma pide: %(requires)s") % {"requires": finding.requires}


def _priority(level: int) -> str:
    if level <= Level.MENTIONED:
        return Priority.HIGH
    return Priority.MEDIUM if level <= Level.COMMITTED else Priority.LOW


def _authorship(comment: Comment) -> str:
    """Return who proposed it: the organisation, and the name only where its author wants it seen."""
    named = (str(comment.name) if comment.shows_name else "", comment.organization_name)
    return ", ".join(part for part in named if part)
