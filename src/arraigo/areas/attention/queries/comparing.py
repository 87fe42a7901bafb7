"""What changed between two versions of a route, in words that somebody who did not write it understands."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from arraigo.areas.attention.models import RouteVersion
from arraigo.areas.attention.queries import channels, definitions
from arraigo.areas.directory import api as directory
from arraigo.engines.guidance.comparing import AnswerChange, Change, diff
from arraigo.engines.guidance.model import Route

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed, came or went: `kind` is "equal", "insert" or "delete"."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A value that changed: where, in words, and its pieces."""

    where: str
    key: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """An answer that came, went or leads elsewhere."""

    where: str
    answer: str
    change: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Compared:
    """All that changed; steps are told by their titles."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    ways: tuple[Way, ...]
    texts: tuple[Changed, ...]
    facts: tuple[Changed, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing changed."""
        return not (self.added or self.removed or self.ways or self.texts or self.facts)


def compare(old: RouteVersion, new: RouteVersion) -> Compared | None:
    """Return what changed between two versions; None where one cannot be read."""
    before, after = definitions.sketched(old), definitions.sketched(new)
    if before is None or after is None:
        return None
    found = diff(before, after)
    return Compared(
        tuple(_title(after, name) for name in found.added),
        tuple(_title(before, name) for name in found.removed),
        tuple(_way(one, before, after) for one in found.answers),
        tuple(_changed(found.texts, before, after)),
        tuple(_changed(found.facts, before, after)),
    )


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """Return how one text became another, word by word."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    found: list[Piece] = []
    for tag, first, last, begin, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece("equal", "".join(before[first:last])))
            continue
        if last > first:
            found.append(Piece("delete", "".join(before[first:last])))
        if end > begin:
            found.append(Piece("insert", "".join(after[begin:end])))
    return tuple(found)


def _changed(changes: Iterable[Change], before: Route, after: Route) -> Iterable[Changed]:
    for one in changes:
        old, new = _named(one.old, one.key, before), _named(one.new, one.key, after)
        if (old, new) == (one.old, one.new) or old == new:
            yield Changed(where(one.key, after), one.key, pieces(one.old, one.new))
        else:
            # Names come and go whole: two that share a word are not one that changed.
            came = (Piece("delete", old), Piece("insert", new))
            yield Changed(where(one.key, after), one.key, tuple(piece for piece in came if piece.text))


def _named(said: str, key: str, route: Route) -> str:
    """Return a value with the names of what it tells by codes, where they are known."""
    known = _known(key, route) if said else {}
    return _CODE.sub(lambda code: known.get(code[0], code[0]), said) if known else said


def _known(key: str, route: Route) -> Mapping[str, str]:
    """Return the names of the codes that stand at a place: needs, sources, numbers and steps."""
    parts = [one for one in key.split(".") if not one.isdecimal()]
    last = parts[-1] if parts else ""
    language = get_language() or "es"
    if last in {"need", "needs", "services"}:
        return directory.need_names(language)
    if last == "numbers":
        return {code: ", ".join(filter(None, one)) for code, one in channels.numbers(language).items()}
    if last == "source" or (last == "sources" and parts[0] == "steps"):
        return {one.id: one.title for one in route.sources if one.title}
    if last in {"to", "start"} or parts == ["steps"]:
        return {name: _title(route, name) for name in route.steps}
    return {}


def where(key: str, route: Route) -> str:
    """Return where a text stands, in words: `steps.fin.do.0.title` is «Dónde preguntar: qué hacer, 1»."""
    parts = key.split(".")
    if parts[0] != "steps" or len(parts) < 2:
        return _name(parts)
    rest = _name(parts[2:], route, parts[1])
    title = _title(route, parts[1])
    return f"{title}: {rest}" if rest else title


def _name(parts: list[str], route: Route | None = None, step: str = "") -> str:
    if not parts:
        return ""
    name = _names().get(parts[0], parts[0])
    place = parts[1] if len(parts) > 1 else ""
    if parts[0] == "answers" and route is not None:
        known = route.steps.get(step)
        text = next((one.text for one in known.answers if one.id == place), place) if known else place
        return f"{name} «{text}»"
    return f"{name}, {int(place) + 1}" if place.isdecimal() else name


def _title(route: Route, name: str) -> str:
    step = route.steps.get(name)
    return step.title if step and step.title else name


def _way(one: AnswerChange, before: Route, after: Route) -> Way:
    route = before if one.way == "removed" else after
    step = route.steps[one.step]
    text = next((answer.text for answer in step.answers if answer.id == one.answer), one.answer)
    old, new = (_title(before, one.old) if one.old else ""), (_title(after, one.new) if one.new else "")
    return Way(_title(route, one.step), text, str(one.way), old, new)


def _names() -> dict[str, str]:
    return {
        "title": _("título"),
        "summary": _("resumen"),
        "text": _("texto"),
        "help": _("aclaración"),
        "why": _("por qué se pregunta"),
        "right": _("el derecho"),
        "deadline": _("plazo"),
        "reassurance": _("para su tranquilidad"),
        "do": _("qué hacer"),
        "bring": _("qué llevar"),
        "bring_note": _("si falta algo"),
        "refused": _("si le cobran o no le reciben"),
        "answers": _("respuesta"),
        "contacts": _("contacto"),
        "verify": _("por verificar"),
        "numbers": _("números"),
        "sources": _("fuentes"),
        "services": _("servicios"),
        "steps": _("orden de los pasos"),
        "start": _("por dónde empieza"),
        "kind": _("tipo de paso"),
        "to": _("a dónde lleva"),
        "need": _("necesidad"),
        "protection": _("contenido de protección"),
        "valid_from": _("vale desde"),
        "valid_until": _("vale hasta"),
        "verified_on": _("comprobada el"),
        "reviewer": _("quién la comprobó"),
        "mandate": _("institución que debe atender"),
    }
