"""What people ask about their own data."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from arraigo.areas.training.enums import RequestKind, RequestState
from arraigo.core.tenancy.models import CityForeignKey, CityModel


class DataRequest(CityModel):
    """A person's request about the data that training holds of them, with the day by which it must be answered."""

    person = CityForeignKey("people.Person", models.PROTECT, related_name="+")
    kind = models.CharField(_("pide"), max_length=8, choices=RequestKind, default=RequestKind.ERASURE)
    state = models.CharField(max_length=8, choices=RequestState, default=RequestState.OPEN)
    requested_at = models.DateTimeField()
    due_on = models.DateField(_("vence"))
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("motivo"), max_length=300, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], condition=models.Q(state="open"), name="one_open_request_of_a_person"
            ),
            models.CheckConstraint(condition=models.Q(state__in=RequestState.values), name="request_state_is_known"),
            models.CheckConstraint(
                condition=~models.Q(state=RequestState.REFUSED) | ~models.Q(reason=""),
                name="a_refused_request_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
