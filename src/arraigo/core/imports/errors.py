"""Why an import does not go on, in a sentence that says what to do."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arraigo.core.ui.formats import number

MEGABYTE = 1024 * 1024


class ImportRefused(Exception):  # noqa: N818 - a refusal that a person can mend, not a fault of the program
    """Something that a person can mend; `str()` is the sentence to show."""


class TooLarge(ImportRefused):
    """The file is over the limit of bytes."""

    def __init__(self, name: str, size: int, limit: int) -> None:
        sentence = _("«%(name)s» pesa %(size)s MB y el límite es %(limit)s MB. Divídalo en archivos más pequeños.")
        super().__init__(sentence % {"name": name, "size": _megabytes(size), "limit": _megabytes(limit)})


class NothingInside(ImportRefused):
    """The file has no bytes."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("«%(name)s» está vacío. Ábralo, revise que tenga filas y cárguelo otra vez.") % {"name": name}
        )


class UnknownKind(ImportRefused):
    """No area takes in this kind of file."""

    def __init__(self, kind: str) -> None:
        super().__init__(_("Nadie recibe archivos de la clase «%(kind)s».") % {"kind": kind})


class StillAsking(ImportRefused):
    """Questions are left that only a person can answer."""

    def __init__(self, name: str, labels: Sequence[str]) -> None:
        self.labels = tuple(str(label) for label in labels)
        sentence = ngettext(
            "Falta responder una pregunta sobre «%(name)s»: %(labels)s",
            "Falta responder %(count)s preguntas sobre «%(name)s»: %(labels)s",
            len(labels),
        )
        super().__init__(sentence % {"count": len(labels), "name": name, "labels": " ".join(self.labels)})


class BadAnswer(ImportRefused):
    """An answer or a column's field is not among those offered."""


class NothingToImport(ImportRefused):
    """No row of the file would be imported."""

    def __init__(self, name: str) -> None:
        sentence = _("Ninguna fila de «%(name)s» está lista para importar. Corrija el archivo y cárguelo otra vez.")
        super().__init__(sentence % {"name": name})


class NoLongerOpen(ImportRefused):
    """The run was applied, undone or discarded, so that what was asked does not fit any more."""


class StillRunning(ImportRefused):
    """A job is applying the run."""

    def __init__(self, name: str) -> None:
        super().__init__(_("«%(name)s» se está importando ahora. Espere a que termine o deténgalo.") % {"name": name})


class CannotUndo(ImportRefused):
    """Something depends on the import, or its time is over; `reasons` are sentences."""

    def __init__(self, reasons: Sequence[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(" ".join([_("No se puede deshacer esta importación."), *reasons]))


def _megabytes(size: int) -> str:
    return number(size / MEGABYTE, 0 if size % MEGABYTE == 0 or size >= 100 * MEGABYTE else 1)
