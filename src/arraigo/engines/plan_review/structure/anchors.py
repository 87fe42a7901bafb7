"""Where a quotation stands, and finding it again in a new reading of the same file, or of a file lightly changed.

After W3C's Web Annotation selectors: the quotation decides, what stands around it settles ties, the position is a hint.
An anchor keeps no words, so where the quotation itself was edited it is found by its neighbours and its place.
"""

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from arraigo.engines.plan_review.model import Anchor, Document, Passage, folded, quote_hash

_FEWEST_SIGNS = 2


def anchor_of(document: Document, passage_index: int) -> Anchor:
    """Return the anchor of a passage."""
    passage = document.passages[passage_index]
    hashes = _hashes(document.passages)
    return Anchor(
        sha256=document.sha256,
        page=passage.page,
        start=passage.start,
        end=passage.end,
        quote=hashes[passage_index],
        path=document.path_of(passage),
        before=hashes[passage_index - 1] if passage_index else "",
        after=hashes[passage_index + 1] if passage_index + 1 < len(hashes) else "",
    )


def locate(document: Document, anchor: Anchor, *, quotation: str = "", bound: float = 80.0) -> int | None:
    """Return the index of the passage that an anchor means, None where it is no longer there.

    The same words are the passage; of several, that with the same neighbours, headings and nearest place. Where no
    passage has the same words: that which stands between the same neighbours, or, where the caller kept the quotation,
    that whose words are alike by at least `bound` of 100 (RapidFuzz's ratio), the likeliest by its neighbours.
    """
    hashes = _hashes(document.passages)
    same = [index for index, quote in enumerate(hashes) if quote == anchor.quote]
    if same:
        return max(same, key=lambda index: _signs(document, anchor, hashes, index))
    if quotation:
        return _alike(document, anchor, hashes, folded(quotation), bound)
    between = [index for index in range(len(hashes)) if _neighbours(anchor, hashes, index) == _FEWEST_SIGNS]
    return between[0] if len(between) == 1 else None


def _signs(document: Document, anchor: Anchor, hashes: Sequence[str], index: int) -> tuple[int, bool, float]:
    """What speaks for a passage: neighbours, headings, then how near it is to where it was."""
    passage = document.passages[index]
    has_path = document.path_of(passage) == anchor.path
    return _neighbours(anchor, hashes, index), has_path, -abs(passage.start - anchor.start)


def _neighbours(anchor: Anchor, hashes: Sequence[str], index: int) -> int:
    before = hashes[index - 1] if index else ""
    after = hashes[index + 1] if index + 1 < len(hashes) else ""
    return (before == anchor.before) + (after == anchor.after)


def _alike(document: Document, anchor: Anchor, hashes: Sequence[str], quotation: str, bound: float) -> int | None:
    best: tuple[float, float] | None = None
    found: int | None = None
    for index, passage in enumerate(document.passages):
        likeness = fuzz.ratio(quotation, folded(passage.text), score_cutoff=bound)
        if not likeness:
            continue
        score = (likeness + 5 * _neighbours(anchor, hashes, index), -abs(passage.start - anchor.start))
        if best is None or score > best:
            best, found = score, index
    return found


@lru_cache(maxsize=4)
def _hashes(passages: tuple[Passage, ...]) -> tuple[str, ...]:
    """The quote hash of every passage, kept for the document at hand: a desk asks for hundreds of anchors of one."""
    return tuple(quote_hash(passage.text) for passage in passages)
