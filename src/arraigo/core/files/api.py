"""Files as they came, sealed on disk: the door for everybody else."""

from arraigo.core.files.actions import Damaged, DiskFull, Erased, FileError, erase, pieces, read, store, store_many
from arraigo.core.files.downloads import attachment, download
from arraigo.core.files.names import clean_name
from arraigo.core.files.sniffing import sniff
from arraigo.core.files.sweeping import Swept, sweep

__all__ = [
    "Damaged",
    "DiskFull",
    "Erased",
    "FileError",
    "Swept",
    "attachment",
    "clean_name",
    "download",
    "erase",
    "pieces",
    "read",
    "sniff",
    "store",
    "store_many",
    "sweep",
]
