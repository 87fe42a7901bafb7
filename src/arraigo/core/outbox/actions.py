"""What posts messages: written with everything else, sent once that has committed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps
from django.core.validators import validate_email
from django.db import transaction

from arraigo.core import tenancy
from arraigo.core.audit import api as audit
from arraigo.core.files.models import StoredFile
from arraigo.core.outbox.enums import MessageState
from arraigo.core.outbox.models import Attachment, Message
from arraigo.core.outbox.rendering import render
from arraigo.core.outbox.tasks import deliver, queue_is_in_database
from arraigo.core.tenancy.models import new_id

if TYPE_CHECKING:
    from arraigo.core.accounts.models import User


@dataclass(frozen=True)
class Attached:
    """Something to send along: a short text such as a calendar entry, or a file that is kept already."""

    name: str
    media_type: str
    content: str = ""
    file: StoredFile | None = None


def post(
    *,
    event: str,
    template: str,
    to: str,
    language: str,
    context: Mapping[str, Any],
    at: datetime,
    attached: Sequence[Attached] = (),
) -> Message:
    """Post a message of the current city, once for one `event`, and return it; it leaves after the commit.

    `event` says what it is about and is no personal data («invitation:<id>»). The words come from
    `outbox/<template>.<language>.{subject,txt}`, in Spanish where the language has none. Raises ValidationError for
    an address that is none, TemplateDoesNotExist, or LookupError without a city.
    """
    city = tenancy.current_city_id()
    if city is None:
        raise LookupError("A message belongs to a city: open its scope first.")
    validate_email(to)
    subject, body = render(template, language=language, context=context)
    message = Message(
        id=new_id(),
        city_id=city,
        event=event,
        template=template,
        language=language,
        recipient=to,
        subject=subject,
        body=body,
        created_at=at,
        next_attempt_at=at,
    )
    with transaction.atomic():
        Message.objects.bulk_create([message], ignore_conflicts=True)
        kept = Message.objects.get(city_id=city, event=event)
        if kept.pk == message.pk:
            _attach(message, attached)
            _enqueue(city)
    return kept


def _attach(message: Message, attached: Sequence[Attached]) -> None:
    Attachment.objects.bulk_create(
        Attachment(
            id=new_id(),
            city_id=message.city_id,
            message=message,
            name=one.name,
            media_type=one.media_type,
            content=one.content,
            file=one.file,
        )
        for one in attached
    )


def retry(message: Message, *, by: "User | None", at: datetime) -> Message:
    """Try again to send a message that failed; one that was sent or waits stays as it is."""
    with transaction.atomic():
        message = Message.objects.select_for_update().get(pk=message.pk)
        if message.state != MessageState.FAILED:
            return message
        message.state, message.attempts, message.next_attempt_at, message.error = MessageState.WAITING, 0, at, ""
        message.save(update_fields=["state", "attempts", "next_attempt_at", "error"])
        _enqueue(message.city_id)
        audit.record(action="outbox.retry", subject=message, by=by, at=at)
    return message


def forget(addresses: Iterable[str], *, templates: str, keep: str = "") -> int:
    """Delete the current city's messages to these addresses whose template begins so; return how many.

    keep: those whose template begins with it stay. Addresses are sealed, so that every message is opened for this.
    """
    wanted = {address.casefold() for address in addresses}
    if not wanted:
        return 0
    found = Message.objects.filter(template__startswith=templates).only("id", "city_id", "recipient", "template")
    going = [
        one.pk
        for one in found.iterator()
        if one.recipient.casefold() in wanted and not (keep and one.template.startswith(keep))
    ]
    Message.objects.filter(pk__in=going).delete()
    return len(going)


def resume_everywhere() -> None:
    """Send what waits in every city: a worker calls it when it starts, because a task may have died with another."""
    for city in apps.get_model("places", "City")._default_manager.all():
        with tenancy.scope(city):
            waits = Message.objects.filter(state=MessageState.WAITING).exists()
        if waits:
            _enqueue(city.pk)


def _enqueue(city: UUID) -> None:
    send = partial(deliver.enqueue, str(city))
    if queue_is_in_database():
        # The task is a row of the same database: it is there exactly when the message is.
        send()
    else:
        transaction.on_commit(send)
