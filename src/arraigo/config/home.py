"""Where one installation keeps its things: the data directory, its keys, and the address of its database."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Home:
    """The data directory of an installation (`ARRAIGO_HOME`)."""

    root: Path

    @property
    def database(self) -> Path:
        """Folder of the embedded PostgreSQL."""
        return self.root / "postgres"

    @property
    def files(self) -> Path:
        """Folder of the encrypted files."""
        return self.root / "archivos"

    @property
    def keys(self) -> Path:
        """Folder of the keys: never inside the database, never inside a backup."""
        return self.root / "llaves"

    @property
    def mail(self) -> Path:
        """Folder where the demo leaves the e-mails that it does not send."""
        return self.root / "correo"

    @property
    def anchors(self) -> Path:
        """Folder of the audit log's anchors, outside the table that they vouch for."""
        return self.root / "anclas"


def home() -> Home:
    """Return the installation that `ARRAIGO_HOME` names; without it, the user's own data folder."""
    named = os.environ.get("ARRAIGO_HOME")
    if named:
        return Home(Path(named).expanduser().resolve())
    data = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Home(Path(data) / "arraigo")
