"""Whatever comes with services, as a draft: the one door for the command line and for pages."""

from pathlib import Path

from arraigo.areas.directory.importers import packages, sheets
from arraigo.areas.directory.importers.hidden import hide_again
from arraigo.areas.directory.queries.hsds.drafts import Draft
from arraigo.areas.directory.queries.hsds.tables import table_of_file
from arraigo.core import tenancy
from arraigo.core.places.models import City

SHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")


def read(path: Path, *, city: City, mends: bool = False) -> Draft:
    """Return the draft of a file or folder: an HSDS package, or the sheet that an organisation fills.

    Writes nothing. Raises FileRefused when it cannot be read at all; the rest is in the draft's problems, by cell.
    """
    if path.is_file() and _is_sheet(path.name):
        return read_bytes(path.read_bytes(), path.name, city=city, mends=mends)
    return _guarded(packages.read(path, city=city, mends=mends), city)


def read_bytes(data: bytes, name: str, *, city: City, mends: bool = False) -> Draft:
    """Return the draft of an uploaded file; see `read`."""
    reader = sheets.read if _is_sheet(name) else packages.read_bytes
    return _guarded(reader(data, name, city=city, mends=mends), city)


def _guarded(draft: Draft, city: City) -> Draft:
    with tenancy.scope(city):
        hide_again(draft)
    return draft


def _is_sheet(name: str) -> bool:
    """A CSV is an HSDS table by its name; any other is a filled sheet."""
    lower = name.lower()
    return lower.endswith(SHEETS) or (lower.endswith(".csv") and table_of_file(lower) is None)
