"""What the desk shows at once: a page of the document with its evidence, the criteria, and the one in review."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet

from arraigo.areas.plans.enums import Seat
from arraigo.areas.plans.models import (
    Evidence,
    Finding,
    Judgement,
    Passage,
    PlaceEvidence,
    PlanVersion,
    Review,
    Section,
)
from arraigo.areas.plans.queries import desk as reads
from arraigo.areas.plans.queries.desk_sight import STATUS_WORDS, Status, seat_of, seen, status
from arraigo.core.accounts.models import User
from arraigo.engines.plan_review.model import folded

PART = 40
"""A file without pages is shown by parts of so many passages."""
MOST_NUMBERS = 4
# Kind and number of a heading take no more letters than this beside its title.
HEADING = 24
_LETTERS = {
    "a": "aáàäâAÁÀÄÂ",
    "e": "eéèëêEÉÈËÊ",
    "i": "iíìïîIÍÌÏÎ",
    "o": "oóòöôOÓÒÖÔ",
    "u": "uúùüûUÚÙÜÛ",
    "n": "nñNÑ",
}


@dataclass(frozen=True)
class Wanted:
    """What somebody asked the desk for; levels are those settled, or suggested where none is."""

    theme: str = ""
    status: str = ""
    level: int | None = None


@dataclass(frozen=True)
class Line:
    """A criterion in the list: its number, how it stands for the viewer, and the level that they may see."""

    pk: UUID
    number: int
    asks: str
    code: str
    theme: str
    status: Status
    level: int | None
    suggested: int
    found: int

    @property
    def words(self) -> str:
        """Return how it stands, in words."""
        return str(STATUS_WORDS[self.status])

    @property
    def is_done(self) -> bool:
        """Whether the viewer has nothing more to do here."""
        return self.status is not Status.TO_JUDGE


@dataclass(frozen=True)
class Marked:
    """A passage of the page: the numbers of the criteria for which it is evidence, and whether of the one in review."""

    passage: Passage
    lines: tuple[Line, ...]
    is_now: bool
    is_heading: bool = False

    @property
    def shown(self) -> tuple[Line, ...]:
        """Return the criteria to be numbered: the first few."""
        return self.lines[:MOST_NUMBERS]

    @property
    def more(self) -> int:
        """Return how many have no room."""
        return max(len(self.lines) - MOST_NUMBERS, 0)


@dataclass(frozen=True)
class Block:
    """Headings with the passages that stand under them on this page; a page may begin in the middle of a section."""

    headings: tuple[Section, ...]
    passages: tuple[Marked, ...]


@dataclass(frozen=True)
class Sheet:
    """A page of the document, or a part of one that has no pages."""

    number: int
    count: int
    has_pages: bool
    path: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Quoted:
    """Evidence with the page where it stands."""

    evidence: Evidence
    sheet: int


@dataclass(frozen=True)
class Open:
    """The criterion in review: what was found, what the viewer may see of the judgements, and whether they differ."""

    finding: Finding
    line: Line
    quotes: tuple[Quoted, ...]
    aside: tuple[Quoted, ...]
    places: tuple[PlaceEvidence, ...]
    judgements: dict[int, Judgement]
    mine: Judgement | None
    previous: Line | None
    following: Line | None


@dataclass(frozen=True)
class Desk:
    """All of the page."""

    review: Review
    version: PlanVersion
    seat: int | None
    counts: reads.Counts
    seats: tuple[reads.SeatProgress, ...]
    mine: reads.SeatProgress | None
    themes: tuple[str, ...]
    groups: tuple[tuple[str, tuple[Line, ...]], ...]
    shown: int
    open: Open | None
    sheet: Sheet


def desk(
    review: Review, *, user: User, wanted: Wanted, finding_id: UUID | None = None, sheet: int | None = None
) -> Desk:
    """Return the desk as one member sees it.

    The criterion in review is the one asked for, else the first that waits for them; the page the one asked for, else
    that of its first evidence. Raises Finding.DoesNotExist for a criterion of another review.
    """
    seat = seat_of(review, user)
    given = reads.judgements_of(review)
    places = PlaceEvidence.objects.filter(finding=OuterRef("pk"))
    rows = Finding.objects.filter(review=review).select_related("settled_by").annotate(has_places=Exists(places))
    findings = {one.pk: one for one in rows.order_by("order")}
    lines = tuple(line_of(one, given.get(one.pk, {}), seat) for one in findings.values())
    shown = tuple(one for one in lines if _fits(one, wanted))
    chosen = _chosen(lines, shown, finding_id)
    seats = tuple(reads.seat_progress(review, given, len(findings)))
    opened = None
    if chosen:
        findings[chosen.pk].review = review
        opened = _open(findings[chosen.pk], chosen, shown, seen(given.get(chosen.pk, {}), seat), seat)
    number = sheet or (opened.quotes[0].sheet if opened and opened.quotes else 1)
    return Desk(
        review=review,
        version=review.version,
        seat=seat,
        counts=reads.counts(findings.values(), given),
        seats=seats,
        mine=next((one for one in seats if one.seat == seat), None),
        themes=tuple(dict.fromkeys(one.theme for one in lines)),
        groups=tuple((theme, tuple(group)) for theme, group in groupby(shown, key=lambda one: one.theme)),
        shown=len(shown),
        open=opened,
        sheet=_sheet(review, number, lines, chosen),
    )


def line_of(finding: Finding, given: Mapping[int, Judgement], seat: int | None) -> Line:
    """Return a criterion as the list shows it to who sits on a seat, or on none."""
    stands = status(finding, given, seat)
    own = given[seat].level if seat is not None and stands is Status.WAITING else None
    return Line(
        pk=finding.pk,
        number=finding.order + 1,
        asks=finding.asks or finding.code,
        code=finding.code,
        theme=finding.theme,
        status=stands,
        level=finding.level if finding.level is not None else own,
        suggested=finding.suggested,
        found=finding.evidence_total,
    )


def next_to_judge(review: Review, finding: Finding, user: User) -> UUID | None:
    """Return the criterion after this one that waits for this person, from the start again after the last."""
    seat = seat_of(review, user) or 0
    left = Finding.objects.filter(review=review).exclude(judgements__seat=seat).order_by("order")
    rows = list(left.exclude(pk=finding.pk).values_list("pk", "order"))
    later = [pk for pk, order in rows if order > finding.order]
    return later[0] if later else (rows[0][0] if rows else None)


def number_of_sheet(version: PlanVersion, passage: Passage) -> int:
    """Return the number of the page, or part, on which a passage stands."""
    return passage.page if version.pages > 1 else passage.index // PART + 1


def search_passages(version: PlanVersion, words: str) -> QuerySet[Passage]:
    """Return the passages of a version that have all these words, whatever their accents, in reading order."""
    found = Passage.objects.filter(version=version).order_by("index")
    for word in words.split()[:8]:
        # A regular expression over 15,000 passages takes a tenth of what folding each of them would.
        pattern = "".join(f"[{_LETTERS[one]}]" if one in _LETTERS else re.escape(one) for one in folded(word))
        found = found.filter(text__iregex=pattern)
    return found


def _fits(line: Line, wanted: Wanted) -> bool:
    level = line.level if line.level is not None else line.suggested
    return (
        (not wanted.theme or line.theme == wanted.theme)
        and (not wanted.status or line.status == wanted.status)
        and (wanted.level is None or level == wanted.level)
    )


def _chosen(lines: Sequence[Line], shown: Sequence[Line], finding_id: UUID | None) -> Line | None:
    if finding_id is not None:
        found = next((one for one in lines if one.pk == finding_id), None)
        if found is None:
            raise Finding.DoesNotExist
        return found
    waits = next((one for one in shown if not one.is_done), None)
    return waits or (shown[0] if shown else None)


def _open(finding: Finding, line: Line, shown: Sequence[Line], visible: dict[int, Judgement], seat: int | None) -> Open:
    version = finding.review.version
    rows = finding.evidence.select_related("passage").order_by("order", "created_at")
    quoted = [Quoted(one, number_of_sheet(version, one.passage)) for one in rows]
    before = [one for one in shown if one.number < line.number]
    after = [one for one in shown if one.number > line.number]
    has_places = finding.has_places  # type: ignore[attr-defined]
    return Open(
        finding=finding,
        line=line,
        quotes=tuple(one for one in quoted if not one.evidence.set_aside),
        aside=tuple(one for one in quoted if one.evidence.set_aside),
        places=tuple(finding.place_evidence.select_related("area")) if has_places else (),
        judgements={one: visible[one] for one in Seat if one in visible},
        mine=visible.get(seat) if seat is not None else None,
        previous=before[-1] if before else None,
        following=after[0] if after else None,
    )


def _sheet(review: Review, number: int, lines: Sequence[Line], now: Line | None) -> Sheet:
    """Return a page of the reviewed document with the evidence of every criterion marked; past the last, the last."""
    version = review.version
    has_pages = version.pages > 1
    count = version.pages if has_pages else max(-(-version.passage_count // PART), 1)
    number = min(max(number, 1), count)
    place = Q(page=number) if has_pages else Q(index__gte=(number - 1) * PART, index__lt=number * PART)
    cites = Evidence.objects.filter(passage=OuterRef("pk"), finding__review=review, set_aside=False)
    passages = list(
        Passage.objects.filter(place, version=version)
        .defer("concepts", "why")
        .annotate(cited_by=ArraySubquery(cites.order_by("finding__order").values("finding_id")))
        .order_by("index")
    )
    sections = _sections(version, passages, place if has_pages else Q())
    first = passages[0].section_index if passages else None
    path: list[str] = next((one.path for one in sections if one.index == first), [])
    begin_here = [one for one in sections if not has_pages or one.page == number]
    known = {one.pk: one for one in lines}
    titles = {one.start: len(one.title) + HEADING for one in begin_here}
    marked = [_marked(one, [known[pk] for pk in one.cited_by], now, titles) for one in passages]
    # A heading that the text itself says, as «Art. 5.- Vivienda», is not said twice.
    unsaid = [one for one in begin_here if one.start not in {passage.start for passage in passages}]
    return Sheet(number, count, has_pages, " · ".join(map(str, path[:2])), _blocks(marked, unsaid))


def _sections(version: PlanVersion, passages: Sequence[Passage], page: Q) -> list[Section]:
    """Return the sections that begin on the page, and those that its passages belong to."""
    if not passages:
        return []
    begins = page or Q(start__lte=passages[-1].end, start__gt=passages[0].start)
    belong = Q(index__in={one.section_index for one in passages} - {None})
    return list(version.sections.filter(begins | belong).order_by("index"))


def _blocks(passages: Sequence[Marked], headings: Sequence[Section]) -> tuple[Block, ...]:
    """Return the passages under the headings that stand before them, in reading order."""
    blocks, left = [], list(headings)
    for _index, group in groupby(passages, key=lambda one: one.passage.section_index):
        members = tuple(group)
        above = [one for one in left if one.start <= members[0].passage.start]
        left = left[len(above) :]
        blocks.append(Block(tuple(above), members))
    return (*blocks, Block(tuple(left), ())) if left else tuple(blocks)


def _marked(passage: Passage, lines: list[Line], now: Line | None, titles: Mapping[int, int]) -> Marked:
    is_now = now is not None and any(one.pk == now.pk for one in lines)
    ordered = sorted(lines, key=lambda one: (now is not None and one.pk != now.pk, one.number))
    return Marked(passage, tuple(ordered), is_now, len(passage.text) <= titles.get(passage.start, 0))
