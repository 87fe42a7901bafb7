"""What the HSDS API may be asked: the parameters of the standard, and ours.

A body of a POST takes the same as the address of a GET, in JSON's own types and nothing else: a misspelt filter would
otherwise answer more than what was asked.
"""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal, Self

from ninja import Schema
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from arraigo.areas.directory.queries.published.filters import Sought
from arraigo.core.rest.schemas import LongText, keepable

LARGEST_PAGE = 500
# All the services of a city at once, in their short form: what the standard asks of `minimal`.
LARGEST_MINIMAL = 50_000
USUAL_PAGE = 50
FARTHEST_M = 500_000


def _moment(written: str) -> str:
    """Take a day, or a moment of ISO 8601; without a zone it is that of Greenwich."""
    if written:
        moment_of(written)
    return written


def moment_of(written: str) -> datetime:
    """Return a moment as somebody wrote it; raises ValueError with what was expected."""
    try:
        told = datetime.fromisoformat(written)
    except ValueError:
        raise ValueError("write it as in ISO 8601, such as 2026-03-01T09:00:00Z") from None
    if not 1970 <= told.year <= 2200:
        raise ValueError("the year must be between 1970 and 2200")
    # The database knows no zone as far away as Python does.
    return told.astimezone(UTC) if told.tzinfo else told.replace(tzinfo=UTC)


Key = Annotated[str, StringConstraints(max_length=120), AfterValidator(keepable)]
Slug = Annotated[str, StringConstraints(max_length=40), AfterValidator(keepable)]
Written = Annotated[str, StringConstraints(max_length=40), AfterValidator(keepable), AfterValidator(_moment)]


class CityQuery(Schema):
    """Which city, where the installation has several."""

    city: Slug = Field("", description="Extension: the short name of the city, where there are several.")


class HsdsList(CityQuery):
    """What every list may be asked."""

    search: LongText = Field(
        "", description="Full text search: every word must be there; accents and endings do not matter."
    )
    page: int = Field(1, ge=1, le=1_000_000, description="Page number, from 1.")
    per_page: int | None = Field(
        None,
        ge=1,
        le=LARGEST_MINIMAL,
        description="Results in a page: 50 unless told, 500 at most; with `minimal`, all.",
    )
    format: Literal["json", "ndjson"] = Field(
        "json", description="`ndjson` streams every result, a line each, without pages."
    )


class Termed(HsdsList):
    """A list of what answers the terms of a taxonomy."""

    taxonomy_term_id: Key = Field("", description="Records with this term: its id or, as an extension, its code.")
    taxonomy_id: Key = Field("", description="Records with any term of this taxonomy.")
    need: Key = Field(
        "", description="Extension: codes of needs, by commas, each with the needs under it: `asylum,health`."
    )


class Placed(Termed):
    """A list of what is given somewhere."""

    organization_id: Key = Field("", description="What this organization provides.")
    postcode: Key = Field(
        "",
        description="What attends this postcode; with `proximity`, what is within it from the middle of the postcode.",
    )
    proximity: float | None = Field(
        None, ge=0, le=FARTHEST_M, description="Metres from the postcode, or from the point."
    )
    latitude: float | None = Field(None, ge=-90, le=90, description="Extension: of a point; the nearest comes first.")
    longitude: float | None = Field(
        None, ge=-180, le=180, description="Extension: of a point; the nearest comes first."
    )
    language: Key = Field("", description="Extension: attends in this language (BCP 47), or in a variety of it.")
    open_now: bool = Field(False, description="Extension: open at this moment.")

    @model_validator(mode="after")
    def _knows_from_where(self) -> Self:
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("latitude and longitude go together")
        if self.proximity is not None and self.latitude is None and not self.postcode:
            raise ValueError("proximity needs a postcode, or latitude and longitude")
        return self


class ServiceList(Placed):
    """What the list of services may be asked."""

    modified_after: Written = Field("", description="Modified on or after this moment (ISO 8601).")
    minimal: bool = Field(False, description="Only `id` and `modified_date` of each.")
    full: bool = Field(False, description="Each with everything that it has.")


class ServiceAtLocationList(Placed):
    """What the list of services at locations may be asked."""

    modified_after: Written = Field("", description="Whose service was modified on or after this moment (ISO 8601).")
    full: bool = Field(False, description="Each with everything that it has.")


class LocationList(Placed):
    """What the list of locations may be asked."""

    full: bool = Field(False, description="Each with everything that it has.")


class OrganizationList(Termed):
    """What the list of organizations may be asked."""

    full_service: bool = Field(False, description="Each with its services, and those with everything that they have.")
    full: bool = Field(False, description="Each with everything that it has.")


class TaxonomyList(HsdsList):
    """What the list of taxonomies may be asked."""


class TermList(HsdsList):
    """What the list of taxonomy terms may be asked."""

    taxonomy_id: Key = Field("", description="Terms of this taxonomy.")
    top_only: bool = Field(False, description="Only terms that are under no other.")
    parent_id: Key = Field("", description="Terms under this one.")


class OrganizationQuery(CityQuery):
    """What one organization may be asked."""

    full_service: bool = Field(False, description="With its services, and those with everything that they have.")


class ServiceBody(ServiceList):
    """The same as the parameters of the address."""

    model_config = ConfigDict(extra="forbid", strict=True)


class ServiceAtLocationBody(ServiceAtLocationList):
    """The same as the parameters of the address."""

    model_config = ConfigDict(extra="forbid", strict=True)


class LocationBody(LocationList):
    """The same as the parameters of the address."""

    model_config = ConfigDict(extra="forbid", strict=True)


class OrganizationBody(OrganizationList):
    """The same as the parameters of the address."""

    model_config = ConfigDict(extra="forbid", strict=True)


class TaxonomyBody(TaxonomyList):
    """The same as the parameters of the address."""

    model_config = ConfigDict(extra="forbid", strict=True)


class TermBody(TermList):
    """The same as the parameters of the address."""

    model_config = ConfigDict(extra="forbid", strict=True)


def told_in(query: HsdsList, body: BaseModel | None) -> dict[str, Any]:
    """Return what was asked in the address and in the body; the body goes before."""
    told = query.model_dump()
    return told | body.model_dump(include=body.model_fields_set) if body else told


def sought_in(told: dict[str, Any]) -> Sought:
    """Return what a request looks for."""
    near = (told["latitude"], told["longitude"]) if told.get("latitude") is not None else None
    modified = told.get("modified_after")
    return Sought(
        search=told["search"],
        needs=tuple(filter(None, (code.strip() for code in told.get("need", "").split(",")))),
        taxonomy_term=told.get("taxonomy_term_id", ""),
        taxonomy=told.get("taxonomy_id", ""),
        organization=told.get("organization_id", ""),
        postcode=told.get("postcode", ""),
        near=near,
        within=told.get("proximity"),
        modified_after=moment_of(modified) if modified else None,
        language=told.get("language", ""),
    )
