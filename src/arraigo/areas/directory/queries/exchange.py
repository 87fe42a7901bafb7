"""What the page of an import shows of a file before anything of it is written."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from arraigo.areas.directory.queries.hsds.drafts import Draft
from arraigo.core.crypto import api as crypto
from arraigo.core.files.models import StoredFile
from arraigo.core.imports.problems import Problem

PURPOSE = "directory.import"
# What people count; the rest of the tables hangs on these.
COUNTED: Mapping[str, Promise] = {
    "organization": _("organizaciones"),
    "service": _("servicios"),
    "location": _("lugares"),
    "phone": _("teléfonos"),
    "schedule": _("horarios"),
}


@dataclass(frozen=True, slots=True)
class Preview:
    """How much would be written, and what is wrong: errors leave something out, warnings do not."""

    counts: tuple[tuple[str, int], ...]
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    exchanged: bool


def preview(draft: Draft) -> Preview:
    """Return what a page shows of a draft."""
    counted = draft.counts
    found = draft.problems
    return Preview(
        counts=tuple((str(words), counted.get(table, 0)) for table, words in COUNTED.items()),
        errors=tuple(one for one in found if one.severity == "error"),
        warnings=tuple(one for one in found if one.severity != "error"),
        exchanged=any("swapped" in one.code or "exchanged" in one.code for one in found),
    )


def import_token(file: StoredFile) -> str:
    """Return what opens the page of an uploaded file; the id of another file of the city opens nothing here."""
    return crypto.link_token(PURPOSE, file.city_id, file.pk)


def import_by(token: str) -> StoredFile | None:
    """Return the uploaded file that a token opens; None for one that is none or was discarded."""
    row_id = crypto.id_in(token)
    found = StoredFile.objects.filter(pk=row_id, erased_at=None).first() if row_id else None
    return found if found and crypto.opens(token, PURPOSE, found.city_id, found.pk) else None
