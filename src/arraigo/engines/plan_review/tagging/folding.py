"""Text in lower case without accents, letter for letter: what is found in it stands at the same place in the text.

`str.translate` and `unicodedata` are slow on text with accents; encoding to Latin-1 and translating bytes folds
hundreds of megabytes a second, and one character stays one.
"""

import re
import unicodedata

KEPT = "$%?#\n"
"""Signs that say something of a passage's kind; every other sign becomes a blank. A bullet outside Latin-1 is «?»."""


def _table() -> bytes:
    letters = bytearray(b" " * 256)
    for code in range(256):
        letter = unicodedata.normalize("NFKD", chr(code).lower())[0]
        if letter.isascii() and (letter.isalnum() or letter in KEPT):
            letters[code] = ord(letter)
    return bytes(letters)


_TABLE = _table()
_COMBINING = re.compile("[\u0300-\u036f]")


def fold(text: str) -> str:
    """Return a text as ASCII letters, digits and blanks, of the same length as the text."""
    if _COMBINING.search(text):
        text = _composed(text)
    return text.encode("latin-1", "replace").translate(_TABLE).decode("latin-1")


def _composed(text: str) -> str:
    """Put each letter and its accent together at the letter's place, and let the accent's place be filled by none.

    An accent apart would cut a word in two, so the letters move together and blanks close the word: offsets inside a
    word may then be short by its accents, never those of its beginning.
    """
    return re.sub(r"[^\W_][\w\u0300-\u036f]*", _closed, text)


def _closed(word: re.Match[str]) -> str:
    return _COMBINING.sub("", word.group()).ljust(len(word.group()))
