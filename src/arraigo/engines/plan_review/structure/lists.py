"""Numbered and lettered lines: items of a list, or titles of a technical plan; each must follow what is open."""

from arraigo.engines.plan_review.model import Kind
from arraigo.engines.plan_review.structure.headings import LIST_RANK, Heading
from arraigo.engines.plan_review.structure.sections import Open, Order, Outline
from arraigo.engines.plan_review.structure.titles import Titled, shortened, titled, wraps
from arraigo.engines.plan_review.structure.wording import is_title

_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
# A letter opens below whatever is open; only a title of its own closes.
_BELOW_ALL = LIST_RANK + 100


def list_item(outline: Outline, place: int, heading: Heading, found: dict[int, Heading]) -> bool:
    """Open an item of a list or a numbered title, where its number follows another; say whether it did."""
    kind = _kind_of(outline, place, heading, found)
    order: Order
    order = tuple(map(int, heading.number.split("."))) if heading.kind is Kind.NUMERAL else heading.number
    base = LIST_RANK if kind in (Kind.NUMERAL, Kind.LITERAL) else heading.rank
    placed = _placed(outline, place, order, kind, base)
    if placed is None:
        return False
    rank, kind = placed
    is_alone = kind is Kind.APARTADO
    title = (
        titled(outline.lines, place, heading, found)
        if is_alone
        else Titled(shortened(outline.lines, place, heading), 1, is_open=True)
    )
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
    is_whole = rest.isupper() or wraps(outline.lines, place, heading, following)
    stands = is_title(rest, "" if is_whole else following) and rest[0].isupper()
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
    return Kind.APARTADO if stands or (_begins_with_title(rest) and not inside) else Kind.NUMERAL


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


def _placed(outline: Outline, place: int, order: Order, kind: Kind, base: int) -> tuple[int, Kind] | None:
    """Close what the item ends and return its rank and its kind, which is that of the item before it.

    None where its number follows nothing that is open.
    """
    entries = [entry for entry in reversed(outline.stack) if type(entry.order) is type(order) and entry.order]
    entries.sort(key=lambda entry: entry.kind is not kind)
    for entry in entries:
        if _is_next(entry.order, order):
            rank = entry.rank
            outline.close_above(place, entry, itself=True)
            return rank, entry.kind
        if isinstance(order, tuple) and len(order) > len(entry.order) and order[: len(entry.order)] == entry.order:
            outline.close_above(place, entry, itself=False)
            return max(entry.rank + 1, base), kind
    if not _is_first(order) and not _may_begin(outline, order, kind, entries):
        return None
    same = next((entry for entry in entries if entry.kind is kind and len(entry.order) == len(order)), None)
    if same is not None:
        outline.close_above(place, same, itself=True)
        return same.rank, kind
    outline.close(place, rank=base if kind is Kind.APARTADO else _BELOW_ALL)
    top = outline.stack[-1].rank if outline.stack else 0
    return max(base, top + 1), kind


def _is_first(order: Order) -> bool:
    return order[-1] == 1 if isinstance(order, tuple) else order in ("a", "A", "i")


def _may_begin(outline: Outline, order: Order, kind: Kind, entries: list[Open]) -> bool:
    """A plan may begin at 2.1 under «CAPÍTULO 2», or skip one number of its apartados."""
    if not isinstance(order, tuple) or kind is not Kind.APARTADO:
        return False
    latest = next((entry.order for entry in entries if entry.kind is Kind.APARTADO), None)
    if latest is None:
        return len(order) > 1 or not outline.stack
    return isinstance(latest, tuple) and latest < order and order[0] - latest[0] <= 1


def _is_next(one: Order, other: Order) -> bool:
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
