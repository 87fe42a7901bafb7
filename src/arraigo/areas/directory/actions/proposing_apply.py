"""Writing what a proposal says into the directory, field by field, by the same actions that the desk uses."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from arraigo.areas.directory.actions.common import DirectoryError
from arraigo.areas.directory.actions.services import PhoneDraft, save_phones, set_documents, set_languages
from arraigo.areas.directory.actions.services_hours import save_hours
from arraigo.areas.directory.enums import AddressType, ServiceStatus
from arraigo.areas.directory.models import Address, Phone, Service
from arraigo.areas.directory.queries.desk_hours import row_from
from arraigo.areas.directory.queries.proposals import TEXTS, owner_of
from arraigo.areas.directory.queries.visible import public_at_locations, public_phones

if TYPE_CHECKING:
    from arraigo.core.accounts.models import User

GONE = "Este dato ya no está en la ficha o su lugar pasó a ser reservado. Deje fuera ese cambio."


def apply(service: Service, key: str, value: Any, *, by: "User | None", at: datetime) -> None:  # noqa: ANN401 - JSON
    """Write one field of a service; raises DirectoryError when it cannot be written any more."""
    if key in TEXTS:
        _text(service, key, str(value))
    elif key == "documents":
        set_documents(service, value)
    elif key == "languages":
        set_languages(service, value)
    elif key == "phones":
        _phones(service, value, by=by, at=at)
    elif key.startswith("hours:"):
        owner = owner_of(service, key)
        if owner is None:
            raise DirectoryError(_(GONE))
        save_hours(owner, rows=[row_from(row) for row in value], by=by, at=at)
    elif key.startswith("address:"):
        _address(service, key, value)
    Service.objects.filter(pk=service.pk).update(last_modified=at)


def _text(service: Service, key: str, value: str) -> None:
    try:
        if key == "email" and value:
            validate_email(value)
        if key == "url" and value:
            URLValidator()(value)
    except ValidationError as error:
        words = _("«%(value)s» no se puede guardar: %(why)s Deje fuera ese cambio.")
        raise DirectoryError(words % {"value": value, "why": " ".join(error.messages)}) from error
    if key == "status" and value not in ServiceStatus.values:
        raise DirectoryError(_(GONE))
    setattr(service, key, value)
    service.save(update_fields=[key])


def _phones(service: Service, rows: Sequence[Sequence[str]], *, by: "User | None", at: datetime) -> None:
    """Make these the public phones; those that only the staff reads stay as they are."""
    kept = {str(row.pk): row for row in Phone.objects.filter(service=service)}
    # An id comes from a page that anybody with the link can change: it names one of the phones shown there, or none.
    keys = public_phones().filter(service=service, service_at_location=None).values_list("pk", flat=True)
    shown = {str(key): kept.pop(str(key)) for key in keys}
    drafts = []
    for told, number, extension, description in rows:
        row = shown.pop(told, None)
        kind = row.type if row else ""
        drafts.append(PhoneDraft(number, extension, kind, description, id=row.pk if row else None))
    for row in kept.values():
        drafts.append(PhoneDraft(row.number, row.extension, row.type, row.description, row.is_private, id=row.pk))
    save_phones(service, drafts=drafts, by=by, at=at)


def _address(service: Service, key: str, value: Sequence[str]) -> None:
    here = public_at_locations().filter(service=service, location=UUID(key.partition(":")[2])).first()
    if here is None:
        raise DirectoryError(_(GONE))
    rows = Address.objects.filter(location=here.location_id, address_type=AddressType.PHYSICAL).order_by("id")
    row = rows.first() or Address(city_id=service.city_id, location_id=here.location_id, country=service.city.country)
    row.address_1, row.address_2 = value[0], value[1]
    row.save()
