"""A route's texts as XLIFF 2.1, for whoever translates with their own tools.

2.1 and not 1.2: it is the standard in force (ISO 21720:2024 is its successor 2.2, with the same core), its states are
four and fit ours, and its glossary module carries the termbase beside each text. Anything that stands in no place of
the standard would be lost on the way through a tool, so that nothing does: a unit's id is the text's key, and for
which Spanish a translation was written is read from the `source` that comes back.
"""

from collections.abc import Callable, Iterable

from lxml import etree

from arraigo.areas.attention.enums import TextState
from arraigo.areas.attention.queries.termbase import Term, terms_in
from arraigo.areas.attention.queries.translations import SOURCE, Unit

CORE = "urn:oasis:names:tc:xliff:document:2.0"
GLOSSARY = "urn:oasis:names:tc:xliff:glossary:2.0"
MEDIA_TYPE = "application/xliff+xml"

# The standard's states and, where two of ours share one, the second word that tells them apart.
STATES = {
    TextState.MISSING: ("initial", ""),
    TextState.DRAFT: ("translated", "arraigo:draft"),
    TextState.NEEDS_REVIEW: ("translated", "arraigo:needs-review"),
    TextState.CURRENT: ("final", ""),
    TextState.OUTDATED: ("initial", "arraigo:outdated"),
}


def write_xliff(route: str, language: str, units: Iterable[Unit], where: Callable[[str], str]) -> bytes:
    """Return the XLIFF of a route's texts in a language. `where` says in words where a text stands, by its key."""
    root = etree.Element(f"{{{CORE}}}xliff", nsmap={None: CORE, "gls": GLOSSARY})  # type: ignore[dict-item]
    root.set("version", "2.1")
    root.set("srcLang", SOURCE)
    root.set("trgLang", language)
    file = etree.SubElement(root, f"{{{CORE}}}file", id=route, original=f"{route}.yaml", canResegment="no")
    file.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for unit in units:
        _unit(file, unit, language, where(unit.key))
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=False)
    return written


def _unit(file: etree._Element, unit: Unit, language: str, where: str) -> None:
    made = etree.SubElement(file, f"{{{CORE}}}unit", id=unit.key)
    entries = [term for term in terms_in(unit.source) if term.said.get(language)]
    if entries:
        _glossary(made, entries, language)
    notes = etree.SubElement(made, f"{{{CORE}}}notes")
    etree.SubElement(notes, f"{{{CORE}}}note", category="where").text = where
    state, second = STATES[unit.state]
    segment = etree.SubElement(made, f"{{{CORE}}}segment", state=state)
    if second:
        segment.set("subState", second)
    etree.SubElement(segment, f"{{{CORE}}}source").text = unit.source
    if unit.target:
        etree.SubElement(segment, f"{{{CORE}}}target").text = unit.target


def _glossary(unit: etree._Element, entries: Iterable[Term], language: str) -> None:
    glossary = etree.SubElement(unit, f"{{{GLOSSARY}}}glossary")
    for term in entries:
        entry = etree.SubElement(glossary, f"{{{GLOSSARY}}}glossEntry")
        etree.SubElement(entry, f"{{{GLOSSARY}}}term").text = term.said[SOURCE]
        etree.SubElement(entry, f"{{{GLOSSARY}}}translation").text = term.said[language]
        if term.definition:
            etree.SubElement(entry, f"{{{GLOSSARY}}}definition").text = term.definition
