"""What the staff's API takes in and answers about services."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Field, Query, Schema
from pydantic import AfterValidator, StringConstraints

from arraigo.areas.directory.enums import ServiceStatus, VerificationMethod, VerificationResult
from arraigo.areas.directory.queries.hsds.languages import is_language
from arraigo.core.rest.schemas import Code, LongText, Name, Paging, Text, keepable


def _language(code: str) -> str:
    if not is_language(code):
        raise ValueError("unknown language: write its code, such as «es», «ht» or «qu»")
    return code


ServiceName = Annotated[
    str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True), AfterValidator(keepable)
]
Address = Annotated[str, StringConstraints(max_length=500, pattern=r"^(https?://[^\s\x00]+)?$")]
Mail = Annotated[str, StringConstraints(max_length=254, pattern=r"^([^@\s\x00]+@[^@\s\x00]+\.[^@\s\x00]+)?$")]
LanguageCode = Annotated[str, StringConstraints(max_length=20), AfterValidator(_language)]


class DirectoryServiceIn(Schema):
    """A service, whole: what is left out is emptied. Phones, hours, places and eligibility stay as they are.

    The organization is found by its name, or made. `needs` are codes of the catalogue.
    """

    name: ServiceName
    organization: Name
    needs: list[Code] = Field(min_length=1, max_length=40)
    alternate_name: Text = ""
    description: LongText = ""
    url: Address = ""
    email: Mail = ""
    status: ServiceStatus = ServiceStatus.ACTIVE
    interpretation_services: LongText = ""
    application_process: LongText = ""
    fees_description: LongText = ""
    wait_time: Text = ""
    alert: LongText = ""
    eligibility_description: LongText = ""
    languages: list[LanguageCode] = Field(default_factory=list, max_length=40)
    documents: list[LongText] = Field(default_factory=list, max_length=40)


class DirectoryServiceOut(Schema):
    """A service, with its upkeep; `is_reserved` says that one of its places is confidential, not which."""

    id: UUID
    name: str
    organization: str
    needs: list[str]
    alternate_name: str
    description: str
    url: str
    email: str
    status: str
    interpretation_services: str
    application_process: str
    fees_description: str
    wait_time: str
    alert: str
    eligibility_description: str
    languages: list[str]
    documents: list[str]
    phones: list[str]
    is_reserved: bool
    verified_on: date | None
    due_on: date | None
    last_modified: datetime | None


class DirectoryServices(Paging):
    """Which services, and which page of them."""

    search: Text = Field("", description="Words of the name, or of the organization's.")
    need: Text = Field("", description="Codes of needs, by commas, each with the needs under it.")
    overdue: bool = Field(False, description="Only those that must be checked again.")


class DirectoryVerificationIn(Schema):
    """How somebody checked what the directory says of a service."""

    method: VerificationMethod
    result: VerificationResult = VerificationResult.CONFIRMED
    note: Annotated[Text, Field(max_length=200)] = ""


class DirectoryVerificationOut(Schema):
    """A check; until `due_on` the service counts as checked."""

    id: UUID
    service_id: UUID
    method: str
    result: str
    at: datetime
    due_on: date | None


DirectoryServicesQuery = Query[DirectoryServices]
