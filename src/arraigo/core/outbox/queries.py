"""What may be read of the outbox."""

from django.db.models import QuerySet

from arraigo.core.outbox.models import Message


def messages() -> QuerySet[Message]:
    """Return the current city's messages, the newest first, without their bodies."""
    return Message.objects.defer("body").order_by("-created_at")
