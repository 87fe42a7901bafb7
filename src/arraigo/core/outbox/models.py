from django.db import models

from arraigo.core.crypto.api import EncryptedText
from arraigo.core.outbox.enums import MessageState
from arraigo.core.tenancy.models import CityForeignKey, CityModel


class Message(CityModel):
    """A message to send once; `event` names what it is about, so that the same event never sends two."""

    event = models.CharField(max_length=120)
    template = models.CharField(max_length=60)
    language = models.CharField(max_length=8)
    recipient = EncryptedText()
    subject = EncryptedText()
    body = EncryptedText()
    state = models.CharField(max_length=8, choices=MessageState, default=MessageState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [models.UniqueConstraint(fields=["city", "event"], name="one_message_for_one_event")]
        indexes = [models.Index(fields=["state", "next_attempt_at"], name="message_due")]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Attachment(CityModel):
    """What a message carries: a short text (a calendar entry) in `content`, or a kept file in `file`."""

    message = CityForeignKey(Message, models.CASCADE, related_name="attachments")
    name = EncryptedText()
    media_type = models.CharField(max_length=120)
    content = EncryptedText()
    file = CityForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"#{self.pk}"
