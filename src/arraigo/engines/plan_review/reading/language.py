"""Which language a text is written in, by its most frequent little words."""

import re
from collections import Counter

# The commonest function words of each language, those of several languages included: a language is told by the sum.
# `ht` is Haitian Creole: many of the people whom these plans are about speak it.
WORDS = {
    "es": "de la que el en y los del se las por un para con una su al es lo como más o pero sus le ha sin sobre "
    "este ya entre cuando todo esta ser son también fue está muy años hasta desde nos durante sus e "
    "dentro según así",
    "pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das à "
    "seu sua ou ser quando muito há nos já está eu também só pelo pela até isso entre depois sem mesmo "
    "aos são pelos pelas às",
    "en": "the of and to in a is that for it as was with be by on not he his but at are this have from or an "
    "they which will would there their all if been has had its can were more who shall should these",
    "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont la "
    "avec ou son aux été cette ses mais comme leur d'une nous à l'article ces être dont",
    "it": "di e il la che in a per un del è non le della i una si da con gli dei al sono come nel più alla "
    "delle anche dalla ha questo o degli su essere nella tra loro lo comune",
    "ca": "de la i el que a en els les per un del amb una és es al dels o més no com són als ha aquest aquesta "
    "seva seu entre també va ser pel sobre havia tot quan han aquests",
    "gl": "de a o e que do da en os as un para unha por con non no na ao dos das como máis se ou polo pola é "
    "son seu súa tamén nos nas aos pero entre foi",
    "ht": "nan yo pou ak ki sa li gen nou ou pa se la a te yon moun tout fè kap kapab nan yo lan sou ki si men "
    "ap epi lè",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden "
    "aus er hat dass sie nach wird bei einer um am sind noch wie einem über",
}
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_PIECE, _PIECES = 4_000, 6
_SHORTEST = 30
_ENOUGH = 0.12


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of a text's language, «» where it is too short or like none that is known."""
    counts = Counter(_TOKEN.findall(_sample(text).lower()))
    total = sum(counts.values())
    if total < _SHORTEST:
        return ""
    scores = {code: sum(counts[word] for word in words) / total for code, words in _PROFILES.items()}
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] >= _ENOUGH else ""


def _sample(text: str) -> str:
    """Pieces from all over a text: a plan may begin with a foreign cover or end with foreign annexes."""
    if len(text) <= _PIECE * _PIECES:
        return text
    step = len(text) // _PIECES
    return " ".join(text[start : start + _PIECE] for start in range(step // 2, len(text) - _PIECE, step))


_PROFILES = {code: frozenset(words.split()) for code, words in WORDS.items()}
