"""The values that pass between the parts of the engine: a document, its sections and passages, anchors, tags.

Offsets are positions in `Document.text`, in characters, `start` included and `end` not. Pages count from 1, as
people do; a file without pages has one. Indices of sections and passages count from 0 in reading order.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum

from arraigo.engines.plan_review.problems import Problem


class Kind(StrEnum):
    """What a heading is: the hierarchy of an ordinance or law; `apartado` is 1.1.1 and titles of a technical plan."""

    LIBRO = "libro"
    TITULO = "titulo"
    CAPITULO = "capitulo"
    SECCION = "seccion"
    PARAGRAFO = "paragrafo"
    ARTICULO = "articulo"
    NUMERAL = "numeral"
    LITERAL = "literal"
    DISPOSICION = "disposicion"
    ANEXO = "anexo"
    APARTADO = "apartado"


class Part(StrEnum):
    """The part of a plan that a passage belongs to."""

    DIAGNOSIS = "diagnosis"
    OBJECTIVE = "objective"
    TARGET = "target"
    PROGRAMME = "programme"
    BUDGET = "budget"
    NORM = "norm"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its number and the extent of its text. One without text was scanned, or is empty."""

    number: int
    start: int
    end: int
    has_text: bool = True
    by_ocr: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what it rules: from `start`, where the heading begins, to `end`, where the next of its rank does.

    `path` holds the headings above it and itself, outermost first, each as «Capítulo II» or «3.1.2». `number` is
    normalised: «12», «12 bis», «II» stays «II», «PRIMERO» becomes «1», a literal is «a».
    """

    kind: Kind
    number: str
    title: str
    path: tuple[str, ...]
    page: int
    start: int
    end: int
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, item or table row, rejoined: `text` is what is read, `start` to `end` where it stands."""

    index: int
    text: str
    page: int
    start: int
    end: int
    section: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a page: rows of cells, as text."""

    page: int
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read. `sha256` is that of its bytes; `language` an ISO 639-1 code, «» where too short to tell."""

    sha256: str
    media_type: str
    text: str
    pages: tuple[Page, ...]
    sections: tuple[Section, ...] = ()
    passages: tuple[Passage, ...] = ()
    tables: tuple[Table, ...] = ()
    language: str = ""
    encoding: str = ""
    problems: tuple[Problem, ...] = ()

    def path_of(self, passage: Passage) -> tuple[str, ...]:
        """Return the headings above a passage, outermost first."""
        return () if passage.section is None else self.sections[passage.section].path


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a quotation stands, so that it is found again after the file was read anew.

    `quote` is `quote_hash` of the passage; `before` and `after` are those of its neighbours. After W3C's Web
    Annotation selectors (TextQuoteSelector with TextPositionSelector): the position is a hint, the quotation decides.
    """

    sha256: str
    page: int
    start: int
    end: int
    quote: str
    path: tuple[str, ...] = ()
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A label of the thesaurus found in a text: the concept, the label, the rule that matched and where."""

    concept: str
    label: str
    rule: str
    start: int
    end: int
    strength: int


@dataclass(frozen=True, slots=True)
class Blocked:
    """A word that looked like a concept and is none here: its other sense, and the words that gave it away."""

    term: str
    sense: str
    trigger: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tagged:
    """What a passage speaks of: `relevant` of persons in human mobility; `commits` that the plan will act for them."""

    relevant: bool
    concepts: tuple[str, ...]
    part: Part
    commits: bool
    hits: tuple[Hit, ...] = ()
    blocked: tuple[Blocked, ...] = ()
    why: tuple[str, ...] = field(default=())


_NOT_A_LETTER = re.compile(rb"[^a-z0-9]+")


def folded(text: str) -> str:
    """Return a text in lower case without accents; «ñ» becomes «n»."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def quote_hash(text: str) -> str:
    """Return 24 hexadecimal digits that stand for a quotation whatever its accents, case, spaces, hyphens or signs."""
    # As `folded`, but in C: what is no ASCII letter or digit is left out anyway, accents among it.
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore")
    return hashlib.blake2b(_NOT_A_LETTER.sub(b"", plain), digest_size=12).hexdigest()
