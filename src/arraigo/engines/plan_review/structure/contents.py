"""The plan's own index: its lines name headings that come later, and are none themselves."""

import re

from arraigo.engines.plan_review.structure.headings import heading_of
from arraigo.engines.plan_review.structure.lines import Lines

_DOTTED = re.compile(r"(?:\.{4,}|…{2,}|(?:\.\s){4,}|_{5,})[\s.]*[\divxlcIVXLC]{0,6}\s*$")
_TITLE = re.compile(
    r"^(?:TABLA\s+DE\s+)?(?:[IÍ]NDICE|CONTENIDOS?|SUMARIO)(?:\s+(?:GENERAL|DE\s+CONTENIDOS?|TEM[AÁ]TICO))?\s*[:.]?$",
    re.IGNORECASE,
)
_NUMBER_LAST = re.compile(r"\D\s?(\d{1,4})$")
_GAP, _FEWEST, _WITHOUT_NUMBER = 4, 3, 3
_FEWEST_ENTRIES = 4
_LONGEST = 400


def drop_index(lines: Lines) -> None:
    """Mark the lines of an index as dropped: runs of dotted lines, and lists of pages under «Índice»."""
    _drop_dotted(lines)
    for place, text in enumerate(lines.texts):
        if len(text) < 40 and not lines.dropped[place] and _TITLE.match(text):
            _drop_listed(lines, place)


def _drop_dotted(lines: Lines) -> None:
    run: list[int] = []
    for place, text in enumerate(lines.texts):
        if (
            len(text) <= _LONGEST
            and ("..." in text or "…" in text or ". ." in text or "____" in text)
            and _DOTTED.search(text)
        ):
            if run and place - run[-1] > _GAP:
                _drop_run(lines, run)
                run = []
            run.append(place)
    _drop_run(lines, run)


def _drop_run(lines: Lines, run: list[int]) -> None:
    """Drop from the first dotted line to the last, and the beginning of the first entry or the title above it."""
    if len(run) < _FEWEST:
        return
    first = run[0]
    for place in range(first - 1, max(first - 5, -1), -1):
        text = lines.texts[place]
        if _TITLE.match(text) or (first - place <= 2 and heading_of(text) is not None and len(text) < 120):
            first = place
    lines.dropped[first : run[-1] + 1] = b"\x01" * (run[-1] + 1 - first)


def _drop_listed(lines: Lines, title: int) -> None:
    """Drop what follows «Índice» as long as lines end in page numbers that never go back."""
    last_entry, entries, page, without = title, 0, 0, 0
    for place in range(title + 1, len(lines)):
        found = _NUMBER_LAST.search(lines.texts[place][-8:])
        if found and page <= int(found.group(1)) <= page + 200:
            page, last_entry, entries, without = int(found.group(1)), place, entries + 1, 0
        elif not lines.dropped[place]:
            without += 1
            if without > _WITHOUT_NUMBER:
                break
    if entries >= _FEWEST_ENTRIES:
        lines.dropped[title : last_entry + 1] = b"\x01" * (last_entry + 1 - title)
