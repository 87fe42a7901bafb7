"""A document made ready for review: which passages have which terms and tags, and what each section holds."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from arraigo.engines.plan_review.model import Anchor, Document, Kind, Passage, Tagged, quote_hash
from arraigo.engines.plan_review.reviewing.catalogue import Catalogue, Criterion, Near
from arraigo.engines.plan_review.reviewing.marks import Mark, marks_of
from arraigo.engines.plan_review.reviewing.phrases import Phrases, Place

AROUND = 3
"""«Near»: a passage of the same section, at most so many passages away, speaks of people on the move."""

STRONG = 2
"""From this strength a hit of the thesaurus speaks of people on the move by itself."""


_CAPTIONS = 5
_SOURCE = re.compile(r"\W*fuentes?\b", re.IGNORECASE)
_CAPTION = re.compile(
    r"\W*(?:(?:gr[áa]fic[ao]s?|tablas?|cuadros?|figuras?|mapas?|ilustraci[óo]n)\b.{0,140}$|[\d\s.,%]{1,60}$)",
    re.IGNORECASE,
)


class TagsMany(Protocol):
    """What tags passages; `tagging.tagger.Tagger` does."""

    def tag_many(self, texts: Iterable[str]) -> Sequence[Tagged]:
        """Return what each passage speaks of, in order."""


Reads = Callable[[str], Sequence[Mark]]


class Ground:
    """A document with its tags, searched for all terms of a catalogue."""

    def __init__(
        self,
        document: Document,
        tags: Sequence[Tagged],
        titles: Sequence[Tagged],
        terms: "Terms",
        read: Reads = marks_of,
    ) -> None:
        self.document, self.tags, self.titles, self.terms = document, tags, titles, terms
        self.passages: tuple[Passage, ...] = document.passages
        self.by_phrase = terms.phrases.in_texts([passage.text for passage in self.passages])
        self.titles_by_phrase = terms.phrases.in_texts([section.title for section in document.sections])
        self.by_concept = _by_concept(tags)
        self.titles_by_concept = _by_concept(titles)
        self.near_people = _near_people(self.passages, tags)
        self._starts = [passage.start for passage in self.passages]
        self._read = read
        self._marks: dict[int, Sequence[Mark]] = {}
        self._places: dict[int, list[Place]] = {}
        self._quotes: dict[int, str] = {}
        # What `linking` and `rows` found: passages that tell a law, headings of tables, pairs of values.
        self.of_laws: dict[int, bool] = {}
        self.heads: dict[int, list[tuple[int, str]]] = {}
        self.pairs: dict[int, Sequence[Mark]] = {}

    def marks(self, passage: int) -> Sequence[Mark]:
        """Return the elements of the chain in a passage."""
        if passage not in self._marks:
            text = self.passages[passage].text
            # A figure is one of diagnosis with its source, which is often printed under the table or graph.
            told = f"{text} Fuente" if self.source_after(passage) is not None else text
            self._marks[passage] = [mark for mark in self._read(told) if mark.end <= len(text)]
        return self._marks[passage]

    def source_after(self, passage: int) -> int | None:
        """Return the passage that names the source of one: «Fuente: …» after it, captions and values in between."""
        section = self.passages[passage].section
        for after in range(passage + 1, min(passage + 1 + _CAPTIONS, len(self.passages))):
            one = self.passages[after]
            if one.section != section:
                return None
            if _SOURCE.match(one.text):
                return after
            if not _CAPTION.match(one.text):
                return None
        return None

    def places(self, passage: int) -> list[Place]:
        """Return where the phrases of the catalogue stand in a passage."""
        if passage not in self._places:
            self._places[passage] = self.terms.phrases.places(self.passages[passage].text)
        return self._places[passage]

    def quote(self, passage: int) -> str:
        """Return the hash of a passage's words."""
        if passage not in self._quotes:
            self._quotes[passage] = quote_hash(self.passages[passage].text)
        return self._quotes[passage]

    def anchor(self, passage: int) -> Anchor:
        """Return the anchor of a passage, with the hashes of its neighbours."""
        one = self.passages[passage]
        return Anchor(
            self.document.sha256,
            one.page,
            one.start,
            one.end,
            self.quote(passage),
            self.document.path_of(one),
            self.quote(passage - 1) if passage else "",
            self.quote(passage + 1) if passage + 1 < len(self.passages) else "",
        )

    def is_in_article(self, passage: int) -> bool:
        """Whether a passage is of an article of the document itself, as in an ordinance."""
        section = self.passages[passage].section
        while section is not None:
            if self.document.sections[section].kind is Kind.ARTICULO:
                return True
            section = self.document.sections[section].parent
        return False

    def inside(self, section: int) -> range:
        """Return the passages of a section, those of its own sections included."""
        ruled = self.document.sections[section]
        return range(bisect_left(self._starts, ruled.start), bisect_left(self._starts, ruled.end))


class Terms:
    """What is looked for, for each criterion: phrases in text, concepts in tags."""

    def __init__(self, catalogue: Catalogue, criteria: Iterable[Criterion]) -> None:
        self.names = catalogue.concepts
        self.of = {one.id: _phrases(one, catalogue) for one in criteria}
        self.phrases = Phrases(phrase for phrases in self.of.values() for phrase in phrases)

    def told(self, criterion: Criterion) -> tuple[str, ...]:
        """Return what was looked for, as a person reads it: phrases, then names of concepts."""
        concepts = tuple(self.names[concept] for concept in criterion.search.concepts)
        return tuple(dict.fromkeys((*criterion.search.phrases, *concepts)))


def _phrases(criterion: Criterion, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the phrases to search: tags know weak concepts only in company, so elsewhere their labels are phrases."""
    if criterion.search.near is Near.PASSAGE:
        return criterion.search.phrases
    labels = (label for concept in criterion.search.concepts for label in catalogue.labels.get(concept, ()))
    return tuple(dict.fromkeys((*criterion.search.phrases, *labels)))


def _by_concept(tags: Sequence[Tagged]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {}
    for index, tagged in enumerate(tags):
        if tagged.relevant:
            for concept in tagged.concepts:
                found.setdefault(concept, []).append(index)
    return found


def _near_people(passages: Sequence[Passage], tags: Sequence[Tagged]) -> frozenset[int]:
    """Return the passages that speak of people on the move, or stand close to one of the same section that does."""
    near: set[int] = set()
    for index, tagged in enumerate(tags):
        if tagged.relevant:
            section = passages[index].section
            around = range(max(index - AROUND, 0), min(index + AROUND + 1, len(passages)))
            near.update(one for one in around if one == index or passages[one].section == section)
    return frozenset(near)
