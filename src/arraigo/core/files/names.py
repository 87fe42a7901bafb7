"""Names of files as people see them: never a path, never something that a terminal or a browser would obey."""

import re
import unicodedata

LONGEST = 150
# What Windows does not take in a name, and what separates folders anywhere.
FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')
DEVICES = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def clean_name(name: str) -> str:
    """Return the last part of a name without control characters, tricks of direction or leading dots."""
    last = re.split(r"[/\\]", name)[-1]
    composed = unicodedata.normalize("NFC", last)
    shown = "".join(letter for letter in composed if unicodedata.category(letter)[0] != "C")
    lean = FORBIDDEN.sub("-", shown).strip(" .")
    if DEVICES.match(lean):
        lean = f"_{lean}"
    return _shortened(lean) or "archivo"


def _shortened(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:
        return name[:LONGEST]
    return f"{stem[: LONGEST - len(ending) - 1]}.{ending}"
