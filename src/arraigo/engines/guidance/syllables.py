"""How many syllables a Spanish word has, by the rules of the Ortografía (RAE and ASALE, 2010, II.2.1 to II.2.3).

Two vowels beside each other are one syllable where one of them is a closed vowel without an accent (`i`, `u`) and the
other another vowel. Two open ones (`a`, `e`, `o`), two equal ones, or an open one beside an accented `í` or `ú`, are
two. An `h` between them changes nothing. The `u` of `que` and `gue` is silent and that of `güe` is not; `y` is a
vowel where none follows.
"""

import re
import unicodedata

_SILENT = re.compile("(?<=q)u(?=[eiéí])|(?<=g)u(?=[eiéí])")
_Y = re.compile("y(?![aeiouáéíóúü])")
_H = re.compile("(?<=[aeiouáéíóúü])h(?=[aeiouáéíóúü])")
_NUCLEUS = re.compile(
    # An open vowel with the closed ones beside it; the one after it goes with a vowel that follows: pa-ra-no-ia.
    "[iuü]?[aeoáéó](?:[iuü](?![aeoáéóíú]))?"
    # Two closed vowels, different; any other vowel stands alone.
    "|i[uúü]|[uü][ií]|[iuüíú]"
)
_KEPT = re.compile("[áéíóúüñ]")


def syllables(word: str) -> int:
    """Return the number of syllables of a word; of letters without a vowel, such as `km`, their number."""
    letters = "".join(_plain(letter) for letter in unicodedata.normalize("NFC", word.lower()))
    bare = _H.sub("", _Y.sub("i", _SILENT.sub("", letters)))
    return len(_NUCLEUS.findall(bare)) or sum(letter.isalpha() for letter in letters)


def _plain(letter: str) -> str:
    """Return a letter without the accents that Spanish has not (`ò`, `ê`)."""
    return letter if _KEPT.match(letter) else unicodedata.normalize("NFD", letter)[0]
