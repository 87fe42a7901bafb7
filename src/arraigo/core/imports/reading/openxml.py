"""What the workbook reader does not tell about an XLSX: sheet extents, formulas never calculated, error cells."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from arraigo.core.imports.reading.cells import column_index

CELL_REFERENCE = re.compile(rb"\sr=[\"']([A-Za-z]{1,3})(\d{1,7})[\"']")
# Neither <c …/> nor <c …></c>: which of the two a styled, empty cell is depends on who wrote the file.
FILLED_CELL = re.compile(rb"<(?:\w+:)?c\s(?:[^>/]*?\s)?r=[\"']([A-Za-z]{1,3})(\d{1,7})[\"'][^>/]*>(?!\s*</(?:\w+:)?c>)")
CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)</")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
TEXT_TYPE = re.compile(rb"\st=[\"'](?:str|inlineStr)[\"']")
ERROR_TYPE = re.compile(rb"\st=[\"']e[\"']")
REPEATED = re.compile(rb"number-(rows|columns)-repeated=[\"'](\d+)[\"']")
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the archive member that holds each sheet, by the sheet's name."""
    names = {member.lower(): member for member in archive.namelist()}
    try:
        workbook = fromstring(archive.read(names["xl/workbook.xml"]))
        relations = fromstring(archive.read(names["xl/_rels/workbook.xml.rels"]))
    except (KeyError, ParseError, DefusedXmlException, zipfile.BadZipFile):
        return {}
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    parts = {}
    for sheet in _elements(workbook, "sheet"):
        relation = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)
        path = posixpath.normpath(posixpath.join("xl", targets.get(relation, "").lstrip("/").removeprefix("xl/")))
        if path.lower() in names:
            parts[sheet.get("name", "")] = names[path.lower()]
    return parts


def extent(sheet_xml: bytes) -> tuple[int, int]:
    """Return how many rows and columns the sheet's filled cells reach, by their own references."""
    references = set(FILLED_CELL.findall(sheet_xml))
    rows = max((int(row) for _, row in references), default=0)
    letters = {name for name, _ in references}
    return rows, max((column_index(name.decode("ascii")) + 1 for name in letters), default=0)


def broken_cells(sheet_xml: bytes) -> dict[tuple[int, int], str]:
    """Return the cells without a usable value: formulas never calculated, and errors such as ``#REF!``."""
    if not FORMULA.search(sheet_xml) and not ERROR_TYPE.search(sheet_xml):
        return {}
    return dict(_broken(sheet_xml))


def _broken(sheet_xml: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    for cell in CELL.finditer(sheet_xml):
        attributes, body = b" " + cell.group(1), cell.group(2) or b""
        reference = CELL_REFERENCE.search(attributes)
        if reference is None:
            continue
        value = VALUE.search(body)
        shown = value.group(1).decode("utf-8", errors="replace") if value else ""
        where = int(reference.group(2)) - 1, column_index(reference.group(1).decode("ascii"))
        if ERROR_TYPE.search(attributes):
            yield where, shown or "#ERROR!"
        elif not shown and FORMULA.search(body) and not TEXT_TYPE.search(attributes):
            yield where, "formula"


def _elements(root: Element, tag: str) -> Iterator[Element]:
    return (element for element in root.iter() if element.tag.rpartition("}")[2] == tag)


def ods_repetition(content_xml: bytes) -> int:
    """Return the largest number of cells that one filled, repeated row of an ODS stands for."""
    worst = 0
    for row in re.finditer(rb"<table:table-row([^>]*)>(.*?)</table:table-row>", content_xml, re.DOTALL):
        if b"office:value-type" in row.group(2) or b"<text:p" in row.group(2):
            rows = _repeats(row.group(1), b"rows")
            worst = max(worst, rows, rows * _filled_columns(row.group(2)))
    return worst


def _filled_columns(row_xml: bytes) -> int:
    cells = re.finditer(rb"<table:(?:covered-)?table-cell([^>]*?)(/?)>", row_xml)
    return max((_repeats(cell.group(1), b"columns") for cell in cells if b"value-type" in cell.group(1)), default=1)


def _repeats(attributes: bytes, what: bytes) -> int:
    return next((int(count) for kind, count in REPEATED.findall(attributes) if kind == what), 1)
