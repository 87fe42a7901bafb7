"""Words as people type them: folded, without their accents, with their stem and what they sound like in Spanish."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

STEMMED: Mapping[str, str] = {"es": "spanish", "en": "english", "fr": "french", "pt": "portuguese"}
"""Languages whose words have stems (Snowball); the words of the others stand as they are."""

# Words that join others. «No» and «sin» are among them: they say something only beside what they deny.
_JOINING: Mapping[str, str] = {
    "es": (
        "a al algo ante aqui como con cual cuando de del desde donde el ella ellos en entre era es esa ese "
        "eso esta este esto estoy fue ha hace han hasta hay he la las le les lo los mas me mi mis mucho muy "
        "nada ni no nos o para pero por porque que quien quiero se ser si sin sobre son soy su sus tambien "
        "te tengo ti tiene tu un una unos unas ya yo estan sido q k xq pq x d xfa porfa favor hola buenas "
        "buenos dias tardes noches señor senora necesito busco ayuda puedo puede pueden hacer saber quisiera "
        "gracias"
    ),
    "en": (
        "a am an and are as at be been but by can could do does for from get had has have he hello her hi "
        "him his how i if in is it its just me my need no not of on or our please she so that the their them "
        "there they this to us was we what when where who why will with without would you your want help "
        "thanks"
    ),
    "fr": (
        "a ai au aux avec ce ces comment dans de des du elle en est et il ils j je l la le les leur lui ma "
        "mais me mes moi mon ne nous on ou par pas pour qu que qui sa sans se ses son sur suis ta te un une "
        "vous y bonjour merci besoin veux"
    ),
    "pt": (
        "a ao aos as com como da das de do dos e ela ele em eu foi há isso já la lhe mais mas me meu meus "
        "minha na nao nas nem no nos o os ou para pela pelo por preciso que quem quero se sem ser seu sua "
        "tem tenho um uma voce ola ajuda obrigado"
    ),
}

_WORD = re.compile(r"[a-z0-9]+")
_LONG = re.compile(r"([a-z])\1{2,}")
# In Latin America these letters sound the same, so that people write one for the other.
_SOUNDS = (
    (re.compile("h"), ""),
    (re.compile("v"), "b"),
    (re.compile("ll"), "y"),
    (re.compile("(?:qu|q)(?=[ei])"), "k"),
    (re.compile("[cz](?=[ei])"), "s"),
    (re.compile("g(?=[ei])"), "j"),
    (re.compile("gu(?=[ei])"), "g"),
    (re.compile("[cq]"), "k"),
    (re.compile("z"), "s"),
    (re.compile("x"), "s"),
    (re.compile("w"), "u"),
    (re.compile("y(?![aeiou])"), "i"),
    (re.compile("n(?=[bp])"), "m"),
    (re.compile(r"(.)\1"), r"\1"),
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word folded to ASCII, its stem and its sound."""

    text: str
    stem: str
    sound: str


def words_of(text: str, language: str) -> list[Word]:
    """Return the words of a text in their order; signs, accents and capitals make no difference."""
    return [_word(one, language) for one in _WORD.findall(folded(text))]


def folded(text: str) -> str:
    """Return a text in small ASCII letters; what has no letter of its own there is left out."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    return _LONG.sub(r"\1", "".join(sign for sign in plain if not unicodedata.combining(sign)))


def stop_words(language: str) -> frozenset[str]:
    """Return the words of a language that only join others."""
    return frozenset(folded(_JOINING.get(language, "")).split())


@lru_cache(maxsize=16384)
def _word(text: str, language: str) -> Word:
    stem = text
    if language in STEMMED:
        stem = _stemmer(language).stemWord(text)
    return Word(text, stem, _sound(text) if language == "es" else text)


@lru_cache
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(STEMMED[language])


def _sound(text: str) -> str:
    for pattern, letter in _SOUNDS:
        text = pattern.sub(letter, text)
    return text
