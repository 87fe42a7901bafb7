"""Values taken out of marked YAML, one at a time; what is wrong is noted with its line and reading goes on."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from arraigo.engines.guidance.marked import Entries, Node, Scalar, Table
from arraigo.engines.guidance.problems import SENTENCES, Problem, _

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
MAX_ID = 60

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)\Z")
_URL = re.compile(r"https?://[^\s<>\"']+\Z")
_PHONE = re.compile(r"\+?[\d ()\-]{2,30}\Z", re.ASCII)
_EMAIL = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+\.[a-z]{2,}\Z", re.IGNORECASE)
_SHORT_MONTHS = frozenset((4, 6, 9, 11))


def is_day(text: str) -> bool:
    """Say whether a text is a day of the Gregorian calendar as ISO 8601 writes it, `2026-11-22`."""
    found = _DAY.match(text)
    if not found:
        return False
    year, month, day = map(int, found.groups())
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    longest = (28 + leap) if month == 2 else 30 if month in _SHORT_MONTHS else 31
    return year >= 1 and 1 <= month <= 12 and 1 <= day <= longest


def nearest(word: str, known: Collection[str]) -> str | None:
    """Return the known word most like another, or None where none is."""
    return next(iter(get_close_matches(word, sorted(known), 1, 0.6)), None)


@dataclass(slots=True)
class Notes:
    """The problems of one file, and the line of everything that was read, by its dotted place."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)

    def add(self, code: str, line: int, **values: object) -> None:
        """Note a problem."""
        self.problems.append(Problem(code, line, values, self.file))

    def unknown(self, code: str, line: int, value: str, known: Collection[str], **values: object) -> None:
        """Note a name that does not exist, with the nearest that does where the sentence can say it."""
        near = nearest(value, known)
        if near is not None and f"{code}_near" in SENTENCES:
            self.add(f"{code}_near", line, value=value, near=near, **values)
        else:
            self.add(code, line, value=value, **values)

    def line(self, place: str) -> int:
        """Return the line of a place, or of the nearest place around it."""
        while place and place not in self.lines:
            place = place.rpartition(".")[0]
        return self.lines.get(place, 1)


