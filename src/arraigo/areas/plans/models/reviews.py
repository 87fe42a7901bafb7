"""The review desk: a review of a version, what it found by criterion, and what two people judged."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from arraigo.areas.plans.enums import EvidenceSource, Level, Progress, Seat
from arraigo.areas.plans.models.plans import Passage, PlanVersion
from arraigo.core.tenancy.models import CityForeignKey, CityModel


class Review(CityModel):
    """A version reviewed against a pack's criteria. Closed, it no longer changes."""

    version = CityForeignKey(PlanVersion, models.CASCADE, related_name="reviews")
    pack = models.CharField(max_length=40)
    pack_version = models.CharField(max_length=20)
    instrument = models.CharField(max_length=16)
    state = models.CharField(max_length=10, choices=Progress, default=Progress.WAITING)
    job = CityForeignKey("jobs.Job", models.SET_NULL, null=True, related_name="+")
    summary = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    due_on = models.DateField(_("debe estar lista el"), null=True, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=Progress.values), name="review_state_is_known"),
            models.UniqueConstraint(
                fields=["version"],
                condition=models.Q(closed_at__isnull=True) & ~models.Q(state__in=["failed", "cancelled"]),
                name="one_open_review_of_a_version",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Reviewer(CityModel):
    """Who judges a review, on the first or the second seat."""

    review = CityForeignKey(Review, models.CASCADE, related_name="reviewers")
    seat = models.PositiveSmallIntegerField(choices=Seat)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["seat"]
        constraints = [
            models.UniqueConstraint(fields=["review", "seat"], name="a_seat_is_taken_once"),
            models.UniqueConstraint(fields=["review", "user"], name="a_reviewer_takes_one_seat"),
            models.CheckConstraint(condition=models.Q(seat__in=Seat.values), name="seat_is_first_or_second"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Finding(CityModel):
    """What a review says of one criterion: the machine's suggestion, and the level that people settled on.

    The criterion is copied as it was in the pack, so that a review keeps its meaning when the pack changes. `steps`
    are the links of the plan's chain that were found, `missing` what the next level wants, `searched` the terms.
    """

    review = CityForeignKey(Review, models.CASCADE, related_name="findings")
    code = models.CharField(max_length=40)
    order = models.PositiveSmallIntegerField()
    norm = models.CharField(max_length=300)
    article = models.CharField(max_length=80, blank=True)
    requires = models.TextField()
    asks = models.TextField(blank=True)
    theme = models.CharField(max_length=80)
    plan_part = models.CharField(max_length=60, blank=True)
    source = models.TextField(blank=True)
    confidence = models.CharField(max_length=10, blank=True)
    verified_on = models.DateField(null=True)
    legal_sign_off = models.JSONField(null=True)
    suggested = models.PositiveSmallIntegerField(choices=Level)
    evidence_total = models.PositiveIntegerField(default=0)
    steps = models.JSONField(default=list)
    missing = models.TextField(blank=True)
    searched = models.JSONField(default=list)
    level = models.PositiveSmallIntegerField(_("nivel"), choices=Level, null=True)
    reason = models.TextField(_("por qué"), blank=True)
    is_adjudicated = models.BooleanField(default=False)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["review", "code"], name="a_criterion_is_found_once_in_a_review"),
            models.CheckConstraint(condition=models.Q(suggested__range=(0, 5)), name="suggested_level_is_known"),
            models.CheckConstraint(
                condition=models.Q(level__isnull=True) | models.Q(level__range=(0, 5)), name="level_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(level__isnull=True) | models.Q(settled_at__isnull=False),
                name="a_level_says_when_it_was_settled",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def ground(self) -> str:
        """The norm with its article, as it is printed."""
        return f"{self.norm}, {self.article}" if self.article else self.norm


class Evidence(CityModel):
    """A passage that bears on a finding, by its anchor. `anchor` finds it again when the file is read anew."""

    finding = CityForeignKey(Finding, models.CASCADE, related_name="evidence")
    passage = CityForeignKey(Passage, models.CASCADE, related_name="evidence")
    anchor = models.JSONField()
    source = models.CharField(max_length=8, choices=EvidenceSource)
    why = models.TextField(_("por qué"), blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    set_aside = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["order", "created_at"]
        constraints = [
            models.UniqueConstraint(fields=["finding", "passage"], name="a_passage_is_evidence_once"),
            models.CheckConstraint(
                condition=models.Q(source__in=EvidenceSource.values), name="evidence_source_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class PlaceEvidence(CityModel):
    """What is known of a neighbourhood about a finding: an indicator with its definition, day and source."""

    finding = CityForeignKey(Finding, models.CASCADE, related_name="place_evidence")
    area = CityForeignKey("places.Area", models.PROTECT, related_name="+", verbose_name=_("barrio o parroquia"))
    indicator = models.CharField(_("indicador"), max_length=160)
    definition = models.TextField(_("cómo se define"))
    value = models.DecimalField(_("valor"), max_digits=16, decimal_places=4)
    unit = models.CharField(_("unidad"), max_length=60)
    dated_on = models.DateField(_("fecha del dato"))
    source = models.CharField(_("fuente"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "area", "indicator", "dated_on"], name="an_indicator_of_a_place_is_attached_once"
            )
        ]

    def __str__(self) -> str:
        return self.indicator


class Judgement(CityModel):
    """The level that one reviewer gave a criterion, and why. Changing it before adjudication replaces it."""

    finding = CityForeignKey(Finding, models.CASCADE, related_name="judgements")
    seat = models.PositiveSmallIntegerField(choices=Seat)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(_("nivel"), choices=Level)
    reason = models.TextField(_("por qué"), blank=True)
    judged_at = models.DateTimeField()

    class Meta:
        ordering = ["seat"]
        constraints = [
            models.UniqueConstraint(fields=["finding", "seat"], name="a_seat_judges_a_criterion_once"),
            models.CheckConstraint(condition=models.Q(level__range=(0, 5)), name="judged_level_is_known"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
