"""The register of people: one person per human in a city, for all areas."""

from arraigo.core.consent.api import BasisDraft
from arraigo.core.people.actions import (
    Difference,
    add_contact,
    complete,
    complete_many,
    confirm_contact,
    differences,
    erase_person,
    register_many,
    remove_unused,
    update_person,
)
from arraigo.core.people.dates import BadBirthDateError, BirthDate, age_at, age_band, read_birth_date
from arraigo.core.people.demo import invent_people
from arraigo.core.people.documents import NormalDocument, cedula_is_valid, explain_document, normalise_document
from arraigo.core.people.drafts import PersonDraft
from arraigo.core.people.enums import AgeBand, ContactKind, DocumentKind, Gender, PopulationGroup, Sex
from arraigo.core.people.errors import DocumentTakenError, ErasedError
from arraigo.core.people.hooks import Hit, Panel
from arraigo.core.people.indexes import fold_email, fold_phone
from arraigo.core.people.names import (
    NameKeys,
    SplitName,
    fold,
    full_name,
    name_keys,
    name_tokens,
    split_name,
    without_tags,
)
from arraigo.core.people.profiles import Profile
from arraigo.core.people.queries import people_by_document, people_by_email, profiles, search

__all__ = [
    "AgeBand",
    "BadBirthDateError",
    "BasisDraft",
    "BirthDate",
    "ContactKind",
    "Difference",
    "DocumentKind",
    "DocumentTakenError",
    "ErasedError",
    "Gender",
    "Hit",
    "NameKeys",
    "NormalDocument",
    "Panel",
    "PersonDraft",
    "PopulationGroup",
    "Profile",
    "Sex",
    "SplitName",
    "add_contact",
    "age_at",
    "age_band",
    "cedula_is_valid",
    "complete",
    "complete_many",
    "confirm_contact",
    "differences",
    "erase_person",
    "explain_document",
    "fold",
    "fold_email",
    "fold_phone",
    "full_name",
    "invent_people",
    "name_keys",
    "name_tokens",
    "normalise_document",
    "people_by_document",
    "people_by_email",
    "profiles",
    "read_birth_date",
    "register_many",
    "remove_unused",
    "search",
    "split_name",
    "update_person",
    "without_tags",
]
