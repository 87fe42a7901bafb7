from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from arraigo.core.crypto.api import EncryptedText
from arraigo.core.jobs.enums import JobState
from arraigo.core.tenancy.models import CityModel


class Job(CityModel):
    """A long piece of work, with the progress that a person sees and may cancel.

    `kind` is the dotted path of its handler. `arguments` and `result` hold ids, counts and words of the program; the
    title, which may carry the name of a file, is encrypted.
    """

    kind = models.CharField(max_length=160)
    title = EncryptedText(_("trabajo"))
    state = models.CharField(max_length=12, choices=JobState, default=JobState.WAITING)
    step = models.CharField(max_length=160, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    arguments = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    error = models.TextField(blank=True)
    cancel_asked = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [models.CheckConstraint(condition=models.Q(state__in=JobState.values), name="job_state_is_known")]
        indexes = [models.Index(fields=["city", "state"], name="job_by_state")]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state not in {JobState.WAITING, JobState.RUNNING}
