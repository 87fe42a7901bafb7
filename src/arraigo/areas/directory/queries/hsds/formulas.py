"""Cells of a CSV that a spreadsheet would run: an apostrophe goes before them on the way out and off on the way in.

Source: OWASP, CSV Injection. Telephone numbers begin with «+» and stay as they are: other programs read these files.
"""

import re

# What begins so is never a service, and «+» or «-» only where it calls another program or sheet.
_RUNS = re.compile(r"\s*(?:[=@\uff1d\uff20]|[+\-\uff0b\uff0d][^|!]*[|!])")


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; `as_written` undoes it exactly."""
    return f"'{text}" if _would_run(text.lstrip("'")) else text


def as_written(cell: str) -> str:
    """Return what `harmless` was given."""
    return cell[1:] if cell.startswith("'") and _would_run(cell.lstrip("'")) else cell


def _would_run(text: str) -> bool:
    return text.startswith(("\t", "\r")) or _RUNS.match(text) is not None
