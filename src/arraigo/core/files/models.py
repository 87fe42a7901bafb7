from django.conf import settings
from django.db import models

from arraigo.core.crypto.api import EncryptedText
from arraigo.core.tenancy.models import CityModel


class StoredFile(CityModel):
    """A file as it came, encrypted on disk; `sha256` is of what came, so that it can be proved."""

    name = EncryptedText()
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["city", "sha256"], name="file_by_content")]

    def __str__(self) -> str:
        return f"#{self.pk}"
