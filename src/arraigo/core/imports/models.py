from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from arraigo.core.crypto.api import EncryptedText
from arraigo.core.imports.enums import RunState
from arraigo.core.tenancy.models import CityForeignKey, CityModel


class ImportRun(CityModel):
    """One file on its way in: uploaded, looked at, applied in one transaction, perhaps undone.

    `context` says where it goes (such as a course, a session) and `place` what that was called; `options` what a
    person answered (order of day and month, columns, what an M means); `findings` is the sealed JSON of the problems,
    because they may quote a cell. `rows` is known once the file was read, `imported` is how many of them went in;
    `repeated` tells the caller of an action that the content was there before.
    """

    repeated = False

    kind = models.CharField(max_length=40)
    context = models.CharField(max_length=120)
    place = models.CharField(_("destino"), max_length=200, blank=True)
    file = CityForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=RunState, default=RunState.UPLOADED)
    rows = models.PositiveIntegerField(_("filas"), null=True)
    imported = models.PositiveIntegerField(_("filas importadas"), null=True)
    options = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    findings = EncryptedText()
    job = CityForeignKey("jobs.Job", models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(_("cargado"))
    applied_at = models.DateTimeField(_("importado"), null=True)
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(_("deshecho"), null=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["city", "kind", "context", "sha256"],
                condition=models.Q(state="applied"),
                name="the_same_content_is_applied_once",
            ),
            models.CheckConstraint(condition=models.Q(state__in=RunState.values), name="import_state_is_known"),
            models.CheckConstraint(
                condition=~models.Q(state__in=[RunState.APPLIED, RunState.UNDONE])
                | models.Q(applied_at__isnull=False, imported__isnull=False),
                name="an_applied_import_says_when_and_how_much",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"


class ColumnMemory(CityModel):
    """How somebody mapped the columns of a source; the same headers are mapped the same way next time."""

    kind = models.CharField(max_length=40)
    signature = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "kind", "signature"], name="columns_are_remembered_once")
        ]

    def __str__(self) -> str:
        return self.kind
