"""The title of a heading: what stands on its own line after the number, and the lines below that belong to it."""

import re
from dataclasses import dataclass

from arraigo.engines.plan_review.model import Kind
from arraigo.engines.plan_review.structure.headings import ARTICLE_RANK, GROUP_RANK, INNER_RANK, PARAGRAPH_RANK, Heading
from arraigo.engines.plan_review.structure.lines import Lines
from arraigo.engines.plan_review.structure.resolving import LONE_WORD
from arraigo.engines.plan_review.structure.wording import goes_on, is_bullet, is_title

_LONGEST_ITEM = 80
_WORDS_BEFORE_STOP = 3
_MOST_LINES, _LONGEST = 7, 400
# «Objeto.- La presente ordenanza…»: the title ends at the dash; or, after a short sentence, at its full stop.
_INLINE = re.compile(r"^([^.;:]{3,160}?)(?:\s?\.\s?[-–—]+|\s?:\s?[-–—]*|\s[-–—]+)\s*(?=\S)")
_SENTENCE = re.compile(r"^([^.;:,]{3,80}(?:, [^.;:,]{3,40}){0,3})\.\s+(?=[A-ZÁÉÍÓÚÑ“\"«¿])")
_VERB = re.compile(
    r"^\w+(?:[aeáéí]se|anse|ense|rse)\b|^(?:El|La|Los|Las|En|Para|Se|Son|Es|Por|Con|A|Al)\s", re.IGNORECASE
)
# A centred title breaks well before the margin; one that begins on the line of its number does not.
_DIVISION_REACH, _FULL = 0.45, 0.85
_ENDS = " .:;-–—*"


@dataclass(frozen=True, slots=True)
class Titled:
    """A title, how many lines it and its heading take, and whether the last of them goes on as text."""

    title: str
    lines: int
    is_open: bool


def titled(lines: Lines, place: int, heading: Heading, found: dict[int, Heading]) -> Titled:
    """Return the title of the heading at a line. `found` holds the other headings, at which a title ends."""
    texts = lines.texts
    own = 2 if LONE_WORD.match(texts[place]) else 1
    following = texts[place + own] if place + own < len(texts) else ""
    rest = heading.rest.strip()
    if heading.level or heading.is_document_title:
        return Titled(rest.strip(_ENDS), own, is_open=False)
    if not rest:
        return _below(lines, place, own, found)
    if heading.rank >= ARTICLE_RANK or (heading.rank == GROUP_RANK and heading.kind is Kind.DISPOSICION):
        inline = _inline(rest, by_colon=heading.rank <= INNER_RANK)
        if inline:
            return Titled(inline, own, is_open=True)
    if _is_sentence(heading, rest):
        return Titled("", own, is_open=True)
    if not is_title(rest, "" if rest.isupper() or wraps(lines, place, heading, following) else following):
        return Titled("", own, is_open=True)
    return _continued(lines, place, own, rest, found)


def _is_sentence(heading: Heading, rest: str) -> bool:
    """Whether what follows the number is the text itself: a disposition's always, an article's that ends in a stop."""
    if rest.isupper():
        return False
    if heading.kind is Kind.DISPOSICION:
        return True
    return heading.kind is Kind.ARTICULO and rest[-1] == "." and rest.count(" ") > _WORDS_BEFORE_STOP


def wraps(lines: Lines, place: int, heading: Heading, following: str) -> bool:
    """Whether a title breaks over the line: «Capítulo II De los bienes / del municipio».

    Below an article or a number, only where the second line is short, ends no sentence and is not gone on with.
    """
    if not following[:1].islower() or len(following) > _LONGEST_ITEM or following[-1] in ".;,:":
        return False
    if heading.rank < PARAGRAPH_RANK:
        return True
    after = lines.texts[place + 2] if place + 2 < len(lines) else ""
    return not after[:1].islower() and lines.reaches(place, _FULL) and not lines.reaches(place + 1, _FULL)


def _inline(rest: str, *, by_colon: bool) -> str:
    """The title before «.-» or, of an article, «:»; or a short first sentence that no verb begins."""
    found = _INLINE.match(rest)
    if found and not by_colon and ":" in found.group(0):
        found = None
    if found and (found.group(0).rstrip()[-1] in "-–—" or found.group(1).count(" ") < 10):
        title = found.group(1)
        return "" if _VERB.match(title) and not title.isupper() and title.count(" ") > 3 else title.strip(_ENDS)
    found = _SENTENCE.match(rest)
    if found and not _VERB.match(found.group(1)) and found.group(1).count(" ") < 12:
        return found.group(1).strip(_ENDS)
    return ""


def _below(lines: Lines, place: int, own: int, found: dict[int, Heading]) -> Titled:
    """The title of a heading that is alone on its line: the next line, where it reads as one."""
    at = place + own
    if at >= len(lines) or at in lines.rows or is_bullet(lines.texts[at]):
        return Titled("", own, is_open=False)
    text = lines.texts[at]
    other = found.get(at)
    if other is not None:
        # «TÍTULO I / DISPOSICIONES GENERALES» is one heading; «TÍTULO I / CAPÍTULO I» are two.
        is_its_title = other.kind is Kind.DISPOSICION and not other.number and not other.rest
        if not is_its_title or found[place].rank >= ARTICLE_RANK or found[place].kind is Kind.DISPOSICION:
            return Titled("", own, is_open=False)
        del found[at]
        return Titled(text.strip(_ENDS), own + 1, is_open=False)
    if found[place].kind is Kind.DISPOSICION and not text.isupper():
        return Titled("", own, is_open=False)
    following = lines.texts[at + 1] if at + 1 < len(lines) else ""
    if not is_title(text, "" if text.isupper() or (len(text) < 60 and len(following) < 60) else following):
        return Titled("", own, is_open=False)
    return _continued(lines, place, own + 1, text, found)


def _continued(lines: Lines, place: int, own: int, title: str, found: dict[int, Heading]) -> Titled:
    """Add the lines over which a title wraps."""
    while own < _MOST_LINES and place + own < len(lines) and place + own not in found:
        at = place + own
        text = lines.texts[at]
        if at in lines.rows or lines.are_paragraphs or at in lines.after_blank or len(title) + len(text) > _LONGEST:
            break
        reach = _DIVISION_REACH if found[place].rank < ARTICLE_RANK else _FULL
        is_wide = lines.reaches(at - 1, reach)
        if not _is_same_title(title, text, is_wide=is_wide):
            break
        title, own = f"{title} {text}", own + 1
    return Titled(title.strip(_ENDS), own, is_open=False)


def _is_same_title(title: str, text: str, *, is_wide: bool) -> bool:
    if title[-1] in ".:" or is_bullet(text):
        return False
    if title.isupper():
        return text.isupper() and (is_wide or goes_on(title)) and not text[0].isdigit()
    return text[0].islower() and len(text) < 100 and (is_wide or goes_on(title))


def shortened(lines: Lines, place: int, heading: Heading) -> str:
    """The title of an item of a list: its words where they are few, as «1. Eje Social»; nothing where it is prose."""
    rest = heading.rest.strip()
    following = lines.texts[place + 1] if place + 1 < len(lines) and not lines.are_paragraphs else ""
    if len(rest) > _LONGEST_ITEM or rest[-1:] == "," or following[:1].islower() or lines.reaches(place, _FULL):
        return ""
    return rest.strip(_ENDS)
