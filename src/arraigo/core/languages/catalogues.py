"""Compiled catalogues. There is no gettext on most machines: what is stale is compiled when the program starts."""

import importlib
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def compile_stale(folders: Iterable[Path]) -> list[Path]:
    """Compile the catalogues (.po) whose compiled form is missing or older, and return them.

    Several processes may do so at once. A folder that may not be written keeps what it has: nothing fails.
    """
    stale = [source for folder in folders for source in sorted(folder.glob("*/LC_MESSAGES/*.po")) if _is_stale(source)]
    for source in stale:
        with suppress(OSError):
            _compile(source)
    return stale


def _compile(source: Path) -> None:
    draft = source.with_suffix(f".mo.{os.getpid()}")
    try:
        # Loaded by name, because the terminal must answer quickly when nothing is to be compiled.
        polib = importlib.import_module("polib")
        polib.pofile(str(source), encoding="utf-8").save_as_mofile(str(draft))
        draft.replace(source.with_suffix(".mo"))
    finally:
        draft.unlink(missing_ok=True)


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime
