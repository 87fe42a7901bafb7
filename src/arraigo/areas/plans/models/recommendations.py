"""Recommendations to the authority, the letters that carry them, its answers, and what became of each."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from arraigo.areas.plans.enums import (
    AnsweredBy,
    Origin,
    Outcome,
    Priority,
    Progress,
    RecommendationState,
    Side,
    Verdict,
)
from arraigo.areas.plans.models.plans import Authority, Passage, Plan, PlanVersion
from arraigo.areas.plans.models.reviews import Finding
from arraigo.core.crypto.api import EncryptedText
from arraigo.core.tenancy.models import CityForeignKey, CityModel


class Recommendation(CityModel):
    """What the plan should say, to whom, by when and on what ground. `number` counts within its plan.

    `quote` is the passage that it is about, as it was; without one it asks for something new. `norm` is
    the ground as it will be printed. `authorship` names who proposed it in a consultation, when they agreed to it.
    """

    plan = CityForeignKey(Plan, models.CASCADE, related_name="recommendations")
    version = CityForeignKey(PlanVersion, models.PROTECT, related_name="recommendations", verbose_name=_("versión"))
    number = models.PositiveSmallIntegerField()
    title = models.CharField(_("qué se recomienda"), max_length=200)
    state = models.CharField(max_length=16, choices=RecommendationState, default=RecommendationState.DRAFTED)
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.TEAM)
    authorship = EncryptedText(_("autoría"), blank=True)
    finding = CityForeignKey(Finding, models.SET_NULL, null=True, blank=True, related_name="recommendations")
    passage = CityForeignKey(Passage, models.SET_NULL, null=True, blank=True, related_name="recommendations")
    quote = models.TextField(_("pasaje"), blank=True)
    where = models.CharField(_("dónde está en el plan"), max_length=400, blank=True)
    norm = models.TextField(_("norma en que se apoya"), blank=True)
    proposed = models.TextField(_("redacción propuesta"))
    grounds = models.TextField(_("por qué"), blank=True)
    authority = CityForeignKey(Authority, models.PROTECT, related_name="recommendations", verbose_name=_("a quién"))
    priority = models.CharField(_("prioridad"), max_length=6, choices=Priority, default=Priority.MEDIUM)
    due_on = models.DateField(_("se pide responder hasta"), null=True, blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("quién la sigue en el equipo"),
    )
    is_public = models.BooleanField(_("se muestra en el tablero público"), default=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["plan_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="a_recommendation_is_numbered_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=RecommendationState.values), name="recommendation_state_is_known"
            ),
            models.CheckConstraint(condition=models.Q(priority__in=Priority.values), name="priority_is_known"),
            models.CheckConstraint(condition=models.Q(origin__in=Origin.values), name="origin_is_known"),
            models.CheckConstraint(
                condition=models.Q(state__in=["drafted", "reviewed", "withdrawn"]) | models.Q(sent_at__isnull=False),
                name="what_was_sent_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class RecommendationStep(CityModel):
    """One change of a recommendation's state: what happened, when, and who did it where that was one of us."""

    recommendation = CityForeignKey(Recommendation, models.CASCADE, related_name="steps")
    before = models.CharField(max_length=16, blank=True)
    after = models.CharField(max_length=16, choices=RecommendationState)
    note = models.TextField(blank=True)
    side = models.CharField(max_length=9, choices=Side)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Letter(CityModel):
    """An official letter that carries recommendations to an authority, and opens the page where it answers.

    The link (`core.crypto.links`, purpose «plans.letter») stands until `expires_at`, `link_days` from when it was
    sent; counting `link_number` up shuts the links given so far. It opens only with a code of one use that goes to the
    authority's mailbox.
    """

    plan = CityForeignKey(Plan, models.CASCADE, related_name="letters")
    version = CityForeignKey(PlanVersion, models.PROTECT, related_name="letters")
    authority = CityForeignKey(Authority, models.PROTECT, related_name="letters")
    number = models.CharField(_("número del oficio"), max_length=60)
    subject = models.CharField(_("asunto"), max_length=200)
    body = models.TextField(_("texto"), blank=True)
    signatory_name = EncryptedText(_("quién firma"), blank=True)
    signatory_position = models.CharField(_("cargo de quien firma"), max_length=160, blank=True)
    email = EncryptedText(_("correo al que se envía"))
    answer_by = models.DateField(_("se pide responder hasta"), null=True, blank=True)
    sent_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    link_days = models.PositiveSmallIntegerField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    link_number = models.PositiveSmallIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["city", "number"], name="a_letter_is_numbered_once"),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")), name="a_letter_expires_after_it_was_made"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class LetterItem(CityModel):
    """A recommendation within a letter."""

    letter = CityForeignKey(Letter, models.CASCADE, related_name="items")
    recommendation = CityForeignKey(Recommendation, models.CASCADE, related_name="letter_items")
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["letter", "recommendation"], name="a_letter_says_a_thing_once")]

    def __str__(self) -> str:
        return f"#{self.pk}"


