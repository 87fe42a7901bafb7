"""What keeps the directory true: verifications, what readers report, what organisations amend, and what changed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from arraigo.areas.directory.enums import (
    ProposalState,
    ReportKind,
    ReportState,
    VerificationMethod,
    VerificationResult,
)
from arraigo.areas.directory.models.contacts import Phone
from arraigo.areas.directory.models.services import Service
from arraigo.core.crypto.api import EncryptedText
from arraigo.core.tenancy.models import CityForeignKey, CityModel


class Verification(CityModel):
    """Somebody checked what the directory says of a service; the last one stands on the service too."""

    service = CityForeignKey(Service, models.CASCADE, related_name="verifications")
    method = models.CharField(_("cómo"), max_length=14, choices=VerificationMethod)
    result = models.CharField(_("resultado"), max_length=14, choices=VerificationResult)
    note = models.CharField(_("nota"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(method__in=VerificationMethod.values), name="verification_method_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(result__in=VerificationResult.values), name="verification_result_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Report(CityModel):
    """A reader says that something of a service is wrong. Nobody knows who; the words are sealed."""

    service = CityForeignKey(Service, models.CASCADE, related_name="reports")
    phone = CityForeignKey(Phone, models.SET_NULL, null=True, blank=True, related_name="reports")
    kind = models.CharField(_("qué está mal"), max_length=10, choices=ReportKind)
    text = EncryptedText(_("qué pasó"))
    language = models.CharField(max_length=8, blank=True)
    state = models.CharField(_("estado"), max_length=10, choices=ReportState, default=ReportState.OPEN)
    at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=ReportKind.values), name="report_kind_is_known"),
            models.CheckConstraint(
                condition=models.Q(state=ReportState.OPEN, decided_at__isnull=True)
                | models.Q(state__in=[ReportState.MENDED, ReportState.DISMISSED], decided_at__isnull=False),
                name="a_decided_report_says_when",
            ),
        ]
        indexes = [models.Index(fields=["city", "state"], name="report_by_state")]

    def __str__(self) -> str:
        return f"#{self.pk}"


class UpdateLink(CityModel):
    """What lets an organisation mend its own entry without an account, until it expires (core.crypto.links)."""

    organization = CityForeignKey("organisations.Organization", models.CASCADE, related_name="update_links")
    service = CityForeignKey(Service, models.CASCADE, null=True, blank=True, related_name="update_links")
    email = EncryptedText(_("correo al que se envía"))
    number = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")), name="an_update_link_lasts_a_while"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Proposal(CityModel):
    """An amendment that an organisation proposes; nothing changes until somebody accepts it.

    `changes` maps a field to what it should say; `before` to what it said when the proposal was sent. Without changes
    the organisation says that all is right. `accepted` are the fields of `changes` that were taken over.
    """

    link = CityForeignKey(UpdateLink, models.CASCADE, related_name="proposals")
    service = CityForeignKey(Service, models.CASCADE, null=True, blank=True, related_name="proposals")
    changes = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    accepted = models.JSONField(default=list)
    note = EncryptedText(_("mensaje"))
    state = models.CharField(_("estado"), max_length=10, choices=ProposalState, default=ProposalState.PENDING)
    reason = models.CharField(_("motivo"), max_length=500, blank=True)
    sent_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-sent_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=ProposalState.PENDING, decided_at__isnull=True)
                | models.Q(state__in=[ProposalState.ACCEPTED, ProposalState.REJECTED], decided_at__isnull=False),
                name="a_decided_proposal_says_when",
            )
        ]
        indexes = [models.Index(fields=["city", "state"], name="proposal_by_state")]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Change(CityModel):
    """A transaction that wrote to the city's directory: kept by triggers, so that no writer can forget it.

    Its id is made anew with every statement; `queries.public.stamp` is a digest of the ids. One row for a transaction,
    so that two writers never wait for each other here.
    """

    transaction = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["city", "transaction"], name="a_transaction_is_one_change")]

    def __str__(self) -> str:
        return f"#{self.pk}"
