"""A passage as words, mended: glued words are parted, words that a line's end split are joined."""

import re
from collections.abc import Iterable

from arraigo.engines.plan_review.tagging.labels import ARTICLES, CONTRACTED, Words, stems_of


class Splitter:
    """Makes words of folded text. `glued` and `split` are the thesaurus' lists of words that come so."""

    def __init__(self, glued: Iterable[str] = (), split: Iterable[str] = ()) -> None:
        inside = "|".join(f"[a-z]+?(?={one})" for one in glued)
        self._word = re.compile(f"{inside}|[a-z]+|[0-9]+" if inside else "[a-z]+|[0-9]+")
        self._split = tuple(split)
        self._heads = frozenset(word[:size] for word in self._split for size in range(3, len(word)))

    def words(self, folded: str) -> Words:
        """Return the words of a folded text; articles are left out and «del» is «de»."""
        words, starts, ends = [], [], []
        found = [(match.group(), match.start(), match.end()) for match in self._word.finditer(folded)]
        for word, start, end in self._joined(found):
            if word not in ARTICLES:
                words.append(CONTRACTED.get(word, word))
                starts.append(start)
                ends.append(end)
        return Words(words, stems_of(words), starts, ends)

    def _joined(self, found: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
        """Join two neighbours that together begin as a word that is often split, where the first is only its head."""
        if not any(word in self._heads for word, _, _ in found):
            return found
        joined: list[tuple[str, int, int]] = []
        for word, start, end in found:
            if joined and joined[-1][0] in self._heads and (joined[-1][0] + word).startswith(self._split):
                before, first, _ = joined.pop()
                joined.append((before + word, first, end))
            else:
                joined.append((word, start, end))
        return joined
