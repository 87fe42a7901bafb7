"""Edited versions of real plans, with the truth of what became of each paragraph; for benchmarks/plan_comparing.py.

The plans are those of the folder `shared` beside or above the repository; they are not part of it.
"""

import random
import re
import unicodedata
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

PLANS = next(
    (
        folder / "shared" / "data" / "plans" / "co_pdm_2012_2015_txt"
        for folder in Path(__file__).resolve().parents
        if (folder / "shared" / "data" / "plans").is_dir()
    ),
    None,
)
_SENTENCE_END = re.compile(r"(?<=[.;:?!])\s+(?=\S)")
_HEADING = re.compile(r"[•\-–?*]|\d+[.)]|(?:ART[IÍ]CULO|CAP[IÍ]TULO|T[IÍ]TULO)\b", re.IGNORECASE)
_SYNONYMS = ("personas", "ciudad", "programa", "servicios", "territorio", "acciones", "gestión", "derechos", "apoyo")


@dataclass(frozen=True, slots=True)
class Strength:
    """How often each edit happens, per paragraph, and how deep an edited paragraph is changed."""

    name: str
    edited: float
    words: tuple[float, float]
    added: float = 0.03
    removed: float = 0.03
    split: float = 0.03
    merged: float = 0.03
    moves: int = 6
    block: tuple[int, int] = (1, 25)
    furniture: float = 0.02


STRENGTHS = (
    Strength("light", 0.08, (0.03, 0.15), added=0.01, removed=0.01, split=0.01, merged=0.01, moves=3),
    Strength("usual", 0.20, (0.05, 0.30)),
    Strength("strong", 0.40, (0.10, 0.50), added=0.06, removed=0.06, split=0.05, merged=0.05, moves=15),
    Strength("rewritten", 0.80, (0.10, 0.50), added=0.08, removed=0.08, split=0.06, merged=0.06, moves=20),
)


@dataclass(slots=True)
class Edited:
    """Two versions and what is true of them: pairs with their kind, and what was added and removed."""

    old: list[str]
    new: list[str]
    pairs: dict[tuple[int, int], str] = field(default_factory=dict)


def plans() -> dict[str, str]:
    """Return the text of each plan, by its name."""
    if PLANS is None:
        return {}
    return {path.stem: decoded(path.read_bytes()) for path in sorted(PLANS.glob("*.txt"))}


def decoded(content: bytes) -> str:
    """Return a plan's text, which is UTF-8 or else Windows' Western European."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def lines(text: str) -> list[str]:
    """Return a paragraph for each line that is not blank: as short and as repeated as they come."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def rejoined(text: str) -> list[str]:
    """Return paragraphs of broken lines put together until a sentence ends or a heading begins."""
    found: list[str] = []
    open_ended = False
    for line in lines(text):
        begins = _HEADING.match(line) or line.isupper()
        if open_ended and not begins:
            found[-1] += " " + line
        else:
            found.append(line)
        open_ended = found[-1][-1] not in ".:;" and not line.isupper()
    return found


def long_only(text: str) -> list[str]:
    """Return the rejoined paragraphs of eight words or more."""
    return [paragraph for paragraph in rejoined(text) if len(paragraph.split()) >= 8]


WAYS = {"lines": lines, "rejoined": rejoined, "long": long_only}


def sample(way: str, seed: int, count: int) -> tuple[list[str], list[str]]:
    """Return `count` paragraphs of whole plans in order, and others from which additions are taken."""
    chance, texts = random.Random(seed), plans()
    names = sorted(texts)
    chance.shuffle(names)
    paragraphs: list[str] = []
    while names and len(paragraphs) < count:
        paragraphs += WAYS[way](texts[names.pop()])
    others = [p for name in names[:2] for p in WAYS[way](texts[name])] or paragraphs[count:]
    return paragraphs[:count], others


def edit(paragraphs: list[str], others: list[str], strength: Strength, seed: int) -> Edited:
    """Return an edited version of paragraphs with its truth."""
    chance = random.Random(seed)
    vocabulary = [word for paragraph in others[:2000] for word in paragraph.split()]
    units = _changed(paragraphs, strength, chance, vocabulary)
    units = _with_additions(units, others, strength, chance)
    units, moved = _moved(units, strength, chance)
    return _numbered(paragraphs, units, moved)


