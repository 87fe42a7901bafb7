"""What a feature shows on a participant's own page of a course."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Panel:
    """A section of a participant's page: its title, sentences, and links as (label, address)."""

    title: str
    lines: tuple[str, ...]
    links: tuple[tuple[str, str], ...] = ()
