"""What the API takes in and answers about getting a place."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Field, Query, Schema
from pydantic import AfterValidator, StringConstraints

from arraigo.areas.training.enums import ApplicationState
from arraigo.core.people.api import explain_document, fold_email, normalise_document
from arraigo.core.rest.schemas import Moment, Name, Text


def _document(text: str) -> str:
    bare = text.strip()
    if bare and (explain_document(bare) or normalise_document(bare) is None):
        raise ValueError("the document is not valid")
    return bare


def _email(text: str) -> str:
    bare = text.strip()
    if bare and not fold_email(bare):
        raise ValueError("the e-mail is not valid")
    return bare


Document = Annotated[Text, StringConstraints(max_length=40), AfterValidator(_document)]
EMAIL = r"^[A-Za-z0-9._%+-]{1,64}@([A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24}$"
Email = Annotated[str, StringConstraints(max_length=200, pattern=EMAIL), AfterValidator(_email)]


class ApplicationIn(Schema):
    """Somebody who asks for a place by way of another program; `nonce` makes one of a request sent twice."""

    nonce: UUID
    given_names: Annotated[Name, Field(max_length=120)]
    surnames: Annotated[Name, Field(max_length=120)]
    document: Document = ""
    email: Email | None = None
    sex: Literal["woman", "man", "intersex", "not_said", "unknown"] = "unknown"
    institution: Text = ""
    position: Annotated[Text, Field(max_length=160)] = ""


class ApplicationOut(Schema):
    """An application; the document's last four characters alone. `enrolment_id` when it has a place."""

    id: UUID
    course_id: UUID
    state: str
    source: str
    full_name: str
    document: str
    email: str
    sex: str
    institution: str
    position: str
    needs: str
    reason: str
    created_at: datetime
    confirmed_at: datetime | None
    queued_at: datetime | None
    enrolment_id: UUID | None


class ApplicationsIn(Schema):
    """Which applications of a course."""

    state: ApplicationState | None = None


ApplicationsQuery = Query[ApplicationsIn]


class RejectionIn(Schema):
    """Why an application is not accepted; the person reads it."""

    reason: Annotated[Name, Field(max_length=300)]


class FocalLinkIn(Schema):
    """An invitation for an institution's focal point, mailed to them; thirty days unless told."""

    organization: Name
    name: Annotated[Name, Field(max_length=160)]
    email: Email
    places: int | None = Field(None, ge=1, le=1000)
    expires_at: Moment | None = None


class FocalLinkOut(Schema):
    """A focal point's link, without its secret; `used` is how many people it enrolled."""

    id: UUID
    course_id: UUID
    organization: str
    name: str
    places: int | None
    used: int
    expires_at: datetime
    revoked_at: datetime | None
