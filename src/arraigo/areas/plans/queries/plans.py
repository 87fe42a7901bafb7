"""What the pages of plans read: the list, one plan, and a version page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Count, Func, Min, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Lower

from arraigo.areas.plans.enums import Progress, RecommendationState
from arraigo.areas.plans.models import Authority, Passage, Phase, Plan, PlanVersion, Section
from arraigo.core.jobs.api import JobState
from arraigo.engines.plan_review.model import folded

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
INSIDE_ARTICLES = frozenset({"numeral", "literal"})
ACCENTED, BARE = "áàäâéèëêíìïîóòöôúùüûñç", "aaaaeeeeiiiioooouuuunc"
PUNCTUATION = ".,;:()«»\"'¿?¡!"
# Letters that a word keeps in all its forms.
BEGINNING = 4
UNDER_WAY = frozenset({Progress.WAITING, Progress.RUNNING})


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
    """A heading of the table of contents, the leaf on which it begins, and the headings below it."""

    section: Section
    leaf: int
    children: list["Branch"]


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


def leaf_at(version: PlanVersion, passage: Passage) -> int:
    """Return the leaf on which a passage at hand stands; asks nothing."""
    return passage.page if version.pages > 1 else passage.index // STRETCH + 1


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


def contents(version: PlanVersion) -> list[Branch]:
    """Return the table of contents as a tree, without numerals and literals; two queries."""
    rows = list(Section.objects.filter(version=version).order_by("index"))
    leaves = _leaves(version, rows)
    parents = {row.index: row.parent_index for row in rows}
    roots: list[Branch] = []
    shown: dict[int, Branch] = {}
    for row in rows:
        if row.kind in INSIDE_ARTICLES:
            continue
        branch = Branch(row, leaves[row.index], [])
        above = row.parent_index
        while above is not None and above not in shown:
            above = parents.get(above)
        (shown[above].children if above is not None else roots).append(branch)
        shown[row.index] = branch
    return roots


def _leaves(version: PlanVersion, rows: Sequence[Section]) -> dict[int, int]:
    """Return the leaf on which each section begins: where its first passage stands, or that of the next one."""
    if version.pages > 1:
        return {row.index: row.page for row in rows}
    firsts = dict(
        Passage.objects.filter(version=version, section_index__isnull=False)
        .order_by()
        .values_list("section_index")
        .annotate(first=Min("index"))
    )
    found, here = {}, max(firsts.values(), default=0)
    for row in reversed(rows):
        here = firsts.get(row.index, here)
        found[row.index] = here // STRETCH + 1
    return found


def find(version: PlanVersion, words: str) -> list[Passage]:
    """Return the passages with all the words, whatever their accents, or in another form; at most FOUND_AT_MOST.

    The other forms are those of PostgreSQL's Spanish stemmer, asked only where each word's beginning stands: without an
    index it would take most of a second for a long plan.
    """
    sought = [bare for word in folded(words).split() if (bare := word.strip(PUNCTUATION))]
    if not sought:
        return []
    rows = Passage.objects.filter(version=version).annotate(
        plain=Func(Lower("text"), Value(ACCENTED), Value(BARE), function="TRANSLATE", output_field=TextField()),
        words=SearchVector("text", config="spanish"),
    )
    as_they_are = Q(*(("plain__contains", word) for word in sought))
    begun = Q(*(("plain__contains", word[:BEGINNING]) for word in sought if len(word) >= BEGINNING))
    other_form = begun & Q(words=SearchQuery(words, config="spanish"))
    return list(rows.filter(as_they_are | other_form).order_by("index")[:FOUND_AT_MOST])


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
    written = Progress(version.reading)
    job = version.reading_job
    if written not in UNDER_WAY or job is None or not job.is_over:
        return written
    return Progress.CANCELLED if job.state == JobState.CANCELLED else Progress.FAILED


def is_read_anew(version: PlanVersion) -> bool:
    """Tell whether a version that was read is being read again."""
    job = version.reading_job
    return version.reading == Progress.READY and job is not None and not job.is_over
