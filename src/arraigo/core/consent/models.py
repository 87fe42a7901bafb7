from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from arraigo.core.consent.enums import LegalBasis, Purpose
from arraigo.core.tenancy.models import CityForeignKey, CityModel


class Basis(CityModel):
    """Why the city may hold a person's data for a purpose, since when, and until when."""

    person = CityForeignKey("people.Person", models.CASCADE, related_name="bases")
    purpose = models.CharField(_("finalidad"), max_length=16, choices=Purpose)
    legal_basis = models.CharField(_("base legal"), max_length=20, choices=LegalBasis)
    source = models.CharField(_("cómo consta"), max_length=160)
    given_at = models.DateTimeField(_("desde"))
    withdrawn_at = models.DateTimeField(_("retirado"), null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose", "legal_basis"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_standing_basis_for_a_purpose",
            ),
            models.CheckConstraint(condition=models.Q(purpose__in=Purpose.values), name="basis_purpose_is_known"),
            models.CheckConstraint(condition=models.Q(legal_basis__in=LegalBasis.values), name="basis_kind_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.legal_basis} · {self.purpose}"
