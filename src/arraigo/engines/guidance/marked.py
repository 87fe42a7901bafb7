"""YAML as nodes that know their line, made from events: nothing in it recurses, whatever the file holds.

PyYAML's own composer recurses, keeps the last of two equal keys in silence, follows aliases, and turns `No` into false.
Here every scalar stays the text that was written; whoever reads a value says what it should be.
"""

import re
from dataclasses import dataclass, field

import yaml

from arraigo.engines.guidance.problems import Problem, _

MAX_BYTES = 256 * 1024
MAX_DEPTH = 16

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_PLAIN_TAGS = frozenset(("!", "tag:yaml.org,2002:str"))

# libyaml says what is wrong in English; these are the faults that people make.
_HINTS = (
    (
        "mapping values are not allowed",
        _("hay dos puntos donde no van; si son del texto, póngalo entre comillas, y si no, revise la sangría"),
    ),
    ("could not find expected ':'", _("faltan dos puntos después de una clave")),
    ("did not find expected key", _("la sangría no es la de las claves vecinas, o unas comillas se cerraron antes")),
    ("did not find expected '-'", _("falta el guion de un elemento de la lista, o la sangría no es la suya")),
    ("did not find expected ',' or", _("falta una coma o el corchete o la llave que cierra")),
    ("unexpected end of stream", _("unas comillas no se cierran")),
    ("document end", _("unas comillas no se cierran")),
    ("cannot start any token", _("hay un tabulador o un signo que no puede empezar un valor; póngalo entre comillas")),
    ("character that cannot", _("hay un tabulador o un signo que no puede empezar un valor; póngalo entre comillas")),
    ("unknown escape", _("hay una barra invertida entre comillas dobles; use comillas simples")),
    ("comment or line break", _("después de «|» o «>» el texto empieza en la línea siguiente")),
    ("special characters", _("hay caracteres de control")),
    ("control characters", _("hay caracteres de control")),
)
_OTHER = _("revise la sangría, las comillas y los dos puntos")


@dataclass(slots=True)
class Scalar:
    """A text with its line; a plain `null`, `~` or nothing is no text."""

    text: str | None
    line: int


@dataclass(slots=True)
class Entries:
    """A list with its line."""

    line: int
    items: list["Node"] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """A map with its line; values by key, and the line of each key."""

    line: int
    values: dict[str, "Node"] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


Node = Scalar | Entries | Table


def read_marked(text: str, *, file: str) -> tuple[Node | None, list[Problem]]:
    """Return what a YAML text holds, and what is wrong with it as YAML; nothing is returned when it cannot be read."""
    text = text.removeprefix("\ufeff")
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "replace")) > MAX_BYTES:
        return None, [Problem("too_long", 1, {"limit": MAX_BYTES // 1024}, file)]
    foreign = re.search("[\ud800-\udfff\x00]", text)
    if foreign:
        return None, [Problem("not_text", text.count("\n", 0, foreign.start()) + 1, {}, file)]
    builder = _Builder(file)
    try:
        # As yaml.parse does it, without a generator between: half of the time of reading goes by here.
        loader = _LOADER(text)
        while loader.check_event():
            if not builder.take(loader.get_event()):
                return None, builder.problems
    except yaml.YAMLError as error:
        return None, [*builder.problems, _unreadable(error, text, file)]
    if builder.root is None:
        return None, [Problem("empty", 1, {}, file)]
    return builder.root, builder.problems


def _unreadable(error: yaml.YAMLError, text: str, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    before = text.count("\n", 0, getattr(error, "position", None) or 0) if mark is None else mark.line
    said = str(getattr(error, "problem", None) or error)
    detail = next((hint for words, hint in _HINTS if words in said), _OTHER)
    return Problem("yaml", min(before, text.count("\n")) + 1, {"detail": detail}, file)


class _Builder:
    """Puts nodes together from events, keeping the open maps and lists in a stack of its own."""

    def __init__(self, file: str) -> None:
        self.file, self.problems = file, list[Problem]()
        self.root: Node | None = None
        self.open: list[Entries | Table] = []
        self.keys: list[tuple[str, int] | None] = []
        self.documents = 0

    def take(self, event: yaml.Event) -> bool:
        """Take an event in; return False where reading must stop."""
        line = event.start_mark.line + 1 if event.start_mark is not None else 1
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, line)
        if isinstance(event, yaml.CollectionStartEvent):
            return self._start(event, line)
        if isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()
            self.keys.pop()
        elif isinstance(event, yaml.AliasEvent):
            return self._stop("alias", line, name=event.anchor)
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            return self.documents == 1 or self._stop("several_documents", line)
        return True

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> bool:
        if event.tag is not None and event.tag not in _PLAIN_TAGS:
            return self._stop("tag", line, name=event.tag)
        text = None if event.value in _NULLS and event.implicit[0] else event.value
        if self._awaits_key():
            if text is None:
                return self._stop("bad_key", line)
            self.keys[-1] = text, line
        else:
            self._put(Scalar(text, line))
        return True

    def _awaits_key(self) -> bool:
        return bool(self.open) and self.keys[-1] is None and type(self.open[-1]) is Table

    def _start(self, event: yaml.CollectionStartEvent, line: int) -> bool:
        if event.tag is not None and event.tag != "!":
            return self._stop("tag", line, name=event.tag)
        if len(self.open) == MAX_DEPTH:
            return self._stop("too_deep", line, limit=MAX_DEPTH)
        if self._awaits_key():
            return self._stop("bad_key", line)
        made = Table(line) if isinstance(event, yaml.MappingStartEvent) else Entries(line)
        self._put(made)
        self.open.append(made)
        self.keys.append(None)
        return True

    def _put(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if isinstance(parent, Entries):
            parent.items.append(node)
            return
        key, line = self.keys[-1] or ("", parent.line)
        self.keys[-1] = None
        if key in parent.values:
            self.problems.append(Problem("duplicate_key", line, {"key": key, "first": parent.lines[key]}, self.file))
            return
        parent.values[key] = node
        parent.lines[key] = line

    def _stop(self, code: str, line: int, **values: object) -> bool:
        self.problems.append(Problem(code, line, values, self.file))
        return False
