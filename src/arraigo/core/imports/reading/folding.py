"""Texts compared as people compare them: without case, accents or punctuation."""

import re
import unicodedata
from functools import lru_cache

NOT_WORD = re.compile(r"[^\w]+|_+")
COMBINING = re.compile("[\u0300-\u036f]")
PARENTHESES = re.compile(r"[(\[{][^)\]}]*[)\]}]")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return the text in lower case, without accents or punctuation, its words separated by one space."""
    if not text.isascii():
        text = COMBINING.sub("", unicodedata.normalize("NFKD", text))
    return NOT_WORD.sub(" ", text.casefold()).strip()


def without_parentheses(text: str) -> str:
    """Return the text without what stands in brackets."""
    return PARENTHESES.sub(" ", text).strip()
