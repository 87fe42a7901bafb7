"""A route's texts coming back as XLIFF 2: read without trusting it, shown first, and kept whole or not at all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from arraigo.areas.attention.actions.common import AttentionError
from arraigo.areas.attention.actions.translating import LONGEST, Said
from arraigo.areas.attention.documents.xliff import CORE
from arraigo.areas.attention.enums import TextState
from arraigo.areas.attention.queries.termbase import Doubt, doubts
from arraigo.areas.attention.queries.translations import Unit
from arraigo.engines.guidance.texts import mark_of

LARGEST = 1024 * 1024
VERSIONS = ("2.0", "2.1", "2.2")
SPACES = frozenset((CORE, "urn:oasis:names:tc:xliff:document:2.2"))


@dataclass(frozen=True, slots=True)
class Returned:
    """A unit as it came back, with the line where it stands. `wrong` says why it cannot be used, "" for nothing."""

    key: str
    source: str
    target: str
    state: TextState
    line: int
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """What would become of a unit: `outcome` is "new", "changed", "same", "outdated", "older", "empty" or "wrong"."""

    unit: Returned
    before: str
    outcome: str
    doubts: tuple[Doubt, ...]

    @property
    def is_kept(self) -> bool:
        """Whether importing the file changes this text."""
        return self.outcome in {"new", "changed", "outdated"}


def read_xliff(content: bytes, *, route: str, language: str) -> list[Returned]:
    """Return the units of a file. Raises AttentionError where the file as a whole is not one of this route's.

    The parser resolves no entity, loads no DTD and asks no network; a file that declares any is refused.
    """
    if len(content) > LARGEST:
        raise AttentionError(_("El archivo pesa más de 1 MB. Cargue solo el de esta ruta."))
    root = _root(content)
    space = etree.QName(root).namespace
    if etree.QName(root).localname != "xliff" or space not in SPACES or root.get("version") not in VERSIONS:
        raise AttentionError(_("No es un archivo XLIFF 2. Guárdelo en su programa como XLIFF 2.0 o 2.1."))
    told = root.get("trgLang") or ""
    if told.split("-")[0].lower() != language:
        message = _("El archivo dice que está en «%(told)s» y aquí se carga «%(language)s».")
        raise AttentionError(message % {"told": told or "?", "language": language})
    names = {file.get("id") for file in root.iter(f"{{{space}}}file")}
    if names != {route}:
        message = _("El archivo es de otra ruta (%(told)s). Esta es «%(route)s».")
        raise AttentionError(message % {"told": ", ".join(sorted(str(one) for one in names)) or "?", "route": route})
    return list(_units(root, str(space)))


def _root(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        message = _("El archivo no se puede leer como XML; falla en la línea %(line)s.")
        raise AttentionError(message % {"line": error.lineno or 1}) from error
    about: Any = root.getroottree().docinfo
    if about.doctype:
        raise AttentionError(_("El archivo declara un tipo de documento (DOCTYPE). Quítelo: un XLIFF no lo lleva."))
    return root


def carried(content: bytes) -> str:
    """Return a file that was read as text, whatever its encoding, for a page to carry until somebody confirms it."""
    return str(etree.tostring(_root(content), encoding="unicode"))


def _units(root: etree._Element, space: str) -> Iterator[Returned]:
    seen: dict[str, int] = {}
    for unit in root.iter(f"{{{space}}}unit"):
        key, line = unit.get("id") or "", _line(unit)
        if key in seen:
            wrong = _("Está dos veces; la primera, en la línea %(line)s.") % {"line": seen[key]}
            yield Returned(key, "", "", TextState.MISSING, line, wrong)
            continue
        seen[key] = line
        yield _returned(unit, key, line, space)


def _line(element: Any) -> int:  # noqa: ANN401 - an element of lxml, whose hints say nothing of lines
    return int(element.sourceline or 0)


def _returned(unit: etree._Element, key: str, line: int, space: str) -> Returned:
    parts = [one for one in unit if isinstance(one.tag, str) and etree.QName(one).localname in {"segment", "ignorable"}]
    sources = [one.find(f"{{{space}}}source") for one in parts]
    targets = [one.find(f"{{{space}}}target") for one in parts]
    if not parts or any(one is None for one in sources):
        return Returned(key, "", "", TextState.MISSING, line, _("No tiene el texto en español («source»)."))
    source = "".join(_words(one) for one in sources)
    whole = all(one is not None for one, part in zip(targets, parts, strict=True) if _is_segment(part))
    target = "".join(_words(one) for one in targets).strip() if whole else ""
    state = min((_state(part) for part in parts if _is_segment(part)), key=_RANK.index, default=TextState.DRAFT)
    wrong = _("La traducción es demasiado larga.") if len(target) > LONGEST else ""
    return Returned(key, source, target, state, line, wrong)


def _is_segment(part: etree._Element) -> bool:
    return etree.QName(part).localname == "segment"


def _words(element: etree._Element | None) -> str:
    """Return the text of an element, whatever marks a tool has put around pieces of it."""
    return "" if element is None else "".join(str(one) for one in element.itertext())


_RANK = [TextState.DRAFT, TextState.NEEDS_REVIEW, TextState.CURRENT]


def _state(segment: etree._Element) -> TextState:
    state, second = segment.get("state") or "initial", segment.get("subState") or ""
    if state in {"reviewed", "final"}:
        return TextState.CURRENT
    if state == "translated" and second != "arraigo:draft":
        return TextState.NEEDS_REVIEW
    return TextState.DRAFT


def plan(units: list[Returned], known: list[Unit], language: str) -> list[Planned]:
    """Return what would become of each unit of a file, in its order.

    A unit whose Spanish has changed since is kept as outdated, unless a newer translation is there already.
    """
    have = {one.key: one for one in known}
    return [_planned(unit, have.get(unit.key), language) for unit in units]


def _planned(unit: Returned, have: Unit | None, language: str) -> Planned:
    if unit.wrong:
        return Planned(unit, "", "wrong", ())
    if have is None:
        gone = Returned(unit.key, unit.source, unit.target, unit.state, unit.line, _("La ruta ya no tiene este texto."))
        return Planned(gone, "", "wrong", ())
    return Planned(unit, have.target, _outcome(unit, have), tuple(doubts(have.source, unit.target, language)))


def _outcome(unit: Returned, have: Unit) -> str:
    if not unit.target:
        return "empty"
    if mark_of(unit.source) != mark_of(have.source):
        is_newer = bool(have.target) and have.of == mark_of(have.source)
        is_known = have.target == unit.target and have.of == mark_of(unit.source)
        return "older" if is_newer else "same" if is_known else "outdated"
    if have.state == TextState.OUTDATED and have.target == unit.target:
        # The same words, now for today's Spanish: a tool that only copied them has not looked.
        return "changed" if unit.state != TextState.DRAFT else "same"
    is_same = have.target == unit.target and have.state == unit.state
    return "same" if is_same else "changed" if have.target else "new"


def said(planned: list[Planned]) -> Mapping[str, Said]:
    """Return the texts that a plan keeps, as the action takes them."""
    return {
        one.unit.key: Said(one.unit.target, one.unit.state, mark_of(one.unit.source)) for one in planned if one.is_kept
    }
