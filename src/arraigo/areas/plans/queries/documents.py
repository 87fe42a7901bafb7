"""A version as the engine knows it, rebuilt from what was kept when it was read."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from arraigo.areas.plans.models import Passage, PlanVersion
from arraigo.engines.plan_review.model import Document, Kind, Page, Section, quote_hash
from arraigo.engines.plan_review.model import Passage as EnginePassage
from arraigo.engines.plan_review.problems import Problem


def document_of(version: PlanVersion) -> Document:
    """Return a version as the engine's document, without reading its file again.

    `text` holds every passage where it stood, with blanks between them: headings, running headers and page numbers are
    not in it. Tables were not kept. A page has text where a passage stands on it.
    """
    passages = tuple(
        EnginePassage(*row)
        for row in version.passages.order_by("index").values_list(
            "index", "text", "page", "start", "end", "section_index"
        )
    )
    return Document(
        sha256=version.sha256,
        media_type=version.media_type,
        text=_text(passages),
        pages=_pages(version, passages),
        sections=_sections(version),
        passages=passages,
        language=version.language,
        problems=tuple(Problem(one["code"], one["values"]) for one in version.problems),
    )


def anchor_of(passage: Passage) -> dict[str, Any]:
    """Return the anchor of one passage as it is kept with evidence; the passages beside it are looked up."""
    around = Passage.objects.filter(version=passage.version_id, index__in=(passage.index - 1, passage.index + 1))
    beside = dict(around.values_list("index", "quote"))
    path: list[str] = []
    if passage.section_index is not None:
        section = passage.version.sections.filter(index=passage.section_index).first()
        path = section.path if section else []
    return {
        "sha256": passage.version.sha256,
        "page": passage.page,
        "start": passage.start,
        "end": passage.end,
        "quote": passage.quote or quote_hash(passage.text),
        "path": path,
        "before": beside.get(passage.index - 1, ""),
        "after": beside.get(passage.index + 1, ""),
    }


def _sections(version: PlanVersion) -> tuple[Section, ...]:
    rows = version.sections.order_by("index").values_list(
        "kind", "number", "title", "path", "page", "start", "end", "parent_index"
    )
    return tuple(
        Section(Kind(kind), number, title, tuple(path), page, start, end, parent)
        for kind, number, title, path, page, start, end, parent in rows
    )


def _text(passages: Iterable[EnginePassage]) -> str:
    pieces, at = [], 0
    for one in sorted(passages, key=lambda passage: passage.start):
        room = max(one.end - max(one.start, at), 0)
        pieces.append("\n" * (one.start - at))
        # A passage is rejoined: it may be shorter than the place where it stands, and never takes the next one's.
        pieces.append(one.text[:room].ljust(room))
        at = max(at, one.start) + room
    return "".join(pieces)


def _pages(version: PlanVersion, passages: Iterable[EnginePassage]) -> tuple[Page, ...]:
    starts: dict[int, int] = {}
    last = 0
    for one in passages:
        starts[one.page] = min(starts.get(one.page, one.start), one.start)
        last = max(last, one.end)
    count = max(version.pages, *starts, 1) if starts else max(version.pages, 1)
    begins: list[int] = [last] * (count + 1)
    for number in range(count, 0, -1):
        begins[number - 1] = starts.get(number, begins[number])
    extents = enumerate(pairwise(begins), start=1)
    return tuple(Page(number, start, end, number in starts) for number, (start, end) in extents)
