"""When two ways of writing an organisation's name are one: accents, capitals and punctuation aside. Pure."""

import re
import unicodedata

LONGEST = 200
_WORD = re.compile(r"[^\W_]+")


def name_key(name: str) -> str:
    """Return the text by which names are compared; nothing else is taken for the same."""
    decomposed = unicodedata.normalize("NFKD", name.casefold().replace("&", " y "))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter)).replace(".", "")
    return " ".join(_WORD.findall(bare))[:LONGEST]


def tidy(name: str) -> str:
    """Return a name as it was written, with single spaces."""
    return " ".join(name.split())[:LONGEST]
