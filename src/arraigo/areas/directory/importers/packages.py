"""HSDS packages, JSON or CSV, as drafts that actions.importing writes."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from uuid import UUID

from arraigo.areas.directory.importers.binding import bind
from arraigo.areas.directory.importers.files import files_of, package_of, unzipped
from arraigo.areas.directory.queries.hsds.drafts import Draft
from arraigo.areas.directory.queries.hsds.known import known_ids
from arraigo.areas.directory.queries.hsds.memory import without_collecting
from arraigo.core import tenancy
from arraigo.core.places.models import City


def read(path: Path, *, city: City, mends: bool = False) -> Draft:
    """Return the draft of a package: a folder of CSV or JSON, a ZIP of one, or a single file of HSDS 3.0 or 3.1.

    Writes nothing. `mends` takes coordinates that are plainly exchanged as they should be. Raises FileRefused when
    something cannot be read at all; everything else that is wrong is in the draft's problems, by cell.
    """
    return read_files(files_of(path), path.name, city=city, mends=mends)


def read_bytes(data: bytes, name: str, *, city: City, mends: bool = False) -> Draft:
    """Return the draft of an uploaded file: JSON, one CSV table, or a ZIP of a package; see `read`."""
    files = unzipped(data, name) if name.lower().endswith(".zip") else {name: data}
    return read_files(files, name, city=city, mends=mends)


def read_files(files: Mapping[str, bytes], name: str, *, city: City, mends: bool = False) -> Draft:
    """Return the draft of the files of a package; see `read`."""
    with tenancy.scope(city), without_collecting():
        return bind(package_of(files, name), country=city.country, known=known, mends=mends)


def known(table: str, ids: set[UUID]) -> Iterable[UUID]:
    """Return which of some ids of a table the city's directory has."""
    return known_ids(table, ids)
