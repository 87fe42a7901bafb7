"""The files of a package, wherever they are: a folder, a ZIP, one JSON or CSV. Bytes in, rows out."""

import io
import json
import zipfile
from collections.abc import Mapping
from math import isfinite
from pathlib import Path, PurePosixPath
from typing import Any

from django.utils.translation import gettext as _

from arraigo.areas.directory.importers.nesting import Flattener
from arraigo.areas.directory.importers.records import Package, Record
from arraigo.areas.directory.queries.hsds.formulas import as_written
from arraigo.areas.directory.queries.hsds.tables import Table, table_of_file
from arraigo.core.imports.problems import FileRefused, Problem, place
from arraigo.core.imports.reading.archives import check_archive
from arraigo.core.imports.reading.cells import without_controls
from arraigo.core.imports.reading.delimited import read_delimited
from arraigo.core.imports.reading.texts import decode

LARGEST_BYTES = 200 * 1024 * 1024
# A datapackage.json describes the tables; it holds no rows.
DESCRIPTIONS = ("datapackage.json", "base.json")


def files_of(path: Path) -> dict[str, bytes]:
    """Return the files of a package by name; raises FileRefused when there is nothing to read or it is too large."""
    listed = _listed(path)
    if not listed:
        raise _refused("nothing", path.name, _("no hay aquí archivos CSV ni JSON de HSDS."))
    if sum(file.stat().st_size for file in listed) > LARGEST_BYTES:
        raise _refused("too_large", path.name, _("pesa más de 200 MB. Divídalo en varios."))
    if path.is_file() and path.suffix.lower() == ".zip":
        return unzipped(path.read_bytes(), path.name)
    return {file.name: file.read_bytes() for file in listed}


def unzipped(data: bytes, name: str) -> dict[str, bytes]:
    """Return the CSV and JSON files of a ZIP; raises FileRefused for a bomb, a damaged or a protected one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_archive(archive, data, name)
            members = {}
            for member in archive.infolist():
                if not member.filename.lower().endswith((".csv", ".json")) or member.is_dir():
                    continue
                file = PurePosixPath(member.filename).name
                if file in members:
                    sentence = _("tiene dos archivos «%(file)s» en carpetas distintas. Deje uno solo.")
                    raise _refused("twice", name, sentence % {"file": file})
                members[file] = archive.read(member)
            return members
    except zipfile.BadZipFile:
        raise _refused("damaged", name, _("el archivo ZIP está dañado. Vuelva a crearlo.")) from None


def package_of(files: Mapping[str, bytes], name: str) -> Package:
    """Return the rows of the files of a package; raises FileRefused when one cannot be read at all."""
    package = Package(name)
    for file, data in sorted(files.items()):
        if file.lower().endswith(".json"):
            if file.lower() not in DESCRIPTIONS:
                Flattener(package, file).take(_json(data, file))
        else:
            _read_csv(package, file, data)
    if not any(package.tables.values()):
        sentence = _(
            "no tiene servicios que podamos leer. Cargue la hoja «Servicios» de nuestra plantilla, ya llena, "
            "o un paquete HSDS (JSON, o CSV en un ZIP)."
        )
        raise _refused("nothing", name, sentence)
    return package


def _listed(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(file for file in path.iterdir() if file.suffix.lower() in (".csv", ".json") and file.is_file())
    return [path] if path.is_file() else []


def _json(data: bytes, file: str) -> Any:  # noqa: ANN401 - whatever the file holds
    try:
        text = without_controls(data.decode("utf-8-sig"))
        # What is no number in JSON stays text, and is told where it stands: the database would refuse all of the file.
        return json.loads(text, parse_float=_finite, parse_constant=str)
    except UnicodeDecodeError:
        raise _refused("not_utf8", file, _("no está en UTF-8. Guárdelo como JSON en UTF-8.")) from None
    except json.JSONDecodeError as error:
        sentence = _("no es JSON válido: línea %(line)d, columna %(column)d.")
        raise _refused("not_json", file, sentence % {"line": error.lineno, "column": error.colno}) from None
    except ValueError:
        raise _refused("not_json", file, _("tiene un número de miles de cifras.")) from None
    except RecursionError:
        raise _refused("too_deep", file, _("tiene demasiados niveles, uno dentro de otro.")) from None


def _finite(written: str) -> float | str:
    number = float(written)
    return number if isfinite(number) else written


def _read_csv(package: Package, file: str, data: bytes) -> None:
    table = table_of_file(file)
    if table is None:
        sentence = _("no es una tabla de HSDS, así que no se lee. Las tablas se llaman como «services.csv».")
        package.problems.append(Record("", {}, file).problem("not_a_table", sentence, severity="warning"))
        return
    package.said.add(table.name)
    found = read_delimited(without_controls(decode(data).text))
    if found.open_quote is not None:
        sentence = _("una comilla se abre en la fila %(row)d y no se cierra.")
        raise _refused("open_quote", file, sentence % {"row": found.open_quote + 1})
    if found.rows:
        _add_rows(package, table, file, found.rows)


def _add_rows(package: Package, table: Table, file: str, rows: list[list[Any]]) -> None:
    headings = [str(cell or "").strip().lower() for cell in rows[0]]
    if "id" not in headings:
        sentence = _("falta la columna «id». La primera fila debe tener los nombres de los campos de HSDS.")
        raise _refused("no_id", file, sentence)
    for number, row in enumerate(rows[1:], start=2):
        values = {
            name: as_written(cell) if isinstance(cell, str) else cell
            for name, cell in zip(headings, row, strict=False)
            if name and cell is not None
        }
        if values:
            package.add(Record(table.name, values, file, row=number))


def _refused(code: str, file: str, sentence: str) -> FileRefused:
    return FileRefused(Problem(code, f"{place(file)}: {sentence}", file))
