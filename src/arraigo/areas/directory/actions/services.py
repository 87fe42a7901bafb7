"""Writing a service: what it is, what it answers, whom it attends, how it is called, how many places it has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.areas.directory.actions.common import DirectoryError
from arraigo.areas.directory.actions.needs import load_needs
from arraigo.areas.directory.enums import ServiceStatus
from arraigo.areas.directory.models import (
    NEEDS,
    Language,
    Location,
    Phone,
    RequiredDocument,
    Service,
    ServiceCapacity,
    ServiceNeed,
)
from arraigo.areas.directory.queries import freshness
from arraigo.areas.directory.queries.desk import phones_of
from arraigo.areas.directory.queries.eligibility import Group
from arraigo.core.audit import api as audit
from arraigo.core.organisations.models import Organization
from arraigo.core.people.countries import language_name

if TYPE_CHECKING:
    from arraigo.core.accounts.models import User

PLAIN = (
    "name", "alternate_name", "description", "url", "email", "status", "interpretation_services", "application_process",
    "fees_description", "wait_time", "alert", "eligibility_description",
)  # fmt: skip


@dataclass(frozen=True)
class ServiceDraft:
    """What a form says of a service; `needs` and `languages` are codes."""

    name: str
    alternate_name: str = ""
    description: str = ""
    url: str = ""
    email: str = ""
    status: str = ServiceStatus.ACTIVE
    interpretation_services: str = ""
    application_process: str = ""
    fees_description: str = ""
    wait_time: str = ""
    alert: str = ""
    eligibility_description: str = ""
    needs: Sequence[str] = ()
    languages: Sequence[str] = ()
    documents: Sequence[str] = ()


@dataclass(frozen=True)
class PhoneDraft:
    """A phone as a form says it; `id` is that of the row that it changes, None for a new one."""

    number: str
    extension: str = ""
    type: str = ""
    description: str = ""
    is_private: bool = False
    id: UUID | None = field(default=None, compare=False)


@transaction.atomic
def save_service(
    *, service_id: UUID, organization: Organization, draft: ServiceDraft, by: "User | None", at: datetime
) -> Service:
    """Write a service, making it where there is none of that id; sent twice it is one.

    Raises DirectoryError without a name or a need.
    """
    if not draft.name.strip():
        raise DirectoryError(_("Escriba el nombre del servicio, como lo dice la gente."))
    if not draft.needs:
        raise DirectoryError(_("Elija al menos una necesidad: sin ella nadie encuentra el servicio en la guía."))
    service = Service.objects.select_for_update(of=("self",)).filter(pk=service_id).first()
    is_new = service is None
    if service is None:
        service = Service(id=service_id, city_id=organization.city_id)
    changed = [name for name in PLAIN if getattr(service, name) != getattr(draft, name)]
    for name in changed:
        setattr(service, name, getattr(draft, name).strip())
    if service.organization_id != organization.pk:
        service.organization = organization
        changed.append("organization")
    service.last_modified = at
    service.save(force_insert=is_new)
    changed += _hanging(service, draft, by=by, at=at)
    if changed or is_new:
        action = "directory.service.create" if is_new else "directory.service.change"
        audit.record(action=action, subject=service, by=by, at=at, detail={"fields": sorted(changed)})
    return service


def _hanging(service: Service, draft: ServiceDraft, *, by: "User | None", at: datetime) -> list[str]:
    """Write what hangs on a service and return what of it changed."""
    parts = {
        "needs": _set_needs(service, draft.needs, by=by, at=at),
        "languages": set_languages(service, draft.languages),
        "documents": set_documents(service, draft.documents),
    }
    if parts["needs"] and service.verified_on:
        service.due_on = freshness.due_after(service, service.verified_on, freshness.rules())
        service.save(update_fields=["due_on"])
    return [name for name, changed in parts.items() if changed]


def _set_needs(service: Service, codes: Sequence[str], *, by: "User | None", at: datetime) -> bool:
    terms = load_needs(city=service.city, by=by, at=at)
    unknown = [code for code in codes if code not in terms]
    if unknown:
        raise DirectoryError(_("No existe la necesidad «%(code)s». Elíjala de la lista.") % {"code": unknown[0]})
    rows = {row.term_id: row for row in ServiceNeed.objects.filter(service=service, term__taxonomy__name=NEEDS)}
    wanted = {terms[code].pk: terms[code] for code in codes}
    gone = [row.pk for term_id, row in rows.items() if term_id not in wanted]
    ServiceNeed.objects.filter(pk__in=gone).delete()
    fresh = [term for pk, term in wanted.items() if pk not in rows]
    for term in fresh:
        ServiceNeed.objects.create(city_id=service.city_id, service=service, term=term)
    return bool(gone or fresh)


def set_languages(service: Service, codes: Sequence[str]) -> bool:
    """Make these the languages in which a service attends; return whether anything changed."""
    rows = {row.code or row.name: row for row in Language.objects.filter(service=service)}
    gone = [row.pk for code, row in rows.items() if code not in codes]
    Language.objects.filter(pk__in=gone).delete()
    fresh = [code for code in dict.fromkeys(codes) if code not in rows]
    for code in fresh:
        Language.objects.create(city_id=service.city_id, service=service, code=code, name=language_name(code))
    return bool(gone or fresh)


def set_documents(service: Service, documents: Iterable[str]) -> bool:
    """Make these the documents to bring, one a line, in that order; return whether anything changed."""
    wanted = list(dict.fromkeys(text for one in documents if (text := " ".join(one.split()))))
    rows = list(RequiredDocument.objects.filter(service=service).order_by("id"))
    if [row.document for row in rows] == wanted:
        return False
    kept = {row.document: row for row in rows}
    RequiredDocument.objects.filter(service=service).delete()
    for text in wanted:
        before = kept.get(text)
        told = {"uri": before.uri, "source_id": before.source_id, "more": before.more} if before else {}
        RequiredDocument.objects.create(city_id=service.city_id, service=service, document=text, **told)
    return True


@transaction.atomic
def save_eligibility(
    service: Service,
    *,
    eligible: Sequence[Group],
    ineligible: Sequence[Group],
    ages: tuple[Decimal | None, Decimal | None],
    by: "User | None",
    at: datetime,
) -> Service:
    """Write whom a service attends and whom not; groups that say nothing are left out. `ages` hold besides."""
    service = Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
    told: Mapping[str, Any] = {
        "eligible": [group.as_dict() for group in eligible if group.as_dict()],
        "ineligible": [group.as_dict() for group in ineligible if group.as_dict()],
        "minimum_age": ages[0],
        "maximum_age": ages[1],
    }
    if ages[0] is not None and ages[1] is not None and ages[1] < ages[0]:
        raise DirectoryError(_("La edad máxima es menor que la mínima. Revise las dos."))
    changed = [name for name, value in told.items() if getattr(service, name) != value]
    if changed:
        for name in changed:
            setattr(service, name, told[name])
        service.last_modified = at
        service.save(update_fields=[*changed, "last_modified"])
        audit.record(action="directory.service.change", subject=service, by=by, at=at, detail={"fields": changed})
    return service


@transaction.atomic
def save_phones(
    owner: Service | Location, *, drafts: Sequence[PhoneDraft], by: "User | None", at: datetime
) -> list[Phone]:
    """Make these the phones of a service or a place; a draft with the id of another's phone is refused."""
    rows = {row.pk: row for row in phones_of(owner).select_for_update(of=("self",))}
    told = [draft for draft in drafts if draft.number.strip()]
    kept = {draft.id for draft in told if draft.id is not None}
    if kept - set(rows):
        raise DirectoryError(_("Uno de los teléfonos ya no está. Vuelva a abrir la página y revise la lista."))
    gone = [pk for pk in rows if pk not in kept]
    Phone.objects.filter(pk__in=gone).delete()
    written = [rows[draft.id] if draft.id else _phone_for(owner) for draft in told]
    wrote = [_write_phone(row, draft) for row, draft in zip(written, told, strict=True)]
    if gone or any(wrote):
        touch(owner, at=at)
        audit.record(action="directory.phones.change", subject=owner, by=by, at=at, detail={"count": len(written)})
    return written


