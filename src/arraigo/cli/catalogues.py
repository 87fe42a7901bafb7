"""Compiled translations. There is no gettext on most machines, so what is stale is compiled here, in Python."""

import importlib
import os
from pathlib import Path


def stale(locale: Path) -> list[Path]:
    """Return the catalogues (.po) whose compiled form is missing or older."""
    return [source for source in sorted(locale.glob("*/LC_MESSAGES/*.po")) if _is_stale(source)]


def compile_stale(locale: Path) -> list[Path]:
    """Compile what is stale and return it. A folder that may not be written keeps its Spanish: nothing fails."""
    waiting = stale(locale)
    if not waiting:
        return []
    # Loaded by name, because the terminal must answer quickly when nothing is to be compiled.
    polib = importlib.import_module("polib")
    done = []
    for source in waiting:
        draft = source.with_suffix(f".mo.{os.getpid()}")
        try:
            polib.pofile(str(source), encoding="utf-8").save_as_mofile(str(draft))
            draft.replace(source.with_suffix(".mo"))
        except PermissionError:
            continue
        done.append(source)
    return done


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime
