"""The staff's list of services, of places and of holidays. What is written of a confidential place is not here.

Every list and download is made of what is public (queries.visible), whoever looks: only the page of a place shows where
a confidential one is (queries.desk_place).
"""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, Exists, F, Func, OuterRef, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Concat, Lower

from arraigo.areas.directory.enums import ProposalState, ReportState
from arraigo.areas.directory.models import (
    NEEDS,
    Holiday,
    Language,
    Location,
    Phone,
    Proposal,
    Report,
    RequiredDocument,
    Service,
    ServiceAtLocation,
    ServiceNeed,
)
from arraigo.areas.directory.queries.needs import with_children
from arraigo.areas.directory.queries.visible import (
    public_addresses,
    public_at_locations,
    public_languages,
    public_phones,
)
from arraigo.core.accounts.api import Standing, manages_directory
from arraigo.core.organisations.models import Organization
from arraigo.core.people.api import fold
from arraigo.core.places import api as places
from arraigo.core.places.models import Area


def services() -> QuerySet[Service]:
    """Return every service with what the list shows, in one query; all of it but its upkeep is public.

    Annotated: `needs_answered` (codes), `areas`, `places` and `addresses` (of open places), `reserved`, `called`
    (public numbers), `spoken` (codes), `to_bring`.
    """
    own = {"service": OuterRef("pk")}
    here = public_at_locations().filter(**own).order_by("location__name", "id")
    address = public_addresses().filter(location__services_here__service=OuterRef("pk")).order_by("location", "id")
    confidential = ServiceAtLocation.objects.filter(**own, location__is_confidential=True)
    return Service.objects.select_related("organization", "verified_by").annotate(
        needs_answered=ArraySubquery(_needs_of(own).order_by("id").values("term__code")),
        areas=ArraySubquery(here.filter(location__area__isnull=False).values("location__area__name")),
        places=ArraySubquery(here.values("location__name")),
        addresses=ArraySubquery(address.values("address_1")),
        called=ArraySubquery(public_phones().filter(**own).order_by("id").values("number")),
        spoken=ArraySubquery(public_languages().filter(**own).order_by("id").values("code")),
        to_bring=ArraySubquery(RequiredDocument.objects.filter(**own).order_by("id").values("document")),
        reserved=Exists(confidential),
    )


def _needs_of(own: dict[str, OuterRef]) -> QuerySet[ServiceNeed]:
    return ServiceNeed.objects.filter(**own, term__taxonomy__name=NEEDS)


def answering(rows: QuerySet[Service], codes: Collection[str]) -> QuerySet[Service]:
    """Keep the services that answer any of these needs, or a need under one of them."""
    own = {"service": OuterRef("pk")}
    return rows.filter(Exists(_needs_of(own).filter(term__code__in=sorted(with_children(codes)))))


def in_areas(rows: QuerySet[Service], areas: Collection[str]) -> QuerySet[Service]:
    """Keep the services with an open place in any of these areas, or in an area within one of them."""
    inside = Q(location__area__in=areas) | Q(location__area__parent__in=areas)
    inside |= Q(location__area__parent__parent__in=areas)
    return rows.filter(Exists(public_at_locations().filter(inside, service=OuterRef("pk"))))


def search(rows: QuerySet[Service], words: str) -> QuerySet[Service]:
    """Keep the services in whose name, or in that of their organisation, every word stands, accents aside."""
    text = _plain("name", "alternate_name", "organization__name", "organization__alternate_name")
    rows = rows.alias(said=text)
    for word in fold(words).split():
        rows = rows.filter(said__contains=word)
    return rows


def _plain(*fields: str) -> Lower:
    """Return fields as one text in small letters without accents, as `fold` makes of what is looked for."""
    parts = [part for field in fields for part in (Cast(field, TextField()), Value(" ", TextField()))]
    texts = Concat(*parts, output_field=TextField())
    accents, letters = Value("ÁÉÍÓÚÜÑáéíóúüñ"), Value("AEIOUUNaeiouun")
    return Lower(Func(texts, accents, letters, function="translate", output_field=TextField()))


def giving() -> QuerySet[Organization]:
    """Return the organisations that give a service, by name."""
    return Organization.objects.filter(Exists(Service.objects.filter(organization=OuterRef("pk")))).order_by("name")


def area_choices() -> list[tuple[str, str]]:
    """Return the areas in which an open place is, and those above them, the larger ones first."""
    openly = Location.objects.filter(is_confidential=False, area__isnull=False).order_by()
    used = {row for row in openly.values_list("area", flat=True).distinct() if row}
    known: dict[UUID, Area] = {area.pk: area for area in places.areas().defer("geometry")}
    for pk in list(used):
        area: Area | None = known.get(pk)
        while area is not None and area.parent_id:
            used.add(area.parent_id)
            area = known.get(area.parent_id)
    order = {"zone": 0, "parish": 1, "neighbourhood": 2}
    found = sorted((known[pk] for pk in used if pk in known), key=lambda one: (order.get(one.level, 3), one.name))
    return [(str(one.pk), f"{one.name} ({one.get_level_display()})") for one in found]


def locations() -> QuerySet[Location]:
    """Return every place with its open address and how many services are given there. Of confidential ones only that.

    Annotated: `addressed` (list, empty for a confidential one), `services_count`.
    """
    open_address = public_addresses().filter(location=OuterRef("pk")).order_by("id").values("address_1")
    return (
        Location.objects.select_related("organization", "area")
        .annotate(addressed=ArraySubquery(open_address), services_count=Count("services_here"))
        .order_by(F("is_confidential"), "name", "id")
    )


def search_locations(rows: QuerySet[Location], words: str) -> QuerySet[Location]:
    """Keep the places whose name, address or organisation holds every word; confidential ones by organisation alone."""
    rows = rows.alias(called=_plain("name"), whose=_plain("organization__name"))
    for word in fold(words).split():
        address = (
            public_addresses().alias(said=_plain("address_1")).filter(location=OuterRef("pk"), said__contains=word)
        )
        openly = Q(is_confidential=False) & (Q(called__contains=word) | Exists(address))
        rows = rows.filter(openly | Q(whose__contains=word))
    return rows


def holidays() -> QuerySet[Holiday]:
    """Return the days on which services do not attend, by day."""
    return Holiday.objects.order_by("day")


def reports() -> QuerySet[Report]:
    """Return what readers said is wrong, open ones first."""
    rows = Report.objects.select_related("service__organization", "decided_by")
    return rows.order_by(Case(When(state=ReportState.OPEN, then=Value(0)), default=Value(1)), "-at")


def waiting_reports(standing: Standing) -> int:
    """Return how many reports wait for this member to decide; none for one who only reads."""
    return Report.objects.filter(state=ReportState.OPEN).count() if manages_directory(standing) else 0


def waiting_proposals(standing: Standing) -> int:
    """Return how many proposals of organisations wait for this member to decide."""
    return Proposal.objects.filter(state=ProposalState.PENDING).count() if manages_directory(standing) else 0


def languages_of(service: Service) -> Sequence[str]:
    """Return the codes of the languages in which a service attends."""
    return [row.code or row.name for row in Language.objects.filter(service=service).order_by("id")]


def phones_of(owner: Service | Location) -> QuerySet[Phone]:
    """Return the phones of a service or of a place, those for the staff alone too."""
    field = "service" if isinstance(owner, Service) else "location"
    return Phone.objects.filter(**{field: owner}).order_by("id")
