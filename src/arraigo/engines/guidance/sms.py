"""SMS: letters that cost one or two places, and a text cut into the parts that are paid for.

3GPP TS 23.038: the default alphabet has 7 bits, and 160 of its letters fit into one SMS, 153 into each part of a longer
one; letters of its extension cost two. A text with any other letter goes as UCS-2: 70, or 67 in each part.
"""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

_ALPHABET = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = frozenset("\f^{}\\[~]|€")
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("«»“”„", '"'),
        **dict.fromkeys("‘’‚´`", "'"),
        **dict.fromkeys("–—−‐‑•·", "-"),
        **dict.fromkeys("\u00a0\u202f\u2009\t", " "),
        "…": "...",
        "→": ">",
        "×": "x",
        "ª": "a",
        "º": "o",
        "°": "o",
    }
)


class Alphabet(StrEnum):
    """How an SMS is sent."""

    GSM7 = "gsm7"
    UCS2 = "ucs2"


@dataclass(frozen=True, slots=True)
class Sms:
    """A text as it is sent: its parts, in order, make the text."""

    alphabet: Alphabet
    parts: tuple[str, ...]


_ROOM = {Alphabet.GSM7: (160, 153), Alphabet.UCS2: (70, 67)}
"""Places in an SMS alone, and in each part of a longer one."""


def to_sms(text: str) -> Sms:
    """Return a text as SMS, in parts that end between words where they can.

    Accents and signs that only cost are left out (`día` becomes `dia`, `«` a straight quote; `ñ` and `é` stay), because
    with one of them the whole text would need more than twice the parts; where that is not enough, as with Arabic, the
    text stays as it is.
    """
    folded = "".join(_folded(letter) for letter in unicodedata.normalize("NFC", text).translate(_SIGNS))
    is_plain = all(letter in _ALPHABET or letter in _EXTENSION for letter in folded)
    alphabet, said = (Alphabet.GSM7, folded) if is_plain else (Alphabet.UCS2, text)
    alone, each = _ROOM[alphabet]
    if sum(places(letter, alphabet) for letter in said) <= alone:
        return Sms(alphabet, (said,) if said else ())
    return Sms(alphabet, tuple(_cut(said, alphabet, each)))


def places(letter: str, alphabet: Alphabet) -> int:
    """Return how many places a letter takes: septets, or units of 16 bits."""
    if alphabet is Alphabet.GSM7:
        return 2 if letter in _EXTENSION else 1
    return 2 if ord(letter) > 0xFFFF else 1


def _folded(letter: str) -> str:
    if letter in _ALPHABET or letter in _EXTENSION:
        return letter
    bare = unicodedata.normalize("NFD", letter)[0]
    return bare if bare in _ALPHABET else letter


def _cut(text: str, alphabet: Alphabet, room: int) -> list[str]:
    parts = []
    begin = 0
    while begin < len(text):
        end, used = begin, 0
        while end < len(text) and used + places(text[end], alphabet) <= room:
            used += places(text[end], alphabet)
            end += 1
        if end < len(text):
            gap = max(text.rfind(" ", begin, end), text.rfind("\n", begin, end))
            # A word longer than a part has no gap to be cut at.
            end = gap + 1 if gap > begin else end
        parts.append(text[begin:end])
        begin = end
    return parts
