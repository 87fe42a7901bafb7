"""From lines that are headings to sections, each under the one that rules it."""

from dataclasses import dataclass, field

from arraigo.engines.plan_review.model import Kind, Section
from arraigo.engines.plan_review.structure.headings import (
    APARTADO_RANK,
    ARTICLE_RANK,
    GROUP_RANK,
    INNER_RANK,
    LIST_RANK,
    PARAGRAPH_RANK,
    UNNUMBERED_RANK,
    Heading,
)
from arraigo.engines.plan_review.structure.lines import Lines
from arraigo.engines.plan_review.structure.titles import Titled, shortened, titled
from arraigo.engines.plan_review.structure.wording import TERMINALS, goes_on, is_shouted_title, is_title

_RUN_OF_CAPITALS = 4
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_ROMANS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv".split()


@dataclass(slots=True)
class _Open:
    """A section that is not closed yet. `order` is its place in a list: (1, 2) for «1.2», a letter for «b)»."""

    index: int
    rank: int
    kind: Kind
    order: tuple[int, ...] | str = ()
    level: int = 0


@dataclass(slots=True)
class Outline:
    """Sections in the making. `heads`: the line of each → how many lines it takes, whether it goes on, its index.

    `items` are lines that begin an item of a list without being a section.
    """

    lines: Lines
    end: int
    sections: list[Section] = field(default_factory=list)
    heads: dict[int, tuple[int, bool, int]] = field(default_factory=dict)
    items: set[int] = field(default_factory=set)
    stack: list[_Open] = field(default_factory=list)

    def has_open(self, *kinds: Kind) -> bool:
        """Whether a section of one of these kinds is open."""
        return any(entry.kind in kinds for entry in self.stack)

    def has_group(self) -> bool:
        """Whether dispositions are being read."""
        return any(entry.kind is Kind.DISPOSICION and entry.rank == GROUP_RANK for entry in self.stack)

    def close(self, place: int, *, rank: int, level: int = 0) -> None:
        """Close the sections that one of this rank (or level of the format) ends."""
        at = self.lines.starts[place]
        while self.stack and _is_ended_by(self.stack[-1], rank, level):
            self._shut(self.stack.pop(), at)

    def close_above(self, place: int, entry: _Open, *, itself: bool) -> None:
        """Close what is open inside a section, and the section too where `itself`."""
        at = self.lines.starts[place]
        while self.stack[-1] is not entry:
            self._shut(self.stack.pop(), at)
        if itself:
            self._shut(self.stack.pop(), at)

    def open(self, place: int, heading: Heading, found: Titled, *, rank: int, kind: Kind, **more: object) -> None:
        """Open a section at a line, under the innermost that is open."""
        parent = self.stack[-1].index if self.stack else None
        path = self.sections[parent].path if parent is not None else ()
        label = heading.label if heading.number else (found.title or heading.label)
        index = len(self.sections)
        start, page = self.lines.starts[place], self.lines.pages[place]
        self.sections.append(
            Section(kind, heading.number, found.title, (*path, label), page, start, self.end, parent=parent)
        )
        self.heads[place] = (found.lines, found.is_open, index)
        self.stack.append(_Open(index, rank, kind, more.get("order", ()), heading.level))  # type: ignore[arg-type]

    def _shut(self, entry: _Open, at: int) -> None:
        old = self.sections[entry.index]
        self.sections[entry.index] = Section(
            old.kind, old.number, old.title, old.path, old.page, old.start, at, old.parent
        )


def _is_ended_by(entry: _Open, rank: int, level: int) -> bool:
    if entry.level and level:
        return entry.level >= level
    return entry.rank >= rank


def outline_of(lines: Lines, found: dict[int, Heading], end: int) -> Outline:
    """Return the sections of lines whose headings were resolved; `end` is the length of the text."""
    outline = Outline(lines, end)
    skip = 0
    for place, text in enumerate(lines.texts):
        if place < skip or lines.dropped[place]:
            continue
        heading = found.get(place)
        if heading is None:
            if text.isupper() and place not in lines.rows:
                skip = _shouted(outline, place, found)
        elif heading.rank <= INNER_RANK or heading.level:
            skip = _ruling(outline, place, heading, found)
        elif not _listed(outline, place, heading, found):
            outline.items.add(place)
    return outline


