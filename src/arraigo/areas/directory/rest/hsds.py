"""The public API of HSDS 3.1 at /api/hsds/, with the official paths, and ours: /locations, and a body for every POST.

Nothing here needs a key. A list is asked by GET, or by POST with the same filters in a body, so that what somebody
looks for is in no address, history or log.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from ninja import Query, Router, Schema

from arraigo.areas.directory.queries.published.filters import organizations, taxonomies, terms
from arraigo.areas.directory.queries.published.fragments import Shape
from arraigo.areas.directory.queries.published.places import at_locations, locations, placed_services
from arraigo.areas.directory.rest.hsds_answers import NDJSON, Listing, for_anybody, listed, single
from arraigo.areas.directory.rest.hsds_objects import HsdsMeta, HsdsMinimalService, hsds, page_of
from arraigo.areas.directory.rest.hsds_schemas import (
    CityQuery,
    HsdsList,
    LocationBody,
    LocationList,
    OrganizationBody,
    OrganizationList,
    OrganizationQuery,
    ServiceAtLocationBody,
    ServiceAtLocationList,
    ServiceBody,
    ServiceList,
    TaxonomyBody,
    TaxonomyList,
    TermBody,
    TermList,
    sought_in,
    told_in,
)
from arraigo.core.rest.schemas import BAD_JSON, INVALID, NOT_FOUND, TOO_LARGE

router = Router(tags=["HSDS"])
router.add_decorator(for_anybody, mode="view")
VERSION = "3.1"
PROFILE = "https://docs.openreferral.org/en/3.1/hsds/overview.html"
LINES: dict[str, Any] = {"responses": {200: {"content": {NDJSON: {"schema": {"type": "string"}}}}}}
ASKED = {**BAD_JSON, **NOT_FOUND, **INVALID}
POSTED = {**ASKED, **TOO_LARGE}
SERVICES = page_of("service", HsdsMinimalService)
ORGANIZATIONS, LOCATIONS = page_of("organization"), page_of("location")
AT_LOCATIONS = page_of("service_at_location")
TAXONOMIES, TERMS = page_of("taxonomy"), page_of("taxonomy_term")


@router.get("/", operation_id="getAPIMetaInformation", response={200: HsdsMeta})
def meta(request: HttpRequest) -> dict[str, str]:
    """Which HSDS this API speaks, and where its document is."""
    document = settings.PUBLIC_URL + reverse("api-hsds:openapi-json")
    return {"version": VERSION, "profile": PROFILE, "openapi_url": document}


@router.get(
    "/services", operation_id="getPaginatedListOfServices", response={200: SERVICES, **ASKED}, openapi_extra=LINES
)
def list_services(request: HttpRequest, query: Query[ServiceList]) -> HttpResponseBase:
    """Active services, by name or the nearest first."""
    return _services(request, query, None)


@router.post("/services", operation_id="postListOfServices", response={200: SERVICES, **POSTED}, openapi_extra=LINES)
def find_services(request: HttpRequest, query: Query[ServiceList], body: ServiceBody | None = None) -> HttpResponseBase:
    """The same, asked in a body: what somebody looks for stays out of the address."""
    return _services(request, query, body)


@router.get("/services/{id}", operation_id="getFullyNestedServiceById", response={200: hsds("service"), **ASKED})
def read_service(request: HttpRequest, id: str, query: Query[CityQuery]) -> HttpResponseBase:
    """One service with everything that it has."""
    return single(request, "service", id, query.city)


@router.get(
    "/organizations",
    operation_id="getPaginatedListOfOrganizations",
    response={200: ORGANIZATIONS, **ASKED},
    openapi_extra=LINES,
)
def list_organizations(request: HttpRequest, query: Query[OrganizationList]) -> HttpResponseBase:
    """Organizations of the directory, by name."""
    return _organizations(request, query, None)


@router.post(
    "/organizations",
    operation_id="postListOfOrganizations",
    response={200: ORGANIZATIONS, **POSTED},
    openapi_extra=LINES,
)
def find_organizations(
    request: HttpRequest, query: Query[OrganizationList], body: OrganizationBody | None = None
) -> HttpResponseBase:
    """The same, asked in a body."""
    return _organizations(request, query, body)


@router.get("/organizations/{id}", operation_id="getOrganizationById", response={200: hsds("organization"), **ASKED})
def read_organization(request: HttpRequest, id: str, query: Query[OrganizationQuery]) -> HttpResponseBase:
    """One organization with its services, in short or whole."""
    return single(request, "organization", id, query.city, shape="with_services" if query.full_service else "full")


@router.get(
    "/service_at_locations",
    operation_id="getPaginatedListOfServiceAtLocation",
    response={200: AT_LOCATIONS, **ASKED},
    openapi_extra=LINES,
)
def list_service_at_locations(request: HttpRequest, query: Query[ServiceAtLocationList]) -> HttpResponseBase:
    """Active services at places, by name or the nearest first."""
    return _service_at_locations(request, query, None)


@router.post(
    "/service_at_locations",
    operation_id="postListOfServiceAtLocations",
    response={200: AT_LOCATIONS, **POSTED},
    openapi_extra=LINES,
)
def find_service_at_locations(
    request: HttpRequest, query: Query[ServiceAtLocationList], body: ServiceAtLocationBody | None = None
) -> HttpResponseBase:
    """The same, asked in a body."""
    return _service_at_locations(request, query, body)


@router.get(
    "/service_at_locations/{id}",
    operation_id="getServiceAtLocationWithNestedDataById",
    response={200: hsds("service_at_location"), **ASKED},
)
def read_service_at_location(request: HttpRequest, id: str, query: Query[CityQuery]) -> HttpResponseBase:
    """One service at a place, with everything that it has."""
    return single(request, "service_at_location", id, query.city)


@router.get(
    "/locations",
    operation_id="getPaginatedListOfLocations",
    response={200: LOCATIONS, **ASKED},
    openapi_extra=LINES,
)
def list_locations(request: HttpRequest, query: Query[LocationList]) -> HttpResponseBase:
    """Extension: places, by name or the nearest first."""
    return _locations(request, query, None)


@router.post("/locations", operation_id="postListOfLocations", response={200: LOCATIONS, **POSTED}, openapi_extra=LINES)
def find_locations(
    request: HttpRequest, query: Query[LocationList], body: LocationBody | None = None
) -> HttpResponseBase:
    """The same, asked in a body."""
    return _locations(request, query, body)


@router.get("/locations/{id}", operation_id="getLocationById", response={200: hsds("location"), **ASKED})
def read_location(request: HttpRequest, id: str, query: Query[CityQuery]) -> HttpResponseBase:
    """Extension: one place with everything that it has."""
    return single(request, "location", id, query.city)


@router.get(
    "/taxonomies",
    operation_id="getPaginatedListOfTaxonomies",
    response={200: TAXONOMIES, **ASKED},
    openapi_extra=LINES,
)
def list_taxonomies(request: HttpRequest, query: Query[TaxonomyList]) -> HttpResponseBase:
    """Taxonomies: that of needs, and those that came with a package."""
    return _taxonomies(request, query, None)


@router.post(
    "/taxonomies", operation_id="postListOfTaxonomies", response={200: TAXONOMIES, **POSTED}, openapi_extra=LINES
)
def find_taxonomies(
    request: HttpRequest, query: Query[TaxonomyList], body: TaxonomyBody | None = None
) -> HttpResponseBase:
    """The same, asked in a body."""
    return _taxonomies(request, query, body)


@router.get("/taxonomies/{id}", operation_id="getTaxonomyById", response={200: hsds("taxonomy"), **ASKED})
def read_taxonomy(request: HttpRequest, id: str, query: Query[CityQuery]) -> HttpResponseBase:
    """One taxonomy."""
    return single(request, "taxonomy", id, query.city, shape="plain")


@router.get(
    "/taxonomy_terms",
    operation_id="getTaxonomyTermById",
    response={200: TERMS, **ASKED},
    openapi_extra=LINES,
)
def list_taxonomy_terms(request: HttpRequest, query: Query[TermList]) -> HttpResponseBase:
    """Terms, by name."""
    return _taxonomy_terms(request, query, None)


@router.post(
    "/taxonomy_terms", operation_id="postListOfTaxonomyTerms", response={200: TERMS, **POSTED}, openapi_extra=LINES
)
def find_taxonomy_terms(request: HttpRequest, query: Query[TermList], body: TermBody | None = None) -> HttpResponseBase:
    """The same, asked in a body."""
    return _taxonomy_terms(request, query, body)


@router.get(
    "/taxonomy_terms/{id}",
    operation_id="getPaginatedListOfTaxonomyTerms",
    response={200: hsds("taxonomy_term"), **ASKED},
)
def read_taxonomy_term(request: HttpRequest, id: str, query: Query[CityQuery]) -> HttpResponseBase:
    """One term. (The standard's document has these two names the other way round.)"""
    return single(request, "taxonomy_term", id, query.city, shape="plain")


def _services(request: HttpRequest, query: ServiceList, body: Schema | None) -> HttpResponseBase:
    told = told_in(query, body)
    return _listed(request, "service", partial(placed_services, sought_in(told)), told)


def _service_at_locations(request: HttpRequest, query: HsdsList, body: Schema | None) -> HttpResponseBase:
    told = told_in(query, body)
    return _listed(request, "service_at_location", partial(at_locations, sought_in(told)), told)


def _locations(request: HttpRequest, query: HsdsList, body: Schema | None) -> HttpResponseBase:
    told = told_in(query, body)
    return _listed(request, "location", partial(locations, sought_in(told)), told)


def _organizations(request: HttpRequest, query: HsdsList, body: Schema | None) -> HttpResponseBase:
    told = told_in(query, body)
    return _listed(request, "organization", partial(organizations, sought_in(told)), told)


def _taxonomies(request: HttpRequest, query: HsdsList, body: Schema | None) -> HttpResponseBase:
    told = told_in(query, body)
    return _listed(request, "taxonomy", partial(taxonomies, told["search"]), told)


def _taxonomy_terms(request: HttpRequest, query: HsdsList, body: Schema | None) -> HttpResponseBase:
    told = told_in(query, body)
    rows = partial(
        terms, told["search"], taxonomy=told["taxonomy_id"], parent=told["parent_id"], top_only=told["top_only"]
    )
    return _listed(request, "taxonomy_term", rows, told)


def _listed(
    request: HttpRequest, table: str, rows: Callable[[], QuerySet[Any]], told: dict[str, Any]
) -> HttpResponseBase:
    shape: Shape = "full" if told.get("full") else "plain"
    if told.get("full_service"):
        shape = "with_services"
    return listed(request, Listing(table, rows, shape), told, at=timezone.now())
