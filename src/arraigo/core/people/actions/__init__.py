"""Writes of the register of people."""

from arraigo.core.people.actions.complete import Difference, complete, complete_many, differences
from arraigo.core.people.actions.contacts import add_contact, confirm_contact
from arraigo.core.people.actions.erase import erase_person
from arraigo.core.people.actions.register import register_many
from arraigo.core.people.actions.remove import remove_unused
from arraigo.core.people.actions.update import update_person

__all__ = [
    "Difference",
    "add_contact",
    "complete",
    "complete_many",
    "confirm_contact",
    "differences",
    "erase_person",
    "register_many",
    "remove_unused",
    "update_person",
]
