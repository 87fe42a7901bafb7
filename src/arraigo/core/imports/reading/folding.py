"""Texts compared as people compare them: without case, accents or punctuation."""

import re
import unicodedata
from functools import lru_cache

NOT_WORD = re.compile(r"[^\w]+|_+")
PARENTHESES = re.compile(r"[(\[{][^)\]}]*[)\]}]")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return the text in lower case, without accents or punctuation, its words separated by one space."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    return NOT_WORD.sub(" ", text.casefold()).strip()


def without_parentheses(text: str) -> str:
    """Return the text without what stands in brackets."""
    return PARENTHESES.sub(" ", text).strip()
