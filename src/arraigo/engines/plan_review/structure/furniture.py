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

_TOP, _BOTTOM = 7, 6
_FEWEST = 4
_SCRAP = 3
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
    edges = [list(_edge(span)) for span in spans]
    keys = {place: _key(lines.texts[place]) for edge in edges for place in edge}
    repeated = _repeated(edges, keys)
    kept: set[str] = set()
    for edge in edges:
        for place in edge:
            if keys[place] in repeated and not _opens(lines, place, keys[place], kept):
                lines.dropped[place] = 1
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


def _key(text: str) -> str:
    return _DIGITS.sub("#", text).lower()


def _repeated(edges: list[list[int]], keys: dict[int, str]) -> set[str]:
    """Keys that stand on enough pages, between their first and their last, to be furniture."""
    on_pages: dict[str, list[int]] = defaultdict(list)
    for number, edge in enumerate(edges):
        for key in {keys[place] for place in edge}:
            on_pages[key].append(number)
    return {
        key
        for key, numbers in on_pages.items()
        if len(numbers) >= min(_FEWEST, max(2, len(edges)))
        and len(numbers) >= _SHARE * (numbers[-1] - numbers[0] + 1)
        and key.strip("# .-–|")
        and not _is_list_item(key)
    }


def _is_list_item(key: str) -> bool:
    """«a)», «#.» and bullets repeat at the edges of pages by chance."""
    return len(key) < 4 or (key[1:2] in (".", ")") and len(key) < 12)


def _opens(lines: Lines, place: int, key: str, kept: set[str]) -> bool:
    """Whether a running header is also the heading that it repeats: its first time, where it heads a division."""
    if key in kept or not is_division(lines.texts[place]):
        return False
    kept.add(key)
    return True


def _drop_folios(lines: Lines, edges: list[list[int]]) -> None:
    """Drop the numbers at the edges that count pages: those as far from the page's own place as most are."""
    found = [(place, number, value) for number, edge in enumerate(edges) for place, value in _folios(lines, edge)]
    if not found:
        return
    offsets = Counter(value - number for _place, number, value in found)
    usual = {offset for offset, count in offsets.items() if count >= max(3, len(edges) // 50)}
    for place, number, value in found:
        if any(abs(value - number - offset) <= 1 for offset in usual) or "g" in lines.texts[place].lower()[:6]:
            lines.dropped[place] = 1


def _drop_scraps(lines: Lines, edges: list[list[int]], keys: dict[int, str]) -> None:
    """Drop the «I» of a header that reads «Parte / I / Capítulo II»: short, on many pages, beside what was dropped."""
    counts = Counter(keys[place] for edge in edges for place in edge if len(keys[place]) <= _SCRAP)
    for edge in edges:
        for place in edge:
            beside = any(0 <= other < len(lines) and lines.dropped[other] for other in (place - 1, place + 1))
            if beside and counts[keys[place]] >= _FEWEST and not _is_list_item(keys[place] + "    "):
                lines.dropped[place] = 1


def _folios(lines: Lines, edge: Iterable[int]) -> Iterator[tuple[int, int]]:
    for place in edge:
        text = lines.texts[place]
        if len(text) <= 24:
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