# A unit is what stays together: the old indices, the new texts, and the kind.
Unit = tuple[tuple[int, ...], list[str], str]


def _changed(paragraphs: list[str], strength: Strength, chance: random.Random, vocabulary: list[str]) -> list[Unit]:
    units: list[Unit] = []
    at = 0
    while at < len(paragraphs):
        text, roll = paragraphs[at], chance.random()
        edges = [0.0, strength.removed, strength.split, strength.merged, strength.furniture, strength.edited]
        edges = [sum(edges[: n + 1]) for n in range(len(edges))]
        if roll < edges[1]:
            units.append(((at,), [], "removed"))
        elif roll < edges[2] and len(parts := _SENTENCE_END.split(text)) > 1:
            cuts = sorted(chance.sample(range(1, len(parts)), min(len(parts) - 1, chance.choice((1, 1, 2)))))
            ends = [0, *cuts, len(parts)]
            pieces = [" ".join(parts[a:b]) for a, b in pairwise(ends)]
            units.append(((at,), pieces, "split"))
        elif edges[2] <= roll < edges[3] and at + 1 < len(paragraphs):
            units.append(((at, at + 1), [text + " " + paragraphs[at + 1]], "merged"))
            at += 1
        elif edges[3] <= roll < edges[4]:
            units.append(((at,), [_furniture(text, chance)], "unchanged"))
        elif edges[4] <= roll < edges[5]:
            units.append(((at,), [_words_changed(text, strength, chance, vocabulary)], "edited"))
        else:
            units.append(((at,), [text], "unchanged"))
        at += 1
    return units


def _furniture(text: str, chance: random.Random) -> str:
    way = chance.randrange(3)
    if way == 0:
        return text.upper()
    if way == 1:
        bare = unicodedata.normalize("NFD", text)
        return "".join(letter for letter in bare if not unicodedata.combining(letter))
    return text.replace(" ", "  ").replace(",", " ,")


def _words_changed(text: str, strength: Strength, chance: random.Random, vocabulary: list[str]) -> str:
    words = text.split()
    share = chance.uniform(*strength.words)
    for _ in range(max(1, round(share * len(words)))):
        where, way = chance.randrange(len(words)), chance.random()
        other = chance.choice(vocabulary) if chance.random() < 0.6 else chance.choice(_SYNONYMS)
        if way < 0.5:
            words[where] = other
        elif way < 0.75:
            words.insert(where, other)
        elif len(words) > 1:
            del words[where]
    return " ".join(words)


def _with_additions(units: list[Unit], others: list[str], strength: Strength, chance: random.Random) -> list[Unit]:
    found: list[Unit] = []
    for unit in units:
        if chance.random() < strength.added:
            found.append(((), [chance.choice(others)], "added"))
        found.append(unit)
    return found


def _moved(units: list[Unit], strength: Strength, chance: random.Random) -> tuple[list[Unit], set[int]]:
    moved: set[int] = set()
    for _ in range(strength.moves):
        size = chance.randint(*strength.block)
        start = chance.randrange(max(1, len(units) - size))
        block = units[start : start + size]
        if moved & {id(unit) for unit in block}:
            continue
        rest = units[:start] + units[start + size :]
        far = [n for n in range(len(rest)) if abs(n - start) > 2 * size + 5]
        if not far:
            continue
        to = chance.choice(far)
        units = rest[:to] + block + rest[to:]
        moved |= {id(unit) for unit in block}
    return units, moved


def _folded(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.lower())
    return re.sub(r"[^a-z0-9]", "", "".join(letter for letter in bare if not unicodedata.combining(letter)))


def _numbered(paragraphs: list[str], units: list[Unit], moved: set[int]) -> Edited:
    found = Edited(paragraphs, [])
    for unit in units:
        olds, texts, kind = unit
        for text in texts:
            for old in olds:
                real = kind
                if kind in ("edited", "unchanged"):
                    real = "unchanged" if _folded(paragraphs[old]) == _folded(text) else "edited"
                    real = "moved" if id(unit) in moved else real
                found.pairs[old, len(found.new)] = real
            found.new.append(text)
    return found
