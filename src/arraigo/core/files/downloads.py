"""How a kept file leaves: always as a download, and never as something that a browser would run."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from arraigo.core.audit import api as audit
from arraigo.core.files.actions import read
from arraigo.core.files.models import StoredFile
from arraigo.core.files.names import clean_name

if TYPE_CHECKING:
    from arraigo.core.accounts.models import User

# A browser would interpret these.
ACTIVE = frozenset({"text/html", "image/svg+xml", "application/xml", "text/xml", "application/xhtml+xml"})


def download(file: StoredFile, *, by: "User | None", at: datetime) -> HttpResponse:
    """Return a file as an attachment and write in the log who took it. Raises as `read` does."""
    data = read(file)
    audit.seen(what="file", subject=file, by=by, at=at)
    return attachment(data, name=file.name, media_type=file.media_type)


def attachment(data: bytes, *, name: str, media_type: str) -> HttpResponse:
    """Return bytes as an attachment under a harmless name, which no browser sniffs, runs, frames or keeps."""
    kind = "application/octet-stream" if media_type in ACTIVE else media_type
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, clean_name(name)) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
