"""HSDS records that nothing here asks about, kept so that an export gives them back."""

from django.db import models

from arraigo.areas.directory.models.services import Service
from arraigo.core.crypto.api import EncryptedText
from arraigo.core.tenancy.models import CityForeignKey, CityModel


class KeptRecord(CityModel):
    """A row of an HSDS table without a table of its own: funding, identifiers, further addresses on the web, metadata.

    `content` is the row as JSON, sealed, because metadata name who changed what. `resource_id` is the id of what the
    row belongs to, as HSDS writes it (`resource_id` of metadata, `link_id` of attributes).
    """

    table = models.CharField(max_length=40)
    source_id = models.UUIDField()
    resource_id = models.UUIDField(null=True)
    organization = CityForeignKey("organisations.Organization", models.CASCADE, null=True, related_name="kept_records")
    service = CityForeignKey(Service, models.CASCADE, null=True, related_name="kept_records")
    content = EncryptedText()

    class Meta:
        ordering = ["table", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["city", "table", "source_id", "resource_id"],
                nulls_distinct=False,
                name="a_kept_record_comes_once",
            )
        ]
        indexes = [models.Index(fields=["city", "resource_id"], name="kept_record_by_resource")]

    def __str__(self) -> str:
        return f"#{self.pk}"
