"""Who may import what. A file's rows name people, so each kind says for itself to whom its screens open."""

from arraigo.core.accounts.api import Role, Standing
from arraigo.core.imports.kinds import ImportKind, kinds


def kinds_for(standing: Standing) -> dict[str, ImportKind]:
    """Return the kinds of file that this member may import, by name."""
    return {name: kind for name, kind in kinds().items() if kind.may(standing)}


def imports_something(standing: Standing) -> bool:
    """Import files of at least one kind."""
    return bool(kinds_for(standing))


def takes_files_out(standing: Standing) -> bool:
    """Download a file as it came, with all that it says about people; every download is recorded."""
    return standing.has(Role.COORDINATION, Role.TRAINER)