@dataclass(slots=True)
class Fields:
    """A map of a file: `place` is its dotted path, such as `steps.entrada`, empty for the whole file; `at` its line."""

    notes: Notes
    table: Table
    place: str
    at: int

    @property
    def where(self) -> str:
        """How its place is told."""
        return f"«{self.place}»" if self.place else _("la ruta")

    def path(self, key: str | int) -> str:
        """Return the dotted path of one of its keys."""
        return f"{self.place}.{key}" if self.place else str(key)

    def line(self, key: str = "") -> int:
        """Return the line of a key, or of the map."""
        return self.table.lines.get(key, self.at)

    def has(self, key: str) -> bool:
        """Say whether a key is there with something in it."""
        node = self.table.values.get(key)
        return node is not None and not (isinstance(node, Scalar) and node.text is None)

    def text(self, key: str, *, required: bool = False) -> str:
        """Return a text without spaces around it; empty where there is none."""
        node = self.table.values.get(key)
        said = "" if node is None else scalar(self.notes, node, self.path(key)).strip()
        if key in self.table.lines:
            self.notes.lines[self.path(key)] = self.line(key)
        if required and not said and (node is None or isinstance(node, Scalar)):
            self.notes.add("missing", self.line(key), key=key, where=self.where)
        return said

    def id(self, key: str, *, required: bool = False) -> str:
        """Return an identifier, or an empty text where there is none that serves."""
        said = self.text(key, required=required)
        if said and not good_id(said):
            self.notes.add("bad_id", self.line(key), value=said, where=f"«{self.path(key)}»")
        return said

    def day(self, key: str, *, required: bool = False) -> str | None:
        """Return a day, or None."""
        said = self.text(key, required=required)
        if said and not is_day(said):
            self.notes.add("not_a_day", self.line(key), value=said, where=f"«{self.path(key)}»")
            return None
        return said or None

    def boolean(self, key: str) -> bool:
        """Return true or false; false where nothing is said."""
        said = self.text(key)
        if said not in ("", "true", "false"):
            self.notes.add("not_a_boolean", self.line(key), where=f"«{self.path(key)}»")
        return said == "true"

    def one_of(self, key: str, allowed: Sequence[str]) -> str | None:
        """Return one of the words allowed, or None."""
        said = self.text(key, required=True)
        if said and said not in allowed:
            self.notes.add(
                "not_one_of", self.line(key), value=said, where=f"«{self.path(key)}»", allowed=", ".join(allowed)
            )
            return None
        return said or None

    def url(self, key: str) -> str:
        """Return an address of the web, or an empty text."""
        return self._shaped(key, _URL, "bad_url")

    def phone(self, key: str) -> str:
        """Return a telephone number as it is written, or an empty text."""
        return self._shaped(key, _PHONE, "bad_phone")

    def email(self, key: str) -> str:
        """Return an address of mail, or an empty text."""
        return self._shaped(key, _EMAIL, "bad_email")

    def _shaped(self, key: str, shape: re.Pattern[str], code: str) -> str:
        said = self.text(key)
        if said and not shape.match(said):
            self.notes.add(code, self.line(key), value=said, where=f"«{self.path(key)}»")
            return ""
        return said

    def items(self, key: str) -> list[Node]:
        """Return the elements of a list; none where there is no list."""
        node = self.table.values.get(key)
        if node is None or (isinstance(node, Scalar) and node.text is None):
            return []
        self.notes.lines[self.path(key)] = self.line(key)
        if not isinstance(node, Entries):
            self.notes.add("not_a_list", self.line(key), where=f"«{self.path(key)}»")
            return []
        return node.items

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, or the only one where no list is written."""
        node = self.table.values.get(key)
        if isinstance(node, Scalar) and node.text is not None:
            return (self.text(key),)
        found = []
        for number, one in enumerate(self.items(key)):
            place = self.path(f"{key}.{number}")
            self.notes.lines[place] = one.line
            said = scalar(self.notes, one, place).strip()
            if not said and isinstance(one, Scalar):
                self.notes.add("missing", one.line, key=str(number), where=f"«{self.path(key)}»")
            found.append(said)
        return tuple(found)

    def maps(self, key: str, allowed: Sequence[str]) -> Iterator["Fields"]:
        """Yield the maps of a list, each by its number."""
        for number, node in enumerate(self.items(key)):
            made = fields(self.notes, node, self.path(f"{key}.{number}"), allowed)
            if made is not None:
                yield made

    def map(self, key: str, allowed: Sequence[str]) -> "Fields | None":
        """Return the map of a key, or None."""
        if not self.has(key):
            return None
        return fields(self.notes, self.table.values[key], self.path(key), allowed, line=self.line(key))


def fields(notes: Notes, node: Node, place: str, allowed: Sequence[str], *, line: int | None = None) -> Fields | None:
    """Return a node as a map whose keys are among those allowed, or None."""
    made = loose(notes, node, place, line=line)
    if made is not None:
        only(made, allowed)
    return made


def loose(notes: Notes, node: Node, place: str, *, line: int | None = None) -> Fields | None:
    """Return a node as a map, whatever its keys, or None."""
    at = line or node.line
    notes.lines[place] = at
    if not isinstance(node, Table):
        notes.add("not_a_mapping", at, where=f"«{place}»" if place else _("la ruta"))
        return None
    return Fields(notes, node, place, at)


def only(made: Fields, allowed: Sequence[str]) -> None:
    """Note each key of a map that is not allowed, with the nearest that is."""
    for key, at in made.table.lines.items():
        if key in allowed:
            continue
        if near := nearest(key, allowed):
            made.notes.add("unknown_key_near", at, key=key, where=made.where, near=near)
        else:
            # `{text: Si ya pasaron, vaya igual}` is a map of two keys.
            code = "unknown_key_comma" if " " in key else "unknown_key"
            made.notes.add(code, at, key=key, where=made.where)


def scalar(notes: Notes, node: Node, place: str) -> str:
    """Return a node's text; empty where there is none."""
    if isinstance(node, Scalar):
        return node.text or ""
    notes.add("not_a_text", node.line, where=f"«{place}»")
    return ""


def good_id(text: str) -> bool:
    """Say whether a text serves as an identifier: small letters without accents, figures and hyphens."""
    return len(text) <= MAX_ID and ID.match(text) is not None