def _ruling(outline: Outline, place: int, heading: Heading, found: dict[int, Heading]) -> int:
    """Open a section that a keyword or a style names; return the line after its title."""
    if heading.is_item and not outline.has_group():
        outline.items.add(place)
        return place
    title = titled(outline.lines, place, heading, found)
    rank = heading.rank
    if heading.kind is Kind.PARAGRAFO and rank == PARAGRAPH_RANK and _is_inside_article(outline, heading, title):
        rank = INNER_RANK
    if heading.kind is Kind.DISPOSICION and rank == ARTICLE_RANK and not heading.is_item and not outline.has_group():
        rank = GROUP_RANK
    outline.close(place, rank=rank, level=heading.level)
    outline.open(place, heading, title, rank=rank, kind=heading.kind)
    return place + title.lines


def _is_inside_article(outline: Outline, heading: Heading, title: Titled) -> bool:
    """A Colombian «Parágrafo 1. El alcalde…» is part of its article; an Ecuadorian «PARÁGRAFO 1» heads articles."""
    return outline.has_open(Kind.ARTICULO) and title.is_open and not heading.rest.isupper()


def _shouted(outline: Outline, place: int, found: dict[int, Heading]) -> int:
    """Open a section for a title in capitals that has no number; return the line after it."""
    lines, texts = outline.lines, outline.lines.texts
    end = place + 1
    while end < len(texts) and end not in found and texts[end].isupper() and not lines.dropped[end]:
        end += 1
    after = texts[end] if end < len(texts) else ""
    before = texts[place - 1] if place else "."
    is_apart = before[-1] in TERMINALS or len(before) < 70 or place - 1 in found or place in lines.after_blank
    if end - place > _RUN_OF_CAPITALS or not is_apart or goes_on(before) or after[:1].islower():
        return end
    title = " ".join(texts[place:end])
    is_one = end - place == 1 or all(len(text) > 45 or goes_on(text) for text in texts[place : end - 1])
    count = end - place if is_one else 1
    title = title if is_one else texts[place]
    if not is_shouted_title(title):
        return place + count
    heading = Heading(Kind.APARTADO, UNNUMBERED_RANK, "", title, title, 0)  # type: ignore[arg-type]
    outline.close(place, rank=UNNUMBERED_RANK)
    outline.open(
        place, heading, Titled(title.strip(" .:-–"), count, is_open=False), rank=UNNUMBERED_RANK, kind=Kind.APARTADO
    )
    return place + count


def _listed(outline: Outline, place: int, heading: Heading, found: dict[int, Heading]) -> bool:
    """Open an item of a list or a numbered title, where its number follows another; say whether it did."""
    kind = _kind_of(outline, place, heading, found)
    order: tuple[int, ...] | str
    if heading.kind is Kind.NUMERAL:
        order = tuple(map(int, heading.number.split(".")))
    else:
        order = heading.number
    base = LIST_RANK if kind in (Kind.NUMERAL, Kind.LITERAL) else heading.rank
    rank = _placed(outline, place, order, kind, base)
    if rank is None:
        return False
    is_alone = kind is Kind.APARTADO
    title = titled(outline.lines, place, heading, found) if is_alone else Titled(shortened(heading), 1, is_open=True)
    number = heading.number.lower() if kind is Kind.LITERAL else heading.number
    named = Heading(kind, rank, number, heading.label, heading.rest, heading.sign)
    outline.open(place, named, title, rank=rank, kind=kind, order=order)
    return True


