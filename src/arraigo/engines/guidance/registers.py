"""The registers that routes name: emergency numbers of a country and the taxonomy of needs, read from their files."""

from collections.abc import Mapping
from dataclasses import dataclass

from arraigo.engines.guidance.fields import Fields, Notes, loose
from arraigo.engines.guidance.marked import Entries, Node, Scalar, Table, read_marked
from arraigo.engines.guidance.problems import RouteError


@dataclass(frozen=True, slots=True)
class Number:
    """A number to call, the same in every language; names, and what it is for, by language.

    `option` is what to press after the greeting. `free` is None where nobody said, `verified_on` where nobody checked.
    """

    id: str
    number: str
    name: Mapping[str, str]
    purpose: Mapping[str, str]
    option: str = ""
    free: bool | None = None
    hours: str = ""
    source: str = ""
    url: str = ""
    verified_on: str | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """A need by its code, with its names by language."""

    id: str
    name: Mapping[str, str]


def load_numbers(text: str, *, name: str) -> dict[str, Number]:
    """Return the numbers of a file, by id: a list, or a map whose `numbers` are one. Raises RouteError."""
    return {one.id: _number(one.fields) for one in _entries(text, "numbers", name, ("number",))}


def load_needs(text: str, *, name: str) -> dict[str, Need]:
    """Return the needs of a file, by id: a list, or a map whose `needs` are one. Raises RouteError."""
    return {one.id: Need(one.id, _by_language(one.fields, "name")) for one in _entries(text, "needs", name)}


@dataclass(frozen=True, slots=True)
class _Entry:
    id: str
    fields: Fields


def _entries(text: str, key: str, name: str, required: tuple[str, ...] = ()) -> list[_Entry]:
    """Return the maps of a register with an id each; keys that this engine does not read are others' business."""
    root, found = read_marked(text, file=name)
    notes = Notes(name, found)
    entries: dict[str, _Entry] = {}
    for number, node in enumerate(_list(root, key, notes)):
        made = loose(notes, node, f"{key}.{number}")
        if made is None:
            continue
        said = made.id("id", required=True)
        for one in required:
            made.text(one, required=True)
        if said in entries:
            notes.add("twice", made.line("id"), value=said, where=f"«{key}»")
        entries[said] = _Entry(said, made)
    if notes.problems:
        raise RouteError(notes.problems)
    return list(entries.values())


def _list(root: Node | None, key: str, notes: Notes) -> list[Node]:
    if isinstance(root, Table):
        root = root.values.get(key, root)
    if isinstance(root, Entries):
        return root.items
    if root is not None:
        notes.add("not_a_list", root.line, where=f"«{key}»")
    return []


def _number(one: Fields) -> Number:
    free = one.text("free")
    said = one.table.values.get("source")
    source = Fields(one.notes, said, one.path("source"), said.line) if isinstance(said, Table) else one
    return Number(
        id=one.text("id"),
        number=one.text("number"),
        name=_by_language(one, "name"),
        purpose=_by_language(one, "for"),
        option=_first(one, "option"),
        free=None if not free else free == "true",
        hours=_first(one, "hours"),
        source=_first(source, "title" if source is not one else "source"),
        url=_first(source, "url"),
        verified_on=_first(one, "verified_on") or None,
    )


def _by_language(one: Fields, key: str) -> dict[str, str]:
    """Return texts by language; a text alone is Spanish."""
    node = one.table.values.get(key)
    if isinstance(node, Table):
        return {lang: said.text for lang, said in node.values.items() if isinstance(said, Scalar) and said.text}
    said = _first(one, key)
    return {"es": said} if said else {}


def _first(one: Fields, key: str) -> str:
    """Return a text, or the Spanish of several, or nothing."""
    node = one.table.values.get(key)
    if isinstance(node, Table):
        node = node.values.get("es")
    return (node.text or "").strip() if isinstance(node, Scalar) else ""
