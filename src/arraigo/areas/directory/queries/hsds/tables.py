"""Which HSDS 3.1 field stands in which column, for whoever reads and whoever writes packages.

Source: https://docs.openreferral.org, schema 3.1 (3.0 is the same without service_capacity, unit and url).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from django.db.models import Model

from arraigo.areas.directory import models
from arraigo.areas.directory.enums import AddressType, Frequency, LocationType, ServiceStatus, Weekday

Kind = Literal[
    "text",
    "digits",
    "url",
    "email",
    "day",
    "time",
    "moment",
    "whole",
    "decimal",
    "float",
    "choice",
    "language",
    "offset",
    "json",
]


@dataclass(frozen=True, slots=True)
class Column:
    """A field of HSDS and the attribute that holds it."""

    field: str
    attribute: str
    kind: Kind = "text"
    choices: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A field that holds the id of a row of another table; a row without a required one cannot stand."""

    field: str
    attribute: str
    table: str
    required: bool = False


@dataclass(frozen=True)
class Table:
    """A table of HSDS. `model` is None for one that is kept as it is written (models.KeptRecord).

    `owned` tells that a row needs at least one of its references.
    """

    name: str
    file: str
    model: type[Model] | None = None
    columns: tuple[Column, ...] = ()
    references: tuple[Reference, ...] = ()
    owned: bool = False

    @cached_property
    def fields(self) -> frozenset[str]:
        """Return the fields that have a column of their own."""
        return frozenset({"id", *(item.field for item in self.references), *(item.field for item in self.columns)})

    @cached_property
    def by_field(self) -> Mapping[str, Column]:
        """Return the columns that a package writes, by their field."""
        return {column.field: column for column in self.columns if column.kind != "json"}

    @cached_property
    def needed(self) -> tuple[Column, ...]:
        """Return the columns without which a row cannot stand."""
        return tuple(column for column in self.columns if column.required)


def _columns(names: str, kind: Kind = "text") -> tuple[Column, ...]:
    return tuple(Column(name, name, kind) for name in names.split())


def _owners(*names: str) -> tuple[Reference, ...]:
    return tuple(Reference(f"{name}_id", name, name) for name in names)


NAME = Column("name", "name", required=True)

_TABLES = (
    Table("taxonomy", "taxonomies.csv", models.Taxonomy, (NAME, *_columns("description uri version"))),
    Table(
        "taxonomy_term",
        "taxonomy_terms.csv",
        models.TaxonomyTerm,
        (Column("code", "code"), NAME, *_columns("description language term_uri")),
        (
            Reference("parent_id", "parent", "taxonomy_term"),
            Reference("taxonomy_id", "taxonomy", "taxonomy"),
        ),
    ),
    Table(
        "organization",
        "organizations.csv",
        models.OrganizationProfile,
        (
            NAME,
            *_columns("alternate_name description"),
            Column("email", "email", "email"),
            Column("website", "website", "url"),
            *_columns("tax_status tax_id"),
            Column("year_incorporated", "year_incorporated", "whole"),
            *_columns("legal_status logo uri"),
        ),
        (Reference("parent_organization_id", "parent", "organization"),),
    ),
    Table(
        "program",
        "programs.csv",
        models.Program,
        (NAME, *_columns("alternate_name description")),
        (Reference("organization_id", "organization", "organization", required=True),),
    ),
    Table(
        "location",
        "locations.csv",
        models.Location,
        (
            Column("location_type", "location_type", "choice", tuple(LocationType.values)),
            Column("url", "url", "url"),
            *_columns("name alternate_name description transportation"),
            *_columns("latitude longitude", "float"),
            *_columns("external_identifier external_identifier_type"),
        ),
        _owners("organization"),
    ),
    Table(
        "service",
        "services.csv",
        models.Service,
        (
            NAME,
            *_columns("alternate_name description"),
            Column("url", "url", "url"),
            Column("email", "email", "email"),
            Column("status", "status", "choice", tuple(ServiceStatus.values)),
            *_columns("interpretation_services application_process fees_description wait_time fees accreditations"),
            *_columns("eligibility_description"),
            *_columns("minimum_age maximum_age", "decimal"),
            Column("assured_date", "verified_on", "day"),
            Column("assurer_email", "assurer_email", "email"),
            *_columns("licenses alert"),
            Column("last_modified", "last_modified", "moment"),
        ),
        (
            Reference("organization_id", "organization", "organization", required=True),
            Reference("program_id", "program", "program"),
        ),
    ),
    Table(
        "service_at_location",
        "service_at_location.csv",
        models.ServiceAtLocation,
        _columns("description"),
        (
            Reference("service_id", "service", "service", required=True),
            Reference("location_id", "location", "location", required=True),
        ),
    ),
    Table(
        "address",
        "addresses.csv",
        models.Address,
        (
            *_columns("attention address_1 address_2"),
            Column("city", "city_name"),
            *_columns("region state_province postal_code country"),
            Column("address_type", "address_type", "choice", tuple(AddressType.values)),
        ),
        (Reference("location_id", "location", "location", required=True),),
    ),
    Table(
        "accessibility",
        "accessibility.csv",
        models.Accessibility,
        (*_columns("description details"), Column("url", "url", "url")),
        (Reference("location_id", "location", "location", required=True),),
    ),
    Table(
        "contact",
        "contacts.csv",
        models.Contact,
        (*_columns("name title department"), Column("email", "email", "email")),
        _owners("organization", "service", "service_at_location", "location"),
        owned=True,
    ),
    Table(
        "phone",
        "phones.csv",
        models.Phone,
        (
            Column("number", "number", required=True),
            Column("extension", "extension", "digits"),
            *_columns("type description"),
        ),
        _owners("location", "service", "organization", "contact", "service_at_location"),
        owned=True,
    ),
    Table(
        "schedule",
        "schedules.csv",
        models.Schedule,
        (
            *_columns("valid_from valid_to dtstart", "day"),
            Column("timezone", "zone", "offset"),
            Column("until", "until", "day"),
            Column("count", "count", "whole"),
            Column("wkst", "wkst", "choice", tuple(Weekday.values)),
            Column("freq", "freq", "choice", tuple(Frequency.values)),
            Column("interval", "interval", "whole"),
            *_columns("byday byweekno bymonthday byyearday description"),
            *_columns("opens_at closes_at", "time"),
            *_columns("schedule_link attending_type notes"),
        ),
        _owners("service", "location", "service_at_location"),
        owned=True,
    ),
    Table(
        "language",
        "languages.csv",
        models.Language,
        (Column("name", "name"), Column("code", "code", "language"), Column("note", "note")),
        _owners("service", "location", "phone"),
        owned=True,
    ),
    Table(
        "required_document",
        "required_documents.csv",
        models.RequiredDocument,
        (Column("document", "document"), Column("uri", "uri", "url")),
        (Reference("service_id", "service", "service", required=True),),
    ),
    Table(
        "cost_option",
        "cost_options.csv",
        models.CostOption,
        (
            *_columns("valid_from valid_to", "day"),
            *_columns("option currency"),
            Column("amount", "amount", "decimal"),
            Column("amount_description", "amount_description"),
        ),
        (Reference("service_id", "service", "service", required=True),),
    ),
    Table(
        "service_area",
        "service_areas.csv",
        models.ServiceArea,
        _columns("name description extent extent_type uri"),
        _owners("service", "service_at_location"),
        owned=True,
    ),
    Table(
        "service_capacity",
        "service_capacity.csv",
        models.ServiceCapacity,
        (
            Column("unit", "unit", "json"),
            Column("available", "available", "decimal", required=True),
            Column("maximum", "maximum", "decimal"),
            Column("description", "description"),
            Column("updated", "updated", "moment", required=True),
        ),
        (Reference("service_id", "service", "service", required=True),),
    ),
    Table(
        "attribute",
        "attributes.csv",
        models.ServiceNeed,
        (),
        (
            Reference("link_id", "service", "service", required=True),
            Reference("taxonomy_term_id", "term", "taxonomy_term", required=True),
        ),
    ),
    Table("funding", "funding.csv", references=_owners("organization", "service")),
    Table("organization_identifier", "organization_identifiers.csv", references=_owners("organization")),
    Table("url", "url.csv", references=_owners("organization", "service")),
    Table("unit", "units.csv"),
    Table("metadata", "metadata.csv"),
    Table("meta_table_description", "meta_table_descriptions.csv"),
)

