"""The staff's API of the directory: services are listed, read, written under an id of the caller's, and verified."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from ninja import Router, Status

from arraigo.areas.directory.actions.common import DirectoryError
from arraigo.areas.directory.actions.services import PLAIN, ServiceDraft, save_service
from arraigo.areas.directory.actions.verifying import verify
from arraigo.areas.directory.models import Service
from arraigo.areas.directory.permissions import manages_directory, reads_directory
from arraigo.areas.directory.queries import desk as reads
from arraigo.areas.directory.queries.freshness import is_overdue
from arraigo.areas.directory.rest.desk_schemas import (
    DirectoryServiceIn,
    DirectoryServiceOut,
    DirectoryServicesQuery,
    DirectoryVerificationIn,
    DirectoryVerificationOut,
)
from arraigo.core.accounts.api import Scope
from arraigo.core.organisations.api import resolve_names
from arraigo.core.rest.keys import ApiKey, ApiRequest, need
from arraigo.core.rest.schemas import (
    BAD_JSON,
    INVALID,
    NOT_FOUND,
    REFUSALS,
    TOO_LARGE,
    Fault,
    Page,
    page_of,
)

router = Router(tags=["directory"])
router.add_decorator(cache_control(private=True, no_cache=True), mode="view")
READ, WRITE = ApiKey(Scope.DIRECTORY_READ), ApiKey(Scope.DIRECTORY_WRITE)
SENT: dict[Any, Any] = {**REFUSALS, **NOT_FOUND, **INVALID, **BAD_JSON, **TOO_LARGE, 409: Fault}


@router.get("/directory/services", auth=READ, response={200: Page[DirectoryServiceOut], **REFUSALS, **INVALID})
def list_services(request: ApiRequest, wanted: DirectoryServicesQuery) -> dict[str, Any]:
    """Services of the city, of every status, by name."""
    need(request, reads_directory)
    rows = reads.services()
    if wanted.search:
        rows = reads.search(rows, wanted.search)
    if wanted.need:
        rows = reads.answering(rows, [code.strip() for code in wanted.need.split(",") if code.strip()])
    if wanted.overdue:
        rows = rows.filter(is_overdue(request.auth.city.day_of(timezone.now())))
    return page_of(rows.order_by("name", "id"), wanted, _services)


@router.get(
    "/directory/services/{service_id}",
    auth=READ,
    response={200: DirectoryServiceOut, **REFUSALS, **NOT_FOUND, **INVALID},
)
def read_service(request: ApiRequest, service_id: UUID) -> dict[str, Any]:
    """One service."""
    need(request, reads_directory)
    return _service(service_id)


@router.put("/directory/services/{service_id}", auth=WRITE, response={200: DirectoryServiceOut, **SENT})
def write_service(request: ApiRequest, service_id: UUID, service: DirectoryServiceIn) -> Status[dict[str, Any]]:
    """Write a service, making it where there is none of this id; sent twice, it is one. 409 says what is in the way."""
    need(request, manages_directory)
    told = service.model_dump()
    by, at, city = request.auth.standing.user, timezone.now(), request.auth.city
    draft = ServiceDraft(
        needs=told["needs"],
        languages=told["languages"],
        documents=told["documents"],
        **{name: told[name] for name in PLAIN},
    )

    def write() -> dict[str, Any]:
        named = told["organization"]
        organization = resolve_names([named], city=city, by=by, at=at).get(named)
        if organization is None:
            raise DirectoryError(_("«%(name)s» no es el nombre de una organización.") % {"name": named})
        save_service(service_id=service_id, organization=organization, draft=draft, by=by, at=at)
        return _service(service_id)

    return _done(write)


@router.post(
    "/directory/services/{service_id}/verifications", auth=WRITE, response={201: DirectoryVerificationOut, **SENT}
)
def verify_service(
    request: ApiRequest, service_id: UUID, verification: DirectoryVerificationIn
) -> Status[dict[str, Any]]:
    """Note that somebody checked a service; the same sent twice on a day is one."""
    need(request, manages_directory)
    service = get_object_or_404(Service.objects.select_related("city"), pk=service_id)

    def check() -> dict[str, Any]:
        row = verify(service, by=request.auth.standing.user, at=timezone.now(), **verification.model_dump())
        due = Service.objects.values_list("due_on", flat=True).get(pk=service_id)
        told = {name: getattr(row, name) for name in ("id", "service_id", "method", "result", "at")}
        return {**told, "due_on": due}

    return _done(check, 201)


def _done(work: Callable[[], dict[str, Any]], status: int = 200) -> Status[dict[str, Any]]:
    """Answer with what was done, whole, or with 409 and why nothing was."""
    try:
        with transaction.atomic():
            return Status(status, work())
    except DirectoryError as error:
        return Status(409, {"detail": str(error)})
    except IntegrityError:
        # The id is that of something which this key does not see.
        return Status(409, {"detail": _("Ese identificador ya está en uso. Envíe el servicio con otro.")})


def _service(service_id: UUID) -> dict[str, Any]:
    return _services([get_object_or_404(reads.services(), pk=service_id)])[0]


def _services(rows: Sequence[Any]) -> list[dict[str, Any]]:
    return [
        {
            **{name: getattr(row, name) for name in (*PLAIN, "id", "verified_on", "due_on", "last_modified")},
            "organization": row.organization.name,
            "needs": row.needs_answered,
            "languages": [code for code in row.spoken if code],
            "documents": row.to_bring,
            "phones": row.called,
            "is_reserved": row.reserved,
        }
        for row in rows
    ]
