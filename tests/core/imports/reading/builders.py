"""Awkward files made in memory, and the sample files beside the repository."""

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest

SAMPLES = Path(__file__).resolve().parents[4].parent / "shared" / "data" / "training"


def sample(path: str) -> bytes:
    """Return a sample file, or skip the test where the samples are not beside the repository."""
    found = SAMPLES / path
    if not found.exists():
        pytest.skip(f"the sample {path} is not beside the repository")
    return found.read_bytes()


def xlsx(
    sheets: dict[str, Sequence[Sequence[object]]] | Sequence[Sequence[object]],
    change: Callable[[openpyxl.Workbook], None] | None = None,
) -> bytes:
    """Return an XLSX with the rows of each sheet; ``change`` may spoil it (merges, formulas, hidden sheets)."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in (sheets if isinstance(sheets, dict) else {"Hoja1": sheets}).items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv_bytes(
    rows: Sequence[Sequence[object]], delimiter: str = ",", encoding: str = "utf-8", end: str = "\r\n"
) -> bytes:
    """Return a CSV; cells that hold the delimiter or a quotation mark are quoted."""
    lines = [delimiter.join(_quoted(cell, delimiter) for cell in row) for row in rows]
    return (end.join(lines) + end).encode(encoding)


def rezipped(data: bytes, replace: dict[str, bytes]) -> bytes:
    """Return an archive with some members replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in replace:
                new.writestr(name, old.read(name))
        for name, content in replace.items():
            new.writestr(name, content)
    return out.getvalue()


def _quoted(cell: object, delimiter: str) -> str:
    text = "" if cell is None else str(cell)
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if any(mark in text for mark in (delimiter, '"', "\n")) else text
