"""What the pages of plans read: the list, one plan, and a version page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from arraigo.areas.plans.enums import Progress, RecommendationState
from arraigo.areas.plans.models import Authority, Passage, Phase, Plan, PlanVersion, Section

# What is done with; anything else is still in somebody's hands.
OVER = (
    RecommendationState.ADOPTED,
    RecommendationState.DILUTED,
    RecommendationState.LOST,
    RecommendationState.WITHDRAWN,
)
# As many passages as a screen of a file without pages.
STRETCH = 60
FOUND_AT_MOST = 200


@dataclass(frozen=True)
class Leg:
    """A phase of a plan's calendar and where it stands: done, late, now or ahead."""

    phase: Phase
    standing: str


@dataclass(frozen=True)
class Leaf:
    """A page of a version, or a stretch of one without pages: its passages under their headings."""

    number: int
    last: int
    blocks: list[tuple[Section | None, list[Passage]]]
    is_page: bool


@dataclass(frozen=True)
class Branch:
    """A heading of the table of contents: how deep it lies, the leaf on which it begins, what it rules."""

    section: Section
    depth: int
    leaf: int


def plans() -> QuerySet[Plan]:
    """Return the plans of the city with their latest version, next phase and open recommendations."""
    latest = PlanVersion.objects.filter(plan=OuterRef("pk")).order_by("-number")
    phase = Phase.objects.filter(plan=OuterRef("pk"), done_on__isnull=True).order_by("ends_on")
    still = Q(recommendations__isnull=False) & ~Q(recommendations__state__in=OVER)
    return Plan.objects.select_related("authority__organization").annotate(
        version_number=Subquery(latest.values("number")[:1]),
        version_state=Subquery(latest.values("state")[:1]),
        version_pages=Subquery(latest.values("pages")[:1]),
        next_on=Subquery(phase.values("ends_on")[:1]),
        next_title=Subquery(phase.values("title")[:1]),
        open_count=Count("recommendations", filter=still, distinct=True),
    )


def authorities() -> QuerySet[Authority]:
    """Return the authorities of the city with how many plans each has."""
    return Authority.objects.select_related("organization").annotate(plan_count=Count("plans"))


def legs(plan: Plan, *, today: date) -> list[Leg]:
    """Return a plan's calendar in order, each phase with where it stands."""
    return [Leg(phase, _standing(phase, today)) for phase in plan.phases.all()]


def _standing(phase: Phase, today: date) -> str:
    if phase.done_on is not None:
        return "done"
    if phase.ends_on < today:
        return "late"
    return "now" if phase.starts_on <= today else "ahead"


def versions(plan: Plan) -> QuerySet[PlanVersion]:
    """Return a plan's versions, newest first, with how many recommendations each has."""
    found = plan.versions.select_related("file", "reading_job").annotate(recommended=Count("recommendations"))
    return found.prefetch_related("reviews").order_by("-number")


def leaf(version: PlanVersion, number: int, *, relevant: bool = False) -> Leaf:
    """Return one page of a version, or one stretch of passages where the file has no pages.

    relevant: the passages alone that speak of persons in mobility, as stretches over the whole file.
    """
    rows = Passage.objects.filter(version=version)
    if relevant:
        rows = rows.filter(relevant=True)
    by_page = version.pages > 1 and not relevant
    last = version.pages if by_page else max(1, -(-rows.count() // STRETCH))
    number = min(max(number, 1), last)
    shown = rows.filter(page=number) if by_page else rows[(number - 1) * STRETCH : number * STRETCH]
    return Leaf(number, last, _blocks(version, list(shown)), by_page)


def leaf_of(version: PlanVersion, index: int) -> int:
    """Return the leaf on which a passage stands; the first when there is no such passage."""
    if version.pages > 1:
        page = Passage.objects.filter(version=version, index=index).values_list("page", flat=True).first()
        return page or 1
    return index // STRETCH + 1


def _blocks(version: PlanVersion, shown: Sequence[Passage]) -> list[tuple[Section | None, list[Passage]]]:
    wanted = {one.section_index for one in shown if one.section_index is not None}
    sections = {one.index: one for one in Section.objects.filter(version=version, index__in=wanted)}
    blocks: list[tuple[Section | None, list[Passage]]] = []
    here: int | None = -1
    for passage in shown:
        if passage.section_index != here or not blocks:
            here = passage.section_index
            blocks.append((sections.get(here) if here is not None else None, []))
        blocks[-1][1].append(passage)
    return blocks


def contents(version: PlanVersion, *, deepest: int = 3, most: int = 400) -> list[Branch]:
    """Return the table of contents: headings down to a depth, as many as a page carries."""
    first = Passage.objects.filter(version=OuterRef("version"), start__gte=OuterRef("start")).order_by("start")
    rows = Section.objects.filter(version=version).exclude(kind__in=["numeral", "literal"]).order_by("index")
    if version.pages <= 1:
        rows = rows.annotate(first=Coalesce(Subquery(first.values("index")[:1]), 0, output_field=IntegerField()))
    found = [one for one in rows if len(one.path) <= deepest][:most]
    return [Branch(one, len(one.path), _leaf_of_section(version, one)) for one in found]


def _leaf_of_section(version: PlanVersion, section: Section) -> int:
    return section.page if version.pages > 1 else int(getattr(section, "first", 0)) // STRETCH + 1


def find(version: PlanVersion, words: str) -> list[Passage]:
    """Return the passages that hold the words as they are, or all of them in some form; at most FOUND_AT_MOST."""
    if not words:
        return []
    rows = Passage.objects.filter(version=version).annotate(words=SearchVector("text", config="spanish"))
    wanted = Q(text__icontains=words) | Q(words=SearchQuery(words, config="spanish"))
    return list(rows.filter(wanted).order_by("index")[:FOUND_AT_MOST])


def counted(version: PlanVersion) -> dict[str, int]:
    """Return how many passages of a version hold each concept that was found in it, most first."""
    found: dict[str, int] = {}
    rows = Passage.objects.filter(version=version, relevant=True).values_list("concepts", flat=True)
    for concepts in rows:
        for concept in concepts:
            found[concept] = found.get(concept, 0) + 1
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def waits(plan: Plan) -> bool:
    """Tell whether a version of a plan is being read."""
    return plan.versions.filter(reading__in=[Progress.WAITING, Progress.RUNNING]).exists()


def by_section(version: PlanVersion) -> QuerySet[Passage]:
    """Return a version's passages in order, for programs."""
    return Passage.objects.filter(version=version).order_by(F("index"))
