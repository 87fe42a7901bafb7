"""Two wordings beside one another, word by word: what stays, what is taken away, what is new."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

# A word with what follows it, so that joining the pieces gives the text again.
_WORD = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True)
class Piece:
    """Some words of a comparison and what became of them."""

    kind: Literal["equal", "insert", "delete"]
    text: str


def changes(old: str, new: str) -> list[Piece]:
    """Return the words of two texts in reading order; without an old text all of the new one is new."""
    return list(_pieces(_WORD.findall(old), _WORD.findall(new)))


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    folded = [word.strip() for word in old], [word.strip() for word in new]
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, *folded, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("equal", "".join(new[j1:j2]))
            continue
        if i1 < i2:
            yield Piece("delete", "".join(old[i1:i2]))
        if j1 < j2:
            yield Piece("insert", "".join(new[j1:j2]))
