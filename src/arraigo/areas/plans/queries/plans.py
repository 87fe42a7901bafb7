"""What the pages of plans read: the list, one plan, and a version page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Count, Min, OuterRef, Prefetch, Q, QuerySet, Subquery

from arraigo.areas.plans.enums import Progress, RecommendationState
from arraigo.areas.plans.models import Authority, Passage, Phase, Plan, PlanVersion, Review, Section
from arraigo.areas.plans.queries.progress import is_done_anew, standing
from arraigo.engines.plan_review.tagging.folding import fold

# What is done with; anything else is still in somebody's hands.
OVER = (
    RecommendationState.ADOPTED,
    RecommendationState.DILUTED,
    RecommendationState.LOST,
    RecommendationState.WITHDRAWN,
)
# As many passages as a screen of a file without pages.
STRETCH = 60
INSIDE_ARTICLES = frozenset({"numeral", "literal"})
# Letters of a heading's label at most: «Disposición transitoria vigésima».
LABEL = 40
# Headings of a table of contents that a page carries.
HEADINGS = 400


@dataclass(frozen=True)
class Leg:
    """A phase of a plan's calendar and where it stands: done, late, now or ahead."""

    phase: Phase
    standing: str


@dataclass(frozen=True)
class Block:
    """What stands under one heading: `title` is the passage that only says the heading, which is drawn as one."""

    section: Section | None
    title: Passage | None
    passages: list[Passage]


@dataclass(frozen=True)
class Leaf:
    """A page of a version, or a stretch of one without pages: its passages under their headings."""

    number: int
    last: int
    blocks: list[Block]
    is_page: bool


@dataclass(frozen=True)
class Branch:
    """A heading of the table of contents, the leaf on which it begins, and the headings below it."""

    section: Section
    leaf: int
    children: list["Branch"]


@dataclass(frozen=True)
class Contents:
    """A part of a table of contents, of so many parts."""

    number: int
    last: int
    branches: list[Branch]


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
    return found.prefetch_related(Prefetch("reviews", Review.objects.select_related("job"))).order_by("-number")


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


def leaf_at(version: PlanVersion, passage: Passage) -> int:
    """Return the leaf on which a passage at hand stands; asks nothing."""
    return passage.page if version.pages > 1 else passage.index // STRETCH + 1


def _blocks(version: PlanVersion, shown: Sequence[Passage]) -> list[Block]:
    """Put passages under the headings that rule them, in the order in which they stand."""
    wanted = {one.section_index for one in shown if one.section_index is not None}
    sections = {one.index: one for one in Section.objects.filter(version=version, index__in=wanted)}
    blocks: list[Block] = []
    for here, grouped in groupby(shown, key=lambda passage: passage.section_index):
        section = sections.get(here) if here is not None else None
        passages = list(grouped)
        title = passages[0] if section is not None and _says_only(passages[0], section) else None
        blocks.append(Block(section, title, passages[1:] if title is not None else passages))
    return blocks


def _says_only(passage: Passage, section: Section) -> bool:
    """Tell whether a passage is its section's heading and no more: the title, with a label such as «Art. 12.-»."""
    if passage.start >= section.end or passage.start < section.start - LABEL or not section.path:
        return False
    said, title = _letters(passage.text), _letters(section.title or section.path[-1])
    return bool(title) and said.endswith(title) and len(said) - len(title) <= LABEL


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))


def contents(version: PlanVersion, number: int = 1) -> Contents:
    """Return a part of the table of contents as a tree, without numerals and literals; three queries.

    A heading whose upper one stands in an earlier part begins a tree of its own.
    """
    headings = Section.objects.filter(version=version).exclude(kind__in=INSIDE_ARTICLES).order_by("index")
    last = max(1, -(-headings.count() // HEADINGS))
    number = min(max(number, 1), last)
    rows = list(headings[(number - 1) * HEADINGS : number * HEADINGS])
    leaves = _leaves(version, rows)
    roots: list[Branch] = []
    shown: dict[int, Branch] = {}
    for row in rows:
        branch = Branch(row, leaves[row.index], [])
        above = None if row.parent_index is None else shown.get(row.parent_index)
        (above.children if above is not None else roots).append(branch)
        shown[row.index] = branch
    return Contents(number, last, roots)


def _leaves(version: PlanVersion, rows: Sequence[Section]) -> dict[int, int]:
    """Return the leaf on which each section begins: where its first passage stands, or that of the next one."""
    if version.pages > 1 or not rows:
        return {row.index: row.page for row in rows}
    passages = Passage.objects.filter(version=version, section_index__gte=rows[0].index)
    firsts = dict(passages.order_by().values_list("section_index").annotate(first=Min("index")))
    after = [first for index, first in firsts.items() if index is not None and index > rows[-1].index]
    found, here = {}, min(after, default=max(firsts.values(), default=0))
    for row in reversed(rows):
        here = firsts.get(row.index, here)
        found[row.index] = here // STRETCH + 1
    return found


def counted(version: PlanVersion) -> dict[str, int]:
    """Return how many passages of a version hold each concept that was found in it, most first."""
    found: dict[str, int] = {}
    rows = Passage.objects.filter(version=version, relevant=True).values_list("concepts", flat=True)
    for concepts in rows:
        for concept in concepts:
            found[concept] = found.get(concept, 0) + 1
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def reading_of(version: PlanVersion) -> Progress:
    """Return where a version's reading stands: as it was written, or as its job ended where nobody wrote it."""
    return standing(version.reading, version.reading_job)


def is_read_anew(version: PlanVersion) -> bool:
    """Tell whether a version that was read is being read again."""
    return is_done_anew(version.reading, version.reading_job)
