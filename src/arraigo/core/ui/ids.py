"""Ids as an address or a form gives them: whatever else was typed there is nobody's id."""

from collections.abc import Iterable
from uuid import UUID


def id_from(text: str | None) -> UUID | None:
    """Return the id that a text gives, None where it gives none."""
    try:
        return UUID(text or "")
    except ValueError:
        return None


def ids_from(texts: Iterable[str]) -> list[UUID]:
    """Return the ids that some texts give, in their order, each once."""
    return list(dict.fromkeys(found for text in texts if (found := id_from(text)) is not None))
