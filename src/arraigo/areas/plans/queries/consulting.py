"""What the pages of consultations read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from arraigo.areas.plans.enums import CommentState
from arraigo.areas.plans.models import Comment, Consultation, Passage, Section

# As many headings as a public page carries within its first 20 kB.
HEADINGS = 40
PUBLISHED = Q(comments__state=CommentState.PUBLISHED)
WAITING = Q(comments__state=CommentState.TO_MODERATE)


@dataclass(frozen=True)
class Heading:
    """A section of the text that is consulted: how deep it lies, and how many comments of it are published."""

    section: Section
    depth: int
    comments: int = 0


@dataclass(frozen=True)
class Read:
    """A section with its text, what was said of it, and the sections before and after it."""

    section: Section
    passages: list[Passage]
    comments: list[Comment]
    before: Section | None = None
    after: Section | None = None
    above: tuple[str, ...] = field(default=())


def consultations() -> QuerySet[Consultation]:
    """Return the consultations of the city for the desk, with how many comments each has and how many wait."""
    return Consultation.objects.select_related("version__plan").annotate(
        comment_count=Count("comments", filter=~Q(comments__state=CommentState.UNCONFIRMED)),
        waiting=Count("comments", filter=WAITING),
    )


def consulted_plans() -> list[tuple[str, str]]:
    """Return the plans of which a version is or was consulted, as choices by title."""
    rows = Consultation.objects.order_by("version__plan__title").values_list("version__plan_id", "version__plan__title")
    return [(str(pk), title) for pk, title in dict(rows).items()]


def public_consultations() -> QuerySet[Consultation]:
    """Return the consultations that anybody may read, the latest first."""
    return (
        Consultation.objects.filter(published_at__isnull=False)
        .select_related("version__plan")
        .annotate(comment_count=Count("comments", filter=PUBLISHED))
        .order_by("-closes_at")
    )


def headings(consultation: Consultation, *, words: str = "", start: int = 0) -> tuple[list[Heading], int]:
    """Return a stretch of a text's headings with their published comments, and how many there are in all.

    words: only headings whose title has all of them, or whose text has the whole.
    """
    rows = Section.objects.filter(version_id=consultation.version_id)
    if words:
        rows = rows.filter(index__in=_sections_with(consultation, words))
    said = dict(
        Comment.objects.filter(consultation=consultation, state=CommentState.PUBLISHED, section__isnull=False)
        .values_list("section_id")
        .annotate(number=Count("pk"))
    )
    page = rows.order_by("index")[start : start + HEADINGS]
    found = [Heading(one, min(len(one.path), 5), said.get(one.pk, 0)) for one in page]
    return found, rows.count()


def _sections_with(consultation: Consultation, words: str) -> set[int]:
    titles = Section.objects.filter(version_id=consultation.version_id)
    for word in words.split():
        titles = titles.filter(title__icontains=word)
    texts = Passage.objects.filter(
        version_id=consultation.version_id, text__icontains=words, section_index__isnull=False
    ).values_list("section_index", flat=True)
    return {*titles.values_list("index", flat=True), *(one for one in texts if one is not None)}


def read(consultation: Consultation, index: int) -> Read | None:
    """Return a section with its own text and its published comments; None when there is no such section."""
    near = Section.objects.filter(version_id=consultation.version_id, index__range=(index - 1, index + 1))
    found = {one.index: one for one in near}
    section = found.get(index)
    if section is None:
        return None
    passages = list(Passage.objects.filter(version_id=consultation.version_id, section_index=index))
    said = list(published(consultation, section))
    above = tuple(str(one) for one in section.path[:-1])
    return Read(section, passages, said, found.get(index - 1), found.get(index + 1), above)


def published(consultation: Consultation, section: Section | None) -> QuerySet[Comment]:
    """Return the published comments on a section, or on the plan as a whole."""
    return Comment.objects.filter(consultation=consultation, section=section, state=CommentState.PUBLISHED)


def comments(consultation: Consultation) -> QuerySet[Comment]:
    """Return what the team moderates: every comment whose mailbox was confirmed or that has none."""
    rows = Comment.objects.filter(consultation=consultation).exclude(state=CommentState.UNCONFIRMED)
    return rows.select_related("section", "recommendation", "moderated_by")


def counts(rows: Sequence[Comment]) -> dict[str, int]:
    """Return how many comments wait, are published, were refused, and became recommendations."""
    return {
        "waiting": sum(one.state == CommentState.TO_MODERATE for one in rows),
        "published": sum(one.state == CommentState.PUBLISHED for one in rows),
        "refused": sum(one.state == CommentState.REFUSED for one in rows),
        "recommended": sum(one.recommendation_id is not None for one in rows),
        "all": len(rows),
    }


def remaining(consultation: Consultation, *, at: datetime) -> str:
    """Return where a consultation stands: «soon», «open» or «closed»."""
    if at < consultation.opens_at:
        return "soon"
    return "open" if at < consultation.closes_at else "closed"