def _phone_for(owner: Service | Location) -> Phone:
    return Phone(city_id=owner.city_id, **{"service" if isinstance(owner, Service) else "location": owner})


def _write_phone(row: Phone, draft: PhoneDraft) -> bool:
    names, is_new = ("number", "extension", "type", "description", "is_private"), row._state.adding
    if not is_new and all(getattr(row, name) == getattr(draft, name) for name in names):
        return False
    for name in names:
        value = getattr(draft, name)
        setattr(row, name, " ".join(value.split()) if isinstance(value, str) else value)
    row.save(force_insert=is_new)
    return True


def touch(owner: Service | Location, *, at: datetime) -> None:
    """Say when a service was last changed, as HSDS has it; places have no such field."""
    if isinstance(owner, Service):
        Service.objects.filter(pk=owner.pk).update(last_modified=at)


@transaction.atomic
def save_capacity(
    service: Service,
    *,
    available: int | None,
    maximum: int | None,
    unit: str,
    by: "User | None",
    at: datetime,
) -> ServiceCapacity | None:
    """Write how many places of a kind a service has free, and of how many; without a number it says nothing."""
    if available is not None and maximum is not None and available > maximum:
        raise DirectoryError(_("Hay más cupos libres que cupos en total. Revise los dos números."))
    rows = ServiceCapacity.objects.select_for_update(of=("self",)).filter(service=service).order_by("id")
    row = rows.first() or ServiceCapacity(city_id=service.city_id, service=service)
    if available is None:
        _clear(row, service, by=by, at=at)
        return None
    name = " ".join(unit.split()) or _("cupos")
    # HSDS names a unit; its id is that of the row, since nothing else uses it.
    row.unit = row.unit if row.unit.get("name") == name else {"id": str(row.pk), "name": name}
    row.available, row.maximum, row.updated = Decimal(available), None if maximum is None else Decimal(maximum), at
    row.save()
    audit.record(action="directory.capacity.change", subject=service, by=by, at=at)
    return row


def _clear(row: ServiceCapacity, service: Service, *, by: "User | None", at: datetime) -> None:
    if not row._state.adding:
        row.delete()
        audit.record(action="directory.capacity.clear", subject=service, by=by, at=at)