class AnswerCode(CityModel):
    """A code of one use that opens a letter's page; only its index (a keyed hash) is kept."""

    letter = CityForeignKey(Letter, models.CASCADE, related_name="codes")
    digest = models.UUIDField()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"#{self.pk}"


class AuthorityResponse(CityModel):
    """What the authority answered to a recommendation. A later answer counts instead of the one before, which stays."""

    recommendation = CityForeignKey(Recommendation, models.CASCADE, related_name="responses")
    letter = CityForeignKey(Letter, models.PROTECT, null=True, related_name="responses")
    verdict = models.CharField(_("respuesta"), max_length=16, choices=Verdict)
    reason = models.TextField(_("motivo"), blank=True)
    wording = models.TextField(_("redacción que propone la autoridad"), blank=True)
    name = EncryptedText(_("quién responde"), blank=True)
    position = models.CharField(_("cargo"), max_length=160, blank=True)
    via = models.CharField(max_length=5, choices=AnsweredBy)
    returned = CityForeignKey("plans.ReturnedFile", models.SET_NULL, null=True, related_name="responses")
    is_current = models.BooleanField(default=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["answered_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation"], condition=models.Q(is_current=True), name="one_answer_counts"
            ),
            models.CheckConstraint(condition=models.Q(verdict__in=Verdict.values), name="verdict_is_known"),
            models.CheckConstraint(condition=models.Q(via__in=AnsweredBy.values), name="way_of_answering_is_known"),
            models.CheckConstraint(
                condition=models.Q(verdict="accepted") | ~models.Q(reason=""), name="not_accepting_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class ReturnedFile(CityModel):
    """A DOCX or XLSX that came back with the authority's answers. `rows` says what was read and what was wrong."""

    letter = CityForeignKey(Letter, models.CASCADE, related_name="returned")
    file = CityForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    via = models.CharField(max_length=5, choices=AnsweredBy)
    rows = models.JSONField(default=list)
    received_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-received_at"]
        constraints = [models.UniqueConstraint(fields=["letter", "sha256"], name="a_file_comes_back_once")]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Remark(CityModel):
    """A message in the conversation about a recommendation. `nonce` comes with the page, so that it is said once."""

    recommendation = CityForeignKey(Recommendation, models.CASCADE, related_name="remarks")
    side = models.CharField(max_length=9, choices=Side)
    body = models.TextField(_("mensaje"))
    name = EncryptedText(_("quién escribe"), blank=True)
    is_internal = models.BooleanField(_("solo para el equipo"), default=False)
    nonce = models.UUIDField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["city", "nonce"], name="a_remark_is_made_once"),
            models.CheckConstraint(condition=models.Q(side__in=Side.values), name="side_is_known"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class VersionComparison(CityModel):
    """Two versions of a plan, passage by passage. `counts` by kind; `problems` those of the engine."""

    old = CityForeignKey(PlanVersion, models.CASCADE, related_name="compared_with_later")
    new = CityForeignKey(PlanVersion, models.CASCADE, related_name="compared_with_earlier")
    state = models.CharField(max_length=10, choices=Progress, default=Progress.WAITING)
    job = CityForeignKey("jobs.Job", models.SET_NULL, null=True, related_name="+")
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="two_versions_are_compared_once"),
            models.CheckConstraint(condition=~models.Q(old=models.F("new")), name="a_version_is_not_its_own_next"),
            models.CheckConstraint(condition=models.Q(state__in=Progress.values), name="comparison_state_is_known"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class PassagePair(CityModel):
    """What became of a passage between two versions, where something did: unchanged ones are only counted."""

    comparison = CityForeignKey(VersionComparison, models.CASCADE, related_name="pairs")
    old = CityForeignKey(Passage, models.CASCADE, null=True, related_name="+")
    new = CityForeignKey(Passage, models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=8)
    similarity = models.FloatField(default=0)
    order = models.PositiveIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(old__isnull=False) | models.Q(new__isnull=False), name="a_pair_has_a_passage"
            )
        ]
        indexes = [models.Index(fields=["comparison", "kind", "order"], name="pair_by_kind")]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Adoption(CityModel):
    """What became of a recommendation in a later version: what the engine suggests, and what a person confirmed.

    `passages` are those of the new version (id, index, page, text); `why` the engine's sentences.
    """

    recommendation = CityForeignKey(Recommendation, models.CASCADE, related_name="adoptions")
    version = CityForeignKey(PlanVersion, models.CASCADE, related_name="adoptions")
    suggested = models.CharField(max_length=8, choices=Outcome)
    similarity = models.FloatField(default=0)
    passages = models.JSONField(default=list)
    why = models.JSONField(default=list)
    outcome = models.CharField(_("qué pasó"), max_length=8, choices=Outcome, blank=True)
    note = models.TextField(_("nota"), blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "version"], name="adoption_is_told_once_for_a_version"),
            models.CheckConstraint(condition=models.Q(suggested__in=Outcome.values), name="suggested_outcome_is_known"),
            models.CheckConstraint(
                condition=models.Q(outcome="")
                | (models.Q(outcome__in=Outcome.values) & models.Q(confirmed_at__isnull=False)),
                name="an_outcome_is_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
