"""Passages of a plan → what each speaks of, its part of the plan, whether it commits the government, and why."""

from collections.abc import Iterable, Iterator

from arraigo.engines.plan_review.model import Blocked, Hit, Part, Tagged
from arraigo.engines.plan_review.tagging.parts import PartModel, load_parts
from arraigo.engines.plan_review.tagging.scanning import Block, Scanner
from arraigo.engines.plan_review.tagging.senses import NO_SUPPORT, Senses
from arraigo.engines.plan_review.tagging.thesaurus import ALONE, Thesaurus

BLOCK_LETTERS = 200_000
"""Passages are scanned together up to so many characters: enough to spread the cost of a pass, little to keep."""

_TOLD = 3


def _(text: str) -> str:
    """Mark a text for translation; who shows it translates it."""
    return text


class Tagger:
    """Tags passages with a thesaurus. Building one costs some tens of milliseconds; use it for many passages."""

    def __init__(self, thesaurus: Thesaurus, parts: PartModel | None = None) -> None:
        self.thesaurus = thesaurus
        self._names = {concept.id: concept.name for concept in thesaurus.concepts}
        self._parts = parts or load_parts()
        self._scanner = Scanner(thesaurus, self._parts)
        self._senses = Senses(thesaurus)

    def tag(self, text: str) -> Tagged:
        """Return what one passage speaks of."""
        return self.tag_many([text])[0]

    def tag_many(self, texts: Iterable[str]) -> list[Tagged]:
        """Return what each passage speaks of, in order."""
        return list(self.iter(texts))

    def iter(self, texts: Iterable[str]) -> Iterator[Tagged]:
        """Yield what each passage speaks of, in order, keeping only a block of passages in memory."""
        block: list[str] = []
        size = 0
        for text in texts:
            block.append(text)
            size += len(text)
            if size >= BLOCK_LETTERS:
                yield from self._tag_block(block)
                block, size = [], 0
        yield from self._tag_block(block)

    def candidates(self, text: str) -> list[int]:
        """Return the offsets in a whole document about which a word stands that might be of people on the move."""
        return self._scanner.places(text)

    def mentions(self, text: str) -> tuple[Hit, ...]:
        """Return every hit of a passage that is no false friend, weak ones without company included."""
        return tuple(self._senses.read(self._scanner.scan([text]).folded[0])[0])

    def _tag_block(self, texts: list[str]) -> Iterator[Tagged]:
        if not texts:
            return
        block = self._scanner.scan(texts)
        told = zip(self._parts.best(block.scores), self._parts.commits(block.scores), strict=True)
        for n, (part, acts) in enumerate(told):
            if block.candidate[n]:
                yield self._tag_closely(texts[n], block, n, part, acts)
            elif n in block.alone:
                blocked = self._alone(block, n)
                yield Tagged(False, (), part, False, (), blocked, tuple(_blocked_told(list(blocked))))
            else:
                yield _SILENT[part]

    def _tag_closely(self, text: str, block: Block, n: int, part: Part, acts: bool) -> Tagged:
        hits, blocked = self._senses.read(block.folded[n])
        if not hits and not blocked:
            blocked = list(self._alone(block, n))
        relevant = any(hit.strength >= ALONE for hit in hits)
        concepts = tuple(sorted({hit.concept for hit in hits})) if relevant else ()
        why = [*(_hits_told(text, hits, self._names) if relevant else _weak_told(text, hits)), *_blocked_told(blocked)]
        if relevant:
            why.append(self._part_told(block.cues_of(n), part))
            why += [_COMMITS] * acts
        return Tagged(
            relevant, concepts, part, relevant and acts, tuple(hits), tuple(blocked), tuple(why or [_NOTHING])
        )

    def _alone(self, block: Block, n: int) -> tuple[Blocked, ...]:
        """Return the words of a passage that never count by themselves, each where it first stands."""
        found = []
        for number in block.alone.get(n, ()):
            word, sense = self.thesaurus.alone[number]
            start = f" {block.folded[n]}".find(f" {word}")
            end = start + len(f"{block.folded[n][start:]} ".partition(" ")[0])
            found.append(Blocked(block.folded[n][start:end], sense, NO_SUPPORT, start, end))
        return tuple(found)

    def _part_told(self, cues: list[int], part: Part) -> str:
        reasons = self._parts.reasons(cues, part)[:_TOLD]
        if not reasons:
            return _("Parte del plan: {part}, la más común, sin señales de otra.").format(part=PART_NAMES[part])
        return _("Parte del plan: {part}, por {cues}.").format(part=PART_NAMES[part], cues=", ".join(reasons))


_COMMITS = _("El plan se compromete a actuar.")
_NOTHING = _("Ninguna palabra del tesauro.")

_SILENT = {part: Tagged(False, (), part, False, why=(_NOTHING,)) for part in Part}
"""What is told of a passage in which nothing was found: nearly all of a plan."""

PART_NAMES = {
    Part.DIAGNOSIS: _("diagnóstico"),
    Part.OBJECTIVE: _("objetivo"),
    Part.TARGET: _("meta"),
    Part.PROGRAMME: _("programa"),
    Part.BUDGET: _("presupuesto"),
    Part.NORM: _("norma"),
    Part.OTHER: _("otra"),
}


def _hits_told(text: str, hits: list[Hit], names: dict[str, str]) -> list[str]:
    told: dict[tuple[str, str], str] = {}
    for hit in hits:
        words = _quoted(text, hit)
        told.setdefault(
            (hit.concept, words.lower()),
            _("«{words}» es de «{concept}» (por {rule}: {label}; fuerza {strength}).").format(
                words=words,
                concept=names[hit.concept],
                rule=hit.rule,
                label=_shortened(hit.label),
                strength=hit.strength,
            ),
        )
    return list(told.values())


def _weak_told(text: str, hits: list[Hit]) -> list[str]:
    return [
        _("«{words}» solo cuenta junto a otro término del enfoque, y no lo hay.").format(words=words)
        for words in dict.fromkeys(_quoted(text, hit) for hit in hits)
    ]


def _quoted(text: str, hit: Hit) -> str:
    return " ".join(text[hit.start : hit.end].split())


def _shortened(label: str) -> str:
    """Return a label as a person reads it: one way to write each word stands for the others."""
    return " ".join(word.split("|")[0] + "|…" * ("|" in word) for word in label.split())


def _blocked_told(blocked: list[Blocked]) -> list[str]:
    told = []
    for one in blocked:
        if one.trigger == NO_SUPPORT:
            text = _("«{term}» no cuenta: {sense}; nada cerca la sostiene.").format(term=one.term, sense=one.sense)
        else:
            text = _("«{term}» no cuenta: {sense} (por «{trigger}»).").format(
                term=one.term, sense=one.sense, trigger=one.trigger
            )
        told.append(text)
    return list(dict.fromkeys(told))
