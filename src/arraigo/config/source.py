"""The program's own source, for whoever uses it: what the licence (AGPL-3.0, section 13) owes them."""

import gzip
import io
import tarfile
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import arraigo

# What is made on this machine, or would say something of it.
LEFT_OUT = frozenset({"__pycache__"})
LEFT_OUT_ENDINGS = (".pyc", ".mo")


def name() -> str:
    """Return the name of the archive, with the version that is running."""
    try:
        return f"arraigo-{version('arraigo')}.tar.gz"
    except PackageNotFoundError:
        return "arraigo.tar.gz"


@lru_cache(maxsize=1)
def archive() -> bytes:
    """Return the source that is running as a gzipped tar, the same bytes for the same files."""
    root = Path(arraigo.__file__).parent
    held = io.BytesIO()
    with gzip.GzipFile(fileobj=held, mode="wb", mtime=0) as packed, tarfile.open(fileobj=packed, mode="w") as tar:
        for path in sorted(root.rglob("*")):
            if path.is_file() and _belongs(path.relative_to(root)):
                tar.add(path, arcname=f"arraigo/{path.relative_to(root)}", recursive=False, filter=_anonymous)
        for extra in ("LICENSE", "README.md", "pyproject.toml"):
            if (root.parents[1] / extra).is_file():
                tar.add(root.parents[1] / extra, arcname=extra, recursive=False, filter=_anonymous)
    return held.getvalue()


def _belongs(path: Path) -> bool:
    return not LEFT_OUT.intersection(path.parts) and not path.name.endswith(LEFT_OUT_ENDINGS)


def _anonymous(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Say nothing of who keeps the files on this machine, or since when."""
    entry.uid = entry.gid = entry.mtime = 0
    entry.uname = entry.gname = ""
    entry.mode = 0o644
    return entry
