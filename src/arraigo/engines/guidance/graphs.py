"""Directed graphs whose nodes and edges have an order: which edges turn back, and an order in which no other does."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TypeVar

Name = TypeVar("Name", bound=Hashable)


def unrolled(ways: Mapping[Name, Sequence[Name]], start: Sequence[Name]) -> tuple[list[Name], set[tuple[Name, Name]]]:
    """Return the nodes reached from `start` in a topological order, and the edges that turn back and were left out.

    A depth-first search in the order of the edges, without recursion: an edge turns back where it leads to a node whose
    search is not finished (Tarjan 1972). The same graph gives the same answer always.
    """
    order: list[Name] = []
    back: set[tuple[Name, Name]] = set()
    entered: set[Name] = set()
    is_open: set[Name] = set()
    for first in start:
        if first in entered:
            continue
        entered.add(first)
        is_open.add(first)
        stack: list[tuple[Name, Iterator[Name]]] = [(first, iter(ways.get(first, ())))]
        while stack:
            name, rest = stack[-1]
            other = next(rest, None)
            if other is None:
                stack.pop()
                is_open.discard(name)
                order.append(name)
            elif other in is_open:
                back.add((name, other))
            elif other not in entered:
                entered.add(other)
                is_open.add(other)
                stack.append((other, iter(ways.get(other, ()))))
    return order[::-1], back
