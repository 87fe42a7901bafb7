"""The technical assistance plan: objectives, outputs and activities made of findings and recommendations."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from arraigo.areas.plans.enums import ActivityState
from arraigo.areas.plans.models.plans import Authority, Plan
from arraigo.areas.plans.models.recommendations import Recommendation
from arraigo.areas.plans.models.reviews import Finding
from arraigo.core.tenancy.models import CityForeignKey, CityModel


class AssistancePlan(CityModel):
    """A technical assistance plan. What is published is an edition; what is here is being worked on."""

    slug = models.SlugField(max_length=80)
    title = models.CharField(_("título"), max_length=200)
    plan = CityForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="assistance_plans")
    authority = CityForeignKey(Authority, models.PROTECT, related_name="+", verbose_name=_("a quién se asiste"))
    introduction = models.TextField(_("presentación"), blank=True)
    starts_on = models.DateField(_("empieza"))
    ends_on = models.DateField(_("termina"))
    currency = models.CharField(_("moneda"), max_length=3, default="USD")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["city", "slug"], name="an_assistance_plan_has_its_own_address"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="an_assistance_plan_ends_last"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AssistanceEdition(CityModel):
    """An assistance plan as it was published; `content` holds all that its page and its documents say."""

    assistance = CityForeignKey(AssistancePlan, models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField()
    note = models.CharField(_("qué cambió"), max_length=300, blank=True)
    content = models.JSONField()
    published_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["assistance", "number"], name="an_edition_is_numbered_once")]

    def __str__(self) -> str:
        return f"{self.number}"


class Objective(CityModel):
    """What the assistance is to achieve."""

    assistance = CityForeignKey(AssistancePlan, models.CASCADE, related_name="objectives")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(_("objetivo"), max_length=300)
    description = models.TextField(_("descripción"), blank=True)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.title


class ObjectiveGround(CityModel):
    """The finding or the recommendation that an objective answers to: exactly one of the two."""

    objective = CityForeignKey(Objective, models.CASCADE, related_name="grounds")
    finding = CityForeignKey(Finding, models.CASCADE, null=True, related_name="+")
    recommendation = CityForeignKey(Recommendation, models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(finding__isnull=False) ^ models.Q(recommendation__isnull=False),
                name="a_ground_is_a_finding_or_a_recommendation",
            ),
            models.UniqueConstraint(
                fields=["objective", "finding"],
                condition=models.Q(finding__isnull=False),
                name="a_finding_grounds_an_objective_once",
            ),
            models.UniqueConstraint(
                fields=["objective", "recommendation"],
                condition=models.Q(recommendation__isnull=False),
                name="a_recommendation_grounds_an_objective_once",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Output(CityModel):
    """What is handed over for an objective."""

    objective = CityForeignKey(Objective, models.CASCADE, related_name="outputs")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(_("producto"), max_length=300)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.title


class Activity(CityModel):
    """What is done for an output, by whom, when and with how much. `percent` is how far it is."""

    output = CityForeignKey(Output, models.CASCADE, related_name="activities")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(_("actividad"), max_length=300)
    responsible = models.CharField(_("responsable"), max_length=200)
    starts_on = models.DateField(_("empieza"))
    ends_on = models.DateField(_("termina"))
    budget = models.DecimalField(_("presupuesto"), max_digits=14, decimal_places=2, null=True, blank=True)
    funding = models.CharField(_("fuente de financiamiento"), max_length=200, blank=True)
    state = models.CharField(_("estado"), max_length=8, choices=ActivityState, default=ActivityState.PLANNED)
    percent = models.PositiveSmallIntegerField(_("avance (%)"), default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="an_activity_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=models.Q(percent__range=(0, 100)), name="progress_is_a_percentage"),
            models.CheckConstraint(
                condition=models.Q(budget__isnull=True) | models.Q(budget__gte=0), name="a_budget_is_not_negative"
            ),
            models.CheckConstraint(condition=models.Q(state__in=ActivityState.values), name="activity_state_is_known"),
        ]

    def __str__(self) -> str:
        return self.title


class ProgressNote(CityModel):
    """How an activity stood on a day. `nonce` comes with the page, so that it is noted once."""

    activity = CityForeignKey(Activity, models.CASCADE, related_name="notes")
    on = models.DateField(_("fecha"))
    percent = models.PositiveSmallIntegerField(_("avance (%)"))
    state = models.CharField(_("estado"), max_length=8, choices=ActivityState)
    note = models.TextField(_("qué se hizo"), blank=True)
    nonce = models.UUIDField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["on", "created_at"]
        constraints = [
            models.UniqueConstraint(fields=["city", "nonce"], name="progress_is_noted_once"),
            models.CheckConstraint(condition=models.Q(percent__range=(0, 100)), name="noted_progress_is_a_percentage"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class AssistanceIndicator(CityModel):
    """How an objective is measured, with its baseline and target."""

    objective = CityForeignKey(Objective, models.CASCADE, related_name="indicators")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(_("indicador"), max_length=200)
    definition = models.TextField(_("cómo se mide"), blank=True)
    unit = models.CharField(_("unidad"), max_length=60)
    baseline = models.DecimalField(_("línea base"), max_digits=16, decimal_places=2, null=True, blank=True)
    baseline_on = models.DateField(_("fecha de la línea base"), null=True, blank=True)
    target = models.DecimalField(_("meta"), max_digits=16, decimal_places=2)
    target_on = models.DateField(_("fecha de la meta"))
    source = models.CharField(_("medio de verificación"), max_length=300, blank=True)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.name


class IndicatorValue(CityModel):
    """What an indicator stood at on a day."""

    indicator = CityForeignKey(AssistanceIndicator, models.CASCADE, related_name="values")
    on = models.DateField(_("fecha"))
    value = models.DecimalField(_("valor"), max_digits=16, decimal_places=2)
    note = models.CharField(_("nota"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["indicator", "on"], name="an_indicator_has_one_value_a_day")]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Risk(CityModel):
    """What may stand in the way, how likely and how grave (1 to 5), and what is done about it."""

    assistance = CityForeignKey(AssistancePlan, models.CASCADE, related_name="risks")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(_("riesgo"), max_length=300)
    likelihood = models.PositiveSmallIntegerField(_("probabilidad (1 a 5)"))
    impact = models.PositiveSmallIntegerField(_("impacto (1 a 5)"))
    mitigation = models.TextField(_("qué se hará"), blank=True)
    owner = models.CharField(_("quién lo vigila"), max_length=200, blank=True)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(likelihood__range=(1, 5)) & models.Q(impact__range=(1, 5)),
                name="risk_is_rated_one_to_five",
            )
        ]

    def __str__(self) -> str:
        return self.title
