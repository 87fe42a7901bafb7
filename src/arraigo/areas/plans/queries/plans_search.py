"""Looking for words in the text of a version: whatever their accents, and in any form that Spanish gives them.

A long plan has some three megabytes of text. PostgreSQL would fold and stem all of it for each search, because no index
is kept for what is seldom searched; the engine folds it in some hundredths of a second and stems only the words that
begin as those that are sought.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from arraigo.areas.plans.models import Passage, PlanVersion
from arraigo.areas.plans.queries.plans import leaf_at
from arraigo.engines.plan_review.tagging.folding import fold
from arraigo.engines.plan_review.tagging.labels import stems_of

FOUND_AT_MOST = 200
# Letters of an excerpt before the first word that was found, and in all.
BEFORE, LONGEST = 120, 480
WORD = re.compile(r"[a-z0-9]+")

Span = tuple[int, int]


@dataclass(frozen=True)
class Sought:
    """A word that is looked for: as it was typed, its stem, and how all its forms begin."""

    word: str
    stem: str
    begins: str
    beginning: re.Pattern[str]

    def spans(self, text: str) -> list[Span]:
        """Return where a folded text has a form of the word, or a word that begins with what was typed."""
        if self.begins not in text:
            return []
        found = list(self.beginning.finditer(text))
        stems = stems_of([one.group() for one in found])
        return [
            one.span()
            for one, stem in zip(found, stems, strict=True)
            if one.group().startswith(self.word) or stem == self.stem
        ]


@dataclass(frozen=True)
class Found:
    """A passage with what was sought: the leaf on which it stands, and its words, each piece with whether it was."""

    passage: Passage
    leaf: int
    pieces: list[tuple[str, bool]]


def find(version: PlanVersion, words: str) -> list[Found]:
    """Return the passages with all the words, in reading order; at most FOUND_AT_MOST. Two queries."""
    sought = [_sought(word) for word in dict.fromkeys(WORD.findall(fold(words)))]
    if not sought:
        return []
    spans = dict(_matches(version, sought))
    passages = Passage.objects.filter(version=version, index__in=spans)
    return [Found(one, leaf_at(version, one), _pieces(one.text, spans[one.index])) for one in passages]


def _sought(word: str) -> Sought:
    stem = stems_of([word])[0]
    begins = stem if word.startswith(stem) else word
    return Sought(word, stem, begins, re.compile(rf"\b{begins}[a-z0-9]*"))


def _matches(version: PlanVersion, sought: list[Sought]) -> Iterator[tuple[int, list[Span]]]:
    rows = Passage.objects.filter(version=version).order_by("index").values_list("index", "text")
    found = 0
    for index, text in rows:
        folded = fold(text)
        spans = list(takewhile(bool, (one.spans(folded) for one in sought)))
        if len(spans) < len(sought):
            continue
        yield index, sorted(span for several in spans for span in several)
        found += 1
        if found == FOUND_AT_MOST:
            return


def _pieces(text: str, spans: list[Span]) -> list[tuple[str, bool]]:
    """Cut an excerpt of a text into what was found and what stands between."""
    start = max(0, spans[0][0] - BEFORE) if len(text) > LONGEST else 0
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = min(len(text), start + LONGEST)
    pieces, here = [("… " if start else "", False)], start
    for begins, ends in spans:
        if begins < here or ends > end:
            continue
        pieces += [(text[here:begins], False), (text[begins:ends], True)]
        here = ends
    pieces.append((text[here:end] + (" …" if end < len(text) else ""), False))
    return [piece for piece in pieces if piece[0]]
