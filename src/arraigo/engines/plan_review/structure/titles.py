"""The title of a heading: what stands on its own line after the number, and the lines below that belong to it."""

import re
from dataclasses import dataclass

from arraigo.engines.plan_review.model import Kind
from arraigo.engines.plan_review.structure.headings import ARTICLE_RANK, GROUP_RANK, INNER_RANK, Heading
from arraigo.engines.plan_review.structure.lines import Lines
from arraigo.engines.plan_review.structure.resolving import LONE_WORD
from arraigo.engines.plan_review.structure.wording import goes_on, is_bullet, is_title

_MOST_LINES, _LONGEST = 4, 300
# «Objeto.- La presente ordenanza…»: the title ends at the dash; or, after a short sentence, at its full stop.
_INLINE = re.compile(r"^([^.;:]{3,160}?)(?:\s?\.\s?[-–—]+|\s?:\s?[-–—]*|\s[-–—]+)\s*(?=\S)")
_SENTENCE = re.compile(r"^([^.;:,]{3,80}(?:, [^.;:,]{3,40}){0,3})\.\s+(?=[A-ZÁÉÍÓÚÑ“\"«¿])")
_VERB = re.compile(r"^\w+(?:[aeáéí]se|anse|ense|rse)\b|^(?:El|La|Los|Las|En|Para|Se|Son|Es|Por|Con|A|Al)\s", re.IGNORECASE)
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
    if heading.level:
        return Titled(rest.strip(_ENDS), own, is_open=False)
    if not rest:
        return _below(lines, place, own, found)
    if heading.rank >= ARTICLE_RANK or (heading.rank == GROUP_RANK and heading.kind is Kind.DISPOSICION):
        inline = _inline(rest)
        if inline:
            return Titled(inline, own, is_open=True)
    if not is_title(rest, "" if rest.isupper() or _wraps(heading, rest, following) else following):
        return Titled("", own, is_open=True)
    return _continued(lines, place, own, rest, found)


def _wraps(heading: Heading, rest: str, following: str) -> bool:
    """Whether a division's title breaks over the line: «Capítulo II De los bienes / del municipio»."""
    return heading.rank < ARTICLE_RANK and following[:1].islower() and len(following) < 100


def _inline(rest: str) -> str:
    """The title before «.-», or a short first sentence that no verb begins."""
    found = _INLINE.match(rest)
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
    following = lines.texts[at + 1] if at + 1 < len(lines) else ""
    if not is_title(text, "" if text.isupper() or len(text) < 60 and len(following) < 60 else following):
        return Titled("", own, is_open=False)
    return _continued(lines, place, own + 1, text, found)


def _continued(lines: Lines, place: int, own: int, title: str, found: dict[int, Heading]) -> Titled:
    """Add the lines over which a title wraps."""
    while own < _MOST_LINES and place + own < len(lines) and place + own not in found:
        at = place + own
        text = lines.texts[at]
        if at in lines.rows or lines.are_paragraphs or at in lines.after_blank or len(title) + len(text) > _LONGEST:
            break
        if not _is_same_title(title, text):
            break
        title, own = f"{title} {text}", own + 1
    return Titled(title.strip(_ENDS), own, is_open=False)


def _is_same_title(title: str, text: str) -> bool:
    if title[-1] in ".:" or is_bullet(text):
        return False
    if title.isupper():
        return text.isupper() and (len(title) > 30 or goes_on(title)) and not text[0].isdigit()
    return text[0].islower() and len(text) < 100 and (len(title) > 30 or goes_on(title))


def shortened(heading: Heading) -> str:
    """The title of an item of a list: its words where they are few, as «1. Eje Social»; nothing where it is prose."""
    rest = heading.rest.strip()
    return rest.strip(_ENDS) if len(rest) <= 80 and heading.rank > INNER_RANK and rest[-1:] not in (",",) else ""
