"""Why a file is not opened, in sentences that say what to do instead."""

from django.utils.translation import gettext as _

from arraigo.core.imports.problems import FileRefused, problem_at

MEBIBYTE = 1024 * 1024


def refuse(code: str, sentence: str, file: str, sheet: str | None = None, row: int | None = None) -> FileRefused:
    """Return the exception to raise, with one problem that names the file."""
    return FileRefused(problem_at(code, sentence, file=file, sheet=sheet, row=row))


def too_large(name: str, size: int, limit: int) -> FileRefused:
    """Return the refusal of a file of ``size`` bytes where ``limit`` are allowed."""
    sentence = _(
        "pesa %(size)s MB y el máximo es %(limit)s MB. "
        "Divídalo en archivos más pequeños o quite las imágenes y las hojas que no hacen falta."
    ) % {"size": _megabytes(size), "limit": _megabytes(limit)}
    return refuse("too_large", sentence, name)


def empty(name: str) -> FileRefused:
    """Return the refusal of a file without any content."""
    return refuse("empty", _("el archivo está vacío. Vuelva a exportarlo o elija otro archivo."), name)


def only_headers(name: str) -> FileRefused:
    """Return the refusal of a file with one single row, which can only be its header."""
    sentence = _("tiene solo los encabezados, una fila, y ninguna persona. Revise que eligió el archivo correcto.")
    return refuse("only_headers", sentence, name)


def not_a_list(name: str, what: str) -> FileRefused:
    """Return the refusal of a file that is something else, whatever its name says."""
    sentence = _(
        "es %(what)s, aunque su nombre diga otra cosa; aquí se leen listas en Excel (.xlsx, .xls), "
        "LibreOffice (.ods) o CSV. Guarde la lista en uno de esos formatos y vuelva a subirla."
    ) % {"what": what}
    return refuse("not_a_list", sentence, name)


def encrypted(name: str) -> FileRefused:
    """Return the refusal of a workbook that a password protects."""
    sentence = _("está protegido con contraseña. Ábralo, quítele la contraseña, guárdelo y vuelva a subirlo.")
    return refuse("encrypted", sentence, name)


def damaged(name: str) -> FileRefused:
    """Return the refusal of a workbook that cannot be opened."""
    sentence = _("está dañado o incompleto y no se abre. Ábralo en Excel, guárdelo de nuevo como .xlsx y súbalo.")
    return refuse("damaged", sentence, name)


def bomb(name: str) -> FileRefused:
    """Return the refusal of an archive that would grow out of all proportion."""
    sentence = _(
        "al descomprimirse ocuparía mucho más de lo que una lista puede ocupar, y por seguridad no se abre. "
        "Copie los datos a un libro nuevo y vuelva a subirlo."
    )
    return refuse("zip_bomb", sentence, name)


def unsafe_xml(name: str) -> FileRefused:
    """Return the refusal of a workbook whose XML declares entities."""
    sentence = _(
        "contiene definiciones XML que un libro de Excel nunca lleva, y por seguridad no se abre. "
        "Copie los datos a un libro nuevo y vuelva a subirlo."
    )
    return refuse("unsafe_xml", sentence, name)


def too_many_rows(name: str, sheet: str | None, rows: int, limit: int) -> FileRefused:
    """Return the refusal of a sheet with more rows than a list can have."""
    sentence = _("tiene %(rows)d filas y el máximo es %(limit)d. Borre las filas sobrantes o divida la lista.") % {
        "rows": rows,
        "limit": limit,
    }
    return refuse("too_many_rows", sentence, name, sheet)


def too_many_columns(name: str, sheet: str | None, columns: int, limit: int) -> FileRefused:
    """Return the refusal of a sheet with more columns than a list can have."""
    sentence = _(
        "tiene %(columns)d columnas y el máximo es %(limit)d. Deje solo las columnas de la lista y vuelva a subirla."
    ) % {"columns": columns, "limit": limit}
    return refuse("too_many_columns", sentence, name, sheet)


def open_quote(name: str, row: int) -> FileRefused:
    """Return the refusal of a CSV in which a quotation mark swallows the rows after it."""
    sentence = _("unas comillas se abren y no se cierran, y se tragan las filas siguientes. Bórrelas o ciérrelas.")
    return refuse("open_quote", sentence, name, row=row)


def _megabytes(size: int) -> str:
    value = size / MEBIBYTE
    return f"{value:.0f}" if value >= 10 or value.is_integer() else f"{value:.1f}".replace(".", ",")
