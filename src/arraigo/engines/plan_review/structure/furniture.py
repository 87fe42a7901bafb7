"""What is printed on every page and is not the plan: running headers and footers, page numbers.

It is told by repetition at the top and bottom of pages. A text that lost its pages still has their numbers, one more
at each; they part it again.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from arraigo.engines.plan_review.structure.headings import is_division
from arraigo.engines.plan_review.structure.lines import Lines

_TOP, _BOTTOM = 10, 8
_FEWEST = 4
_SCRAP = 3
# Of its times, this part is at the very same height; the others a line off.
_STEADY = 0.5
# Lines of a header that are not the same on every page: its chapter, a stamp.
_STRANGE, _FOLIO_LENGTH = 2, 24
# Of the pages between its first and its last, a header stands on this part: facing pages may take turns.
_SHARE = 0.35
_DIGITS = re.compile(r"\d+")
_FOLIO = re.compile(
    r"^(?:[-–—|•·\[( ]*(?:p[aá]g(?:ina)?s?\.?\s*(?:n[°ºo.]+\s*)?:?\s*)?[-–—]?\s*(\d{1,4})"
    r"(?:\s*(?:de|/|of)\s*\d{1,4})?\s*[-–—|•·\]) .]*)$",
    re.IGNORECASE,
)
_CLOSEST, _FARTHEST = 8, 140
_FEWEST_FOLIOS = 5


def drop_furniture(lines: Lines) -> None:
    """Mark the lines that only furnish the pages as dropped."""
    if lines.are_paragraphs or not lines.texts:
        return
    spans = _page_spans(lines)
    if len(spans) < _FEWEST:
        spans = _spans_by_folio(lines)
    if len(spans) < 2:
        return
    keys = {place: _key(lines.texts[place]) for span in spans for place in _edge(span)}
    repeated = _repeated(spans, keys)
    kept: dict[str, int] = {}
    for span in spans:
        for side in (1, -1):
            _drop_side(lines, _side(span, side), keys, repeated, kept)
    edges = [list(_edge(span)) for span in spans]
    _drop_folios(lines, edges)
    _drop_scraps(lines, edges, keys)


def _page_spans(lines: Lines) -> list[range]:
    """The lines of each page that has any."""
    firsts = [0, *(place for place in range(1, len(lines)) if lines.pages[place] != lines.pages[place - 1])]
    return [range(first, end) for first, end in zip(firsts, [*firsts[1:], len(lines)], strict=True)]


def _edge(span: range) -> Iterable[int]:
    if len(span) <= _TOP + _BOTTOM:
        return span
    return (*span[:_TOP], *span[-_BOTTOM:])


def _side(span: range, side: int) -> list[tuple[int, int]]:
    """The lines of a page's top (side 1) or bottom (-1), from its edge inwards, each with how far in it is."""
    inwards = span[:_TOP] if side > 0 else span[: -_BOTTOM - 1 : -1]
    return [(side * far, place) for far, place in enumerate(inwards, start=1)]


def _key(text: str) -> str:
    return _DIGITS.sub("#", text).lower()


def _repeated(spans: list[range], keys: dict[int, str]) -> set[tuple[str, int]]:
    """What stands at the same height on enough pages, between its first and its last, to be furniture."""
    on_pages: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number, span in enumerate(spans):
        for side in (1, -1):
            for far, place in _side(span, side):
                on_pages[keys[place], far].append(number)
    found: set[tuple[str, int]] = set()
    for (key, far), numbers in on_pages.items():
        near = sum(len(on_pages.get((key, far + step), ())) for step in (-1, 0, 1))
        is_often = near >= min(_FEWEST, len(spans)) and near >= _SHARE * (numbers[-1] - numbers[0] + 1)
        is_steady = len(numbers) >= max(2, _STEADY * near)
        if is_often and is_steady and key.strip("# .-–|") and not _is_list_item(key):
            found |= {(key, far + step) for step in (-1, 0, 1)}
    return found


def _is_list_item(key: str) -> bool:
    """«a)», «#.» and bullets repeat at the edges of pages by chance."""
    return len(key) < 4 or (key[1:2] in (".", ")") and len(key) < 12)


def _drop_side(
    lines: Lines,
    side: list[tuple[int, int]],
    keys: dict[int, str],
    repeated: set[tuple[str, int]],
    kept: dict[str, int],
) -> None:
    """Drop from the edge of a page inwards, as far as furniture goes; a line or two of it may differ by page."""
    strange = 0
    for far, place in side:
        if (keys[place], far) in repeated:
            if not _opens(lines, place, keys[place], kept):
                lines.dropped[place] = 1
        elif len(lines.texts[place]) > _FOLIO_LENGTH:
            strange += 1
        if strange > _STRANGE:
            return


def _opens(lines: Lines, place: int, key: str, kept: dict[str, int]) -> bool:
    """Whether a running header is also the heading that it repeats: its first time, where it heads a division."""
    if key in kept:
        return kept[key] == place
    if lines.dropped[place] or not is_division(lines.texts[place]):
        return False
    kept[key] = place
    return True


def _drop_folios(lines: Lines, edges: list[list[int]]) -> None:
    """Drop the numbers at the edges that count pages: those as far from the page's own place as most are."""
    found = [(place, number, value) for number, edge in enumerate(edges) for place, value in _folios(lines, edge)]
    if not found:
        return
    offsets = Counter(value - number for _place, number, value in found)
    usual = {offset for offset, count in offsets.items() if count >= max(3, len(edges) // 50)}
    for place, number, value in found:
        if value - number in usual or "g" in lines.texts[place].lower()[:6]:
            lines.dropped[place] = 1


def _drop_scraps(lines: Lines, edges: list[list[int]], keys: dict[int, str]) -> None:
    """Drop the «I» of a header that reads «Parte / I / Capítulo II»: short, on many pages, beside what was dropped."""
    counts = Counter(keys[place] for edge in edges for place in edge if len(keys[place]) <= _SCRAP)
    for edge in edges:
        own = set(edge)
        for place in edge:
            key = keys[place]
            beside = any(other in own and lines.dropped[other] for other in (place - 1, place + 1))
            if beside and key.isalpha() and counts[key] >= _FEWEST:
                lines.dropped[place] = 1


def _folios(lines: Lines, edge: Iterable[int]) -> Iterator[tuple[int, int]]:
    for place in edge:
        text = lines.texts[place]
        if len(text) <= _FOLIO_LENGTH:
            folio = _FOLIO.match(text)
            if folio:
                yield place, int(folio.group(1))


def _spans_by_folio(lines: Lines) -> list[range]:
    """Part a text without pages after each of its page numbers: lone numbers, each one more than that before it."""
    chains: dict[int, list[int]] = {}
    best: list[int] = []
    for place, value in _folios(lines, range(len(lines))):
        chain = chains.pop(value - 1, [])
        follows = chain and _CLOSEST <= place - chain[-1] <= _FARTHEST
        chains[value] = [*chain, place] if follows else [place]
        best = max(best, chains[value], key=len)
    if len(best) < _FEWEST_FOLIOS:
        return []
    cuts = [0, *(place + 1 for place in best), len(lines)]
    return [range(first, end) for first, end in pairwise(cuts) if end > first]
