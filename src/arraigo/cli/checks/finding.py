"""What `arraigo doctor` found: a sentence, and how to mend it."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a checked thing is. Only WRONG makes the doctor leave with 1."""

    OK = "ok"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """One thing that was checked; `mend` is empty when it is well."""

    check: str
    state: State
    sentence: str
    mend: str = ""


def well(check: str, sentence: str) -> Finding:
    """Return that a thing is as it should be."""
    return Finding(check, State.OK, sentence)


def warning(check: str, sentence: str, mend: str) -> Finding:
    """Return that a thing works, but deserves a look."""
    return Finding(check, State.WARNING, sentence, mend)


def wrong(check: str, sentence: str, mend: str) -> Finding:
    """Return that a thing is broken."""
    return Finding(check, State.WRONG, sentence, mend)
