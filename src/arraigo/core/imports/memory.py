"""How the columns of a source were mapped before: the same headers are mapped the same way next time."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from arraigo.core.imports.kinds import Preview
from arraigo.core.imports.models import ColumnMemory


def signature(preview: Preview) -> str:
    """Return the hash of a source and its headers, whatever their case and spaces."""
    headers = [[column.key, " ".join(column.header.casefold().split())] for column in preview.columns]
    return hashlib.sha256(json.dumps([preview.source, headers]).encode()).hexdigest()


def recall(kind: str, preview: Preview) -> dict[str, str]:
    """Return the mapping that somebody chose for these headers, without fields that no longer exist."""
    if not preview.fields:
        return {}
    memory = ColumnMemory.objects.filter(kind=kind, signature=signature(preview)).first()
    known = {field for field, _label in preview.fields} | {""}
    return {key: field for key, field in memory.mapping.items() if field in known} if memory else {}


def remember(city_id: UUID, kind: str, preview: Preview, mapping: Mapping[str, str], *, at: datetime) -> None:
    """Keep a mapping for the next file of the city with these headers."""
    ColumnMemory.objects.update_or_create(
        city_id=city_id,
        kind=kind,
        signature=signature(preview),
        defaults={"mapping": dict(mapping), "updated_at": at},
    )
