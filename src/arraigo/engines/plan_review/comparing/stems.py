"""The words of a text that carry its content, as Snowball stems without accents."""

import re
from functools import lru_cache

import Stemmer

from arraigo.engines.plan_review.model import folded

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_LITTLE_WORDS = """
a al ante asi aun aunque bajo cada como con contra cual cuales cuando de del desde donde dos durante e el ella
ellas ellos en entre era es esa esas ese eso esos esta estas este esto estos fue ha han hasta hay la las le les
lo los mas mediante mismo misma muy nos o otra otras otro otros para pero por porque que se sea sean segun ser
si sin sobre solo son su sus tal tales tambien tanto todo toda todos todas traves tras u un una unas uno unos y
ya asimismo dicho dicha dichos dichas cuyo cuya cuyos cuyas dentro fin partir
"""
_EMPTY = frozenset(_LITTLE_WORDS.split())
_stemmer = Stemmer.Stemmer("spanish")


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    """Return the stem of a word in lower case, «» for one without content, a figure without its points."""
    if word[0].isdigit():
        return re.sub(r"[.,](?=\d{3}\b)", "", word)
    bare = folded(word)
    return "" if bare in _EMPTY or (len(bare) < 2) else folded(_stemmer.stemWord(word))


def content(text: str) -> dict[str, str]:
    """Return the stems of a text in order, each with the first word that it stands for."""
    found: dict[str, str] = {}
    for word in _WORD.findall(text):
        stem = _stem(word.lower())
        if stem and stem not in found:
            found[stem] = word
    return found


def stems(text: str) -> frozenset[str]:
    """Return the stems of a text."""
    return frozenset(content(text))