# In the order in which rows may refer to each other.
TABLES: Mapping[str, Table] = {table.name: table for table in _TABLES}

# What an object of HSDS JSON holds inside: its key, the table of what is there, the field there that refers back.
# A key whose reference is empty points the other way: the object holds the id of what is inside, in the last field.
NESTED: Mapping[str, tuple[tuple[str, str, str, str], ...]] = {
    "organization": (
        ("additional_websites", "url", "organization_id", ""),
        ("funding", "funding", "organization_id", ""),
        ("contacts", "contact", "organization_id", ""),
        ("phones", "phone", "organization_id", ""),
        ("locations", "location", "organization_id", ""),
        ("programs", "program", "organization_id", ""),
        ("organization_identifiers", "organization_identifier", "organization_id", ""),
    ),
    "service": (
        ("organization", "organization", "", "organization_id"),
        ("program", "program", "", "program_id"),
        ("additional_urls", "url", "service_id", ""),
        ("phones", "phone", "service_id", ""),
        ("schedules", "schedule", "service_id", ""),
        ("service_areas", "service_area", "service_id", ""),
        ("service_at_locations", "service_at_location", "service_id", ""),
        ("languages", "language", "service_id", ""),
        ("funding", "funding", "service_id", ""),
        ("cost_options", "cost_option", "service_id", ""),
        ("required_documents", "required_document", "service_id", ""),
        ("contacts", "contact", "service_id", ""),
        ("capacities", "service_capacity", "service_id", ""),
    ),
    "service_at_location": (
        ("service", "service", "", "service_id"),
        ("location", "location", "", "location_id"),
        ("service_areas", "service_area", "service_at_location_id", ""),
        ("contacts", "contact", "service_at_location_id", ""),
        ("phones", "phone", "service_at_location_id", ""),
        ("schedules", "schedule", "service_at_location_id", ""),
    ),
    "location": (
        ("languages", "language", "location_id", ""),
        ("addresses", "address", "location_id", ""),
        ("contacts", "contact", "location_id", ""),
        ("accessibility", "accessibility", "location_id", ""),
        ("phones", "phone", "location_id", ""),
        ("schedules", "schedule", "location_id", ""),
    ),
    "contact": (("phones", "phone", "contact_id", ""),),
    "phone": (("languages", "language", "phone_id", ""),),
    "service_capacity": (("unit", "unit", "", "unit_id"),),
    "attribute": (("taxonomy_term", "taxonomy_term", "", "taxonomy_term_id"),),
    "taxonomy_term": (("taxonomy_detail", "taxonomy", "", "taxonomy_id"),),
}


def table_of_file(name: str) -> Table | None:
    """Return the table that a file or key of a package names: «services.csv», «services», «service»."""
    bare = name.lower().removesuffix(".csv").removesuffix(".json")
    for table in _TABLES:
        if bare in (table.name, table.file.removesuffix(".csv"), f"{table.name}s"):
            return table
    return None
