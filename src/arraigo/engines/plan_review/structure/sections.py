"""Sections in the making: which are open, what a new one closes, and what it stands under."""

from dataclasses import dataclass, field

from arraigo.engines.plan_review.model import Kind, Section
from arraigo.engines.plan_review.structure.headings import GROUP_RANK, INNER_RANK, Heading
from arraigo.engines.plan_review.structure.lines import Lines
from arraigo.engines.plan_review.structure.titles import Titled

# Where an item stands in its list: (1, 2) for «1.2», the letter itself for «b)».
Order = tuple[int, ...] | str


@dataclass(slots=True)
class Open:
    """A section that is not closed yet. `order` is its place in a list: (1, 2) for «1.2», a letter for «b)»."""

    index: int
    rank: int
    kind: Kind
    order: Order = ()
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
    stack: list[Open] = field(default_factory=list)

    def has_open(self, *kinds: Kind) -> bool:
        """Whether a section of one of these kinds is open."""
        return any(entry.kind in kinds for entry in self.stack)

    def has_group(self, label: str = "") -> bool:
        """Whether dispositions are being read: any, or those of the type («transitoria») that a label names."""
        groups = [entry for entry in self.stack if entry.kind is Kind.DISPOSICION and entry.rank == GROUP_RANK]
        if not label:
            return bool(groups)
        return any(_type(self.sections[entry.index].path[-1]) == _type(label) for entry in groups)

    def close(self, place: int, *, rank: int, level: int = 0) -> None:
        """Close the sections that one of this rank (or level of the format) ends."""
        at = self.lines.starts[place]
        while self.stack and _is_ended_by(self.stack[-1], rank, level):
            self._shut(self.stack.pop(), at)

    def close_above(self, place: int, entry: Open, *, itself: bool) -> None:
        """Close what is open inside a section, and the section too where `itself`."""
        at = self.lines.starts[place]
        while self.stack[-1] is not entry:
            self._shut(self.stack.pop(), at)
        if itself:
            self._shut(self.stack.pop(), at)

    def open(self, place: int, heading: Heading, found: Titled, *, rank: int, kind: Kind, order: Order = ()) -> None:
        """Open a section at a line, under the innermost that is open."""
        parent = self.stack[-1].index if self.stack else None
        path = self.sections[parent].path if parent is not None else ()
        is_named = heading.number or heading.kind in (Kind.DISPOSICION, Kind.PARAGRAFO)
        label = heading.label if is_named else (found.title or heading.label)
        index = len(self.sections)
        start, page = self.lines.starts[place], self.lines.pages[place]
        self.sections.append(
            Section(kind, heading.number, found.title, (*path, label), page, start, self.end, parent=parent)
        )
        self.heads[place] = (found.lines, found.is_open, index)
        self.stack.append(Open(index, rank, kind, order, heading.level))

    def _shut(self, entry: Open, at: int) -> None:
        old = self.sections[entry.index]
        self.sections[entry.index] = Section(
            old.kind, old.number, old.title, old.path, old.page, old.start, at, old.parent
        )


def _type(label: str) -> str:
    """«transi» for «Disposiciones transitorias» and «Disposición transitoria 1»."""
    return label.partition(" ")[2][:6]


def _is_ended_by(entry: Open, rank: int, level: int) -> bool:
    if entry.level and level and max(entry.rank, rank) > INNER_RANK:
        return entry.level >= level
    return entry.rank >= rank
