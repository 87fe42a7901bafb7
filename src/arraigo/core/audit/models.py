from django.conf import settings
from django.db import models

from arraigo.core.tenancy.models import new_id


class Entry(models.Model):
    """Who did or saw what, when. Appended only; each entry carries the hash of the one before it in its chain.

    `transaction` is PostgreSQL's number of the whole transaction that wrote the entry, savepoints and all: what a
    sudden stop leaves without an anchor is of one. It is no part of what is hashed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    city = models.ForeignKey("places.City", on_delete=models.PROTECT, null=True, related_name="+")
    number = models.BigIntegerField()
    action = models.CharField(max_length=64)
    subject = models.CharField(max_length=128)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    transaction = models.BigIntegerField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["city", "number"], nulls_distinct=False, name="audit_numbers_have_no_twins")
        ]
        indexes = [models.Index(fields=["city", "subject"], name="audit_by_subject")]

    def __str__(self) -> str:
        return f"#{self.number} {self.action}"
