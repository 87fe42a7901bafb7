"""A reading's lines: what each says without markup, where it begins and ends in the text, and on which page."""

import html
import re
from bisect import bisect_right
from dataclasses import dataclass, field

from arraigo.engines.plan_review.reading.values import MARKDOWN, Reading, Shape

_SPACES = re.compile(r"[ \t\xa0\u2000-\u200b\u202f\u3000]{2,}")
_BOLD = re.compile(r"\*{2,}|__+|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])")
_MARKS = re.compile(r"^\s*(?:#{1,6}\s+|>\s?|[*+-]\s+(?=\*\*))+")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>])")
_LINK = re.compile(r"!?\[([^\]\[]{0,400})\]\([^)\s]{0,2000}\)")
# A letter, spaces, a letter…: capitals set apart for looks, «T Í T U L O   I».
_SPACED = re.compile(r"^(?:[A-ZÁÉÍÓÚÑÜ] ){3,}[A-ZÁÉÍÓÚÑÜ](?![\w])")
_BETWEEN = re.compile(r"(?<=\b[A-ZÁÉÍÓÚÑÜ]) (?=[A-ZÁÉÍÓÚÑÜ]\b)")
_KEYWORD = re.compile(r"^(T[IÍ]TULO|CAP[IÍ]TULO|SECCI[OÓ]N|LIBRO|ART[IÍ]CULO|PAR[AÁ]GRAFO|ANEXO)(?=[A-Z])")
_FEWEST_LINES, _NARROWEST = 8, 30
_STRIPPED = " \t\xa0\u200b\ufeff\xad"


@dataclass(slots=True)
class Lines:
    """The lines that say something, in order. `starts` and `ends` are offsets of the text; `pages` count from 1.

    `after_blank` holds those before which a line was left empty. `dropped` is 1 for what is not of the plan's own
    text: running headers, page numbers, lines of an index.
    """

    texts: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    after_blank: set[int] = field(default_factory=set)
    dropped: bytearray = field(default_factory=bytearray)
    levels: dict[int, int] = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)
    are_paragraphs: bool = False
    widths: dict[int, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.texts)

    def reaches(self, place: int, share: float) -> bool:
        """Whether a line is so long that the next line's first word would not fit within this share of the page."""
        if self.are_paragraphs or place + 1 >= len(self.texts):
            return False
        following = self.texts[place + 1]
        word = following.find(" ")
        needed = len(self.texts[place]) + 1 + (word if word > 0 else len(following))
        return needed > share * self.width(self.pages[place])

    def width(self, page: int) -> int:
        """How many letters a full line of a page has: the 90th percentile, the text's own for pages of few lines."""
        if not self.widths:
            self.widths = _widths(self.texts, self.pages)
        return self.widths[page]

    def kept(self) -> "Lines":
        """Return the lines that were not dropped."""
        places = [place for place, is_dropped in enumerate(self.dropped) if not is_dropped]
        if len(places) == len(self.texts):
            return self
        new = {place: at for at, place in enumerate(places)}
        return Lines(
            [self.texts[place] for place in places],
            [self.starts[place] for place in places],
            [self.ends[place] for place in places],
            [self.pages[place] for place in places],
            {new[place] for place in self.after_blank if place in new},
            bytearray(len(places)),
            {new[place]: level for place, level in self.levels.items() if place in new},
            {new[place] for place in self.rows if place in new},
            self.are_paragraphs,
        )


def lines_of(reading: Reading) -> Lines:
    """Return the lines of a reading that say something."""
    found = Lines(are_paragraphs=reading.shape is Shape.PARAGRAPHS)
    text = reading.text
    for page in reading.pages:
        if page.end > page.start:
            _split(text[page.start : page.end], page.start, page.number, found)
    if reading.media_type == MARKDOWN:
        found.texts = [_without_marks(line) for line in found.texts]
    found.dropped = bytearray(len(found.texts))
    _take_hints(reading, found)
    return found


def _split(text: str, start: int, number: int, found: Lines) -> None:
    """Split a page's text; this runs for every line of a plan, and so does as little as it can."""
    texts, starts, ends = found.texts, found.starts, found.ends
    before = len(texts)
    is_blank = False
    for line in text.split("\n"):
        stripped = line.strip(_STRIPPED)
        if stripped:
            if is_blank:
                found.after_blank.add(len(texts))
                is_blank = False
            at = start + (line.find(stripped) if line[0] in _STRIPPED else 0)
            starts.append(at)
            ends.append(at + len(stripped))
            texts.append(_tidied(stripped) if "  " in stripped or stripped[1:2] == " " else stripped)
        else:
            is_blank = True
        start += len(line) + 1
    found.pages += [number] * (len(texts) - before)


def _tidied(line: str) -> str:
    """Close gaps between words, and between the letters of capitals set apart."""
    if line[1:2] == " " and _SPACED.match(line):
        words = re.split(r"\s{2,}", line) if "  " in line else [line]
        joined = " ".join(_BETWEEN.sub("", word) for word in words)
        return _KEYWORD.sub(r"\1 ", joined)
    return _SPACES.sub(" ", line)


def _without_marks(line: str) -> str:
    line = _MARKS.sub("", line) if line[0] in "#>*+- " else line
    line = _LINK.sub(r"\1", line) if "](" in line else line
    if "*" in line or "__" in line:
        line = " ".join(_BOLD.sub("", line).split())
    line = _ESCAPED.sub(r"\1", line) if "\\" in line else line
    line = html.unescape(line) if "&" in line else line
    return line.strip() or "*"


def _take_hints(reading: Reading, found: Lines) -> None:
    """Carry over what the format said of lines, by the line that begins there."""
    for start, level in reading.levels.items():
        place = bisect_right(found.starts, start) - 1
        # A heading's marks may stand after spaces.
        place += found.starts[place] < start if place >= 0 else 1
        if place < len(found.starts):
            found.levels[place] = level
    where = {start: place for place, start in enumerate(found.starts)} if reading.rows else {}
    found.rows = {where[start] for start in reading.rows if start in where}


def _widths(texts: list[str], pages: list[int]) -> dict[int, int]:
    lengths = list(map(len, texts))
    usual = _percentile(lengths)
    found: dict[int, int] = {}
    start = 0
    for place in range(1, len(lengths) + 1):
        if place == len(lengths) or pages[place] != pages[start]:
            own = lengths[start:place]
            found[pages[start]] = max(_percentile(own), _NARROWEST) if len(own) >= _FEWEST_LINES else usual
            start = place
    return found


def _percentile(lengths: list[int]) -> int:
    return sorted(lengths)[int(0.9 * (len(lengths) - 1))] if lengths else 0
