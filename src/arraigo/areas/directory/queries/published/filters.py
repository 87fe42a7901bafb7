"""Services, organisations and terms that the public API is asked for, in order."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from arraigo.areas.directory.models import NEEDS, Service, ServiceNeed, Taxonomy, TaxonomyTerm
from arraigo.areas.directory.queries.candidates import Point
from arraigo.areas.directory.queries.needs import with_children
from arraigo.areas.directory.queries.published.words import stems, text_of
from arraigo.areas.directory.queries.visible import (
    public_at_locations,
    public_languages,
    public_organizations,
    public_services,
)
from arraigo.core.organisations.models import Organization

OF_SERVICE = (
    "name",
    "alternate_name",
    "description",
    "eligibility_description",
    "organization__name",
    "organization__alternate_name",
)
OF_ORGANIZATION = ("name", "alternate_name", "description")


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for; what is empty asks nothing.

    Ids are those that HSDS knows; `taxonomy_term` may also be a term's code. `near` is latitude and longitude, `within`
    metres from there or, without it, from the middle of what has the postcode.
    """

    search: str = ""
    needs: Collection[str] = ()
    taxonomy_term: str = ""
    taxonomy: str = ""
    organization: str = ""
    postcode: str = ""
    near: Point | None = None
    within: float | None = None
    modified_after: datetime | None = None
    language: str = ""


def services(sought: Sought, *, with_words: bool = True) -> QuerySet[Service]:
    """Return the services that are looked for, wherever they are given, by name."""
    found = public_services().order_by("name", "id")
    found = with_terms(found, sought, "pk")
    if sought.organization:
        found = found.filter(of_organization(sought.organization))
    if sought.modified_after:
        found = found.filter(last_modified__gte=sought.modified_after)
    if sought.language:
        found = found.filter(_speaks(sought.language))
    return having(found, sought.search, OF_SERVICE) if with_words else found


def having(found: QuerySet[Service], search: str, fields: Sequence[str]) -> QuerySet[Service]:
    """Return the services that have every word, in their texts or in the name of a need or term."""
    for stem in stems(search):
        named = ServiceNeed.objects.filter(service=OuterRef("pk")).alias(words=text_of(["term__name", "term__code"]))
        found = found.alias(words=text_of(fields))
        found = found.filter(Q(words__contains=stem) | Exists(named.filter(words__contains=stem)))
    return found


def organizations(sought: Sought) -> QuerySet[Organization]:
    """Return the organisations that are looked for, by name; those with a service of the terms, where any is asked."""
    found = with_words(public_organizations(), sought.search, OF_ORGANIZATION)
    if sought.needs or sought.taxonomy_term or sought.taxonomy:
        given = with_terms(public_services().filter(organization=OuterRef("pk")), sought, "pk")
        found = found.filter(Exists(given))
    return found.order_by("name", "id")


def taxonomies(search: str) -> QuerySet[Taxonomy]:
    """Return the taxonomies that have every word."""
    return with_words(Taxonomy.objects.order_by("name", "id"), search, ("name", "description"))


def terms(search: str, *, taxonomy: str = "", parent: str = "", top_only: bool = False) -> QuerySet[TaxonomyTerm]:
    """Return the terms that have every word, of a taxonomy or under a term; `top_only` those under none."""
    found = with_words(TaxonomyTerm.objects.order_by("name", "id"), search, ("name", "code", "description"))
    if taxonomy:
        found = found.filter(leaving_as(taxonomy, "taxonomy__"))
    if parent:
        found = found.filter(leaving_as(parent, "parent__"))
    return found.filter(parent=None) if top_only else found


def with_words(found: QuerySet[Any], search: str, fields: Sequence[str]) -> QuerySet[Any]:
    """Return rows whose texts have every word."""
    for stem in stems(search):
        found = found.alias(words=text_of(fields)).filter(words__contains=stem)
    return found


def with_terms(found: QuerySet[Any], sought: Sought, service: str) -> QuerySet[Any]:
    """Return rows whose service answers the needs and terms that are asked for."""
    of_service = ServiceNeed.objects.filter(service=OuterRef(service))
    if sought.needs:
        codes = sorted(with_children(sought.needs))
        found = found.filter(Exists(of_service.filter(term__taxonomy__name=NEEDS, term__code__in=codes)))
    if sought.taxonomy_term:
        of_term = leaving_as(sought.taxonomy_term, "term__") | Q(term__code=sought.taxonomy_term)
        found = found.filter(Exists(of_service.filter(of_term)))
    if sought.taxonomy:
        found = found.filter(Exists(of_service.filter(leaving_as(sought.taxonomy, "term__taxonomy__"))))
    return found


def leaving_as(written: str, prefix: str = "") -> Q:
    """Return the condition that a row leaves under an id as somebody wrote it; none does under what is no id."""
    key = id_from(written)
    if key is None:
        return Q(pk__in=[])
    return Q(**{f"{prefix}source_id": key}) | Q(**{f"{prefix}source_id": None, f"{prefix}id": key})


def of_organization(written: str, path: str = "organization__") -> Q:
    """Return the condition that an organisation leaves under an id as somebody wrote it."""
    key = id_from(written)
    if key is None:
        return Q(pk__in=[])
    known = Q(**{f"{path}profiles__source_id": key})
    return known | Q(**{f"{path}profiles__source_id": None, f"{path}id": key})


def id_from(written: str) -> UUID | None:
    """Return an id as somebody wrote it; None where it is none."""
    try:
        return UUID(written)
    except ValueError:
        return None


def _speaks(language: str) -> Exists | Q:
    """Return the condition that a service, or an open place of it, attends in a language or a variety of it."""
    spoken = public_languages().filter(Q(code__iexact=language) | Q(code__istartswith=f"{language}-"))
    places = public_at_locations().filter(service=OuterRef("pk"), location__in=spoken.values("location"))
    return Exists(spoken.filter(service=OuterRef("pk"))) | Exists(places)
