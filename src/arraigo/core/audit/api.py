"""The log of who did what and who saw what: the door for everybody else."""

from arraigo.core.audit.actions import name_of, record, seen
from arraigo.core.audit.queries import ChainState, actions, chain_state, entries, of, people
from arraigo.core.audit.verification import Fault, Finding, NotTheOwner, verify

__all__ = [
    "ChainState",
    "Fault",
    "Finding",
    "NotTheOwner",
    "actions",
    "chain_state",
    "entries",
    "name_of",
    "of",
    "people",
    "record",
    "seen",
    "verify",
]