def _kind_of(outline: Outline, place: int, heading: Heading, found: dict[int, Heading]) -> Kind:
    """An apartado has a title alone on its line; a numeral or literal is a sentence of a list."""
    if heading.kind is Kind.LITERAL:
        return Kind.LITERAL
    texts = outline.lines.texts
    rest, following = heading.rest, texts[place + 1] if place + 1 < len(texts) else ""
    inside = outline.has_open(Kind.ARTICULO, Kind.DISPOSICION)
    stands = is_title(rest, "" if rest.isupper() else following) and rest[0].isupper()
    if heading.kind is Kind.APARTADO:
        return Kind.APARTADO if stands and not inside and not _has_neighbour(place, found) else Kind.LITERAL
    depth = heading.number.count(".") + 1
    if depth == 1:
        is_loud = rest.isupper() and len(rest) > 3
        alone = not _has_neighbour(place, found)
        return Kind.APARTADO if stands and alone and (is_loud or not inside) and len(rest) < 110 else Kind.NUMERAL
    parent = next((entry for entry in reversed(outline.stack) if isinstance(entry.order, tuple) and entry.order), None)
    if parent is not None and parent.kind is Kind.NUMERAL and inside:
        return Kind.NUMERAL
    return Kind.APARTADO if stands or _begins_with_title(rest) and not inside else Kind.NUMERAL


def _begins_with_title(rest: str) -> bool:
    """«2.2.1 Matriz de reconocimiento. Es un instrumento…»"""
    head = rest.partition(". ")[0]
    return rest[0].isupper() and len(head) < 90 and len(head) < len(rest)


def _has_neighbour(place: int, found: dict[int, Heading]) -> bool:
    """Whether the next or the last line is an item as well: lines of a list, not titles with text below them."""
    own = found[place]
    return any(
        other is not None and other.kind is own.kind and other.number.count(".") == own.number.count(".")
        for other in (found.get(place - 1), found.get(place + 1))
    )


def _placed(outline: Outline, place: int, order: tuple[int, ...] | str, kind: Kind, base: int) -> int | None:
    """Close what the item ends and return its rank; None where its number follows nothing that is open."""
    entries = [entry for entry in reversed(outline.stack) if type(entry.order) is type(order) and entry.order]
    entries.sort(key=lambda entry: entry.kind is not kind)
    for entry in entries:
        if _is_next(entry.order, order):
            rank = entry.rank
            outline.close_above(place, entry, itself=True)
            return rank
        if isinstance(order, tuple) and len(order) > len(entry.order) and order[: len(entry.order)] == entry.order:
            outline.close_above(place, entry, itself=False)
            return max(entry.rank + 1, base)
    if not _is_first(order) and not _may_begin(outline, order, kind, entries):
        return None
    same = next((entry for entry in entries if entry.kind is kind and len(entry.order) == len(order)), None)
    if same is not None:
        outline.close_above(place, same, itself=True)
        return same.rank
    outline.close(place, rank=base if kind is Kind.APARTADO else LIST_RANK + 20)
    top = outline.stack[-1].rank if outline.stack else 0
    return max(base, top + 1)


def _is_first(order: tuple[int, ...] | str) -> bool:
    return order[-1] == 1 if isinstance(order, tuple) else order in ("a", "A", "i")


def _may_begin(outline: Outline, order: tuple[int, ...] | str, kind: Kind, entries: list[_Open]) -> bool:
    """A plan may begin at 2.1 under «CAPÍTULO 2», or skip one number of its apartados."""
    if not isinstance(order, tuple) or kind is not Kind.APARTADO:
        return False
    latest = next((entry.order for entry in entries if entry.kind is Kind.APARTADO), None)
    if latest is None:
        return len(order) > 1 or not outline.stack
    return isinstance(latest, tuple) and latest < order and order[0] - latest[0] <= 1


def _is_next(one: tuple[int, ...] | str, other: tuple[int, ...] | str) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and one[:-1] == other[:-1] and 0 < other[-1] - one[-1] <= 2
    if isinstance(one, str) and isinstance(other, str):
        return other in _after_letter(one)
    return False


def _after_letter(letter: str) -> tuple[str, ...]:
    """The letters that may follow one: «ñ» is counted or not, one may be missing, and «i» may begin Roman numbers."""
    small = letter.lower()
    following: list[str] = []
    if small in _ROMANS[:-1] and (len(small) > 1 or small == "i"):
        following.append(_ROMANS[_ROMANS.index(small) + 1])
    if small == "ñ":
        following.append("o")
    elif len(small) == 1 and small in _ALPHABET:
        at = _ALPHABET.index(small)
        following += _ALPHABET[at + 1 : at + 3]
        following += ["ñ"] if small == "n" else []
    return tuple(one.upper() if letter.isupper() else one for one in following)
