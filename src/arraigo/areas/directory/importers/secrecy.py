"""What a package says is secret, read so that doubt hides it: nothing becomes public by how a program wrote «true»."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from arraigo.areas.directory.importers.ids import id_of
from arraigo.areas.directory.importers.records import Record
from arraigo.areas.directory.queries.hsds.extensions import EXTENSIONS, PREFIX, Extension
from arraigo.core.imports.problems import Problem
from arraigo.core.imports.reading.folding import fold

_SECRETS = {fold(PREFIX + one.label): one for one in EXTENSIONS if one.internal}
_TRUE, _FALSE = {"true", "si", "yes", "1"}, {"false", "no"}


@dataclass(frozen=True, slots=True)
class Secret:
    """A row of a package that is secret, and the attribute that says so; `record` is who said it."""

    extension: Extension
    row: UUID
    record: Record


def is_secrecy(label: str) -> bool:
    """Tell whether an attribute's label is about secrecy, however it is written."""
    return fold(label) in _SECRETS


def secrets(records: Iterable[Record]) -> Iterator[Secret | Problem]:
    """Yield what the attributes of a package keep secret, and what is doubtful in them.

    Only a clear «false» leaves a row as it is. An attribute counts without an id of its own.
    """
    for record in records:
        extension = _SECRETS.get(fold(str(record.values.get("label") or "")))
        if extension is None:
            continue
        said = record.values.get("value")
        word = fold(str("" if said is None else said))
        if word in _FALSE:
            continue
        if word not in _TRUE:
            sentence = _("«%(value)s» no es «true» ni «false». Por prudencia, se trata como reservado.")
            yield record.problem(
                "not_yes_or_no", sentence % {"value": str(said)[:60]}, column="value", severity="warning"
            )
        link = str(record.values.get("link_id") or "").strip()
        if link:
            yield Secret(extension, id_of(extension.table, link), record)
        else:
            sentence = _("dice que algo es reservado, pero no qué: falta «link_id».")
            yield record.problem("no_link", sentence, column="link_id")
