"""What a feature shows on a participant's own page."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PanelLink:
    """Where a panel leads, with the words of the link."""

    label: str
    url: str


@dataclass(frozen=True)
class Panel:
    """A title, what there is to say as lines, and where one goes from there."""

    title: str
    lines: tuple[str, ...]
    links: tuple[PanelLink, ...] = ()
