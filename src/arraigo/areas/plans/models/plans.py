"""Plans, the authority behind them, their calendar, and each version as it was read."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from arraigo.areas.plans.enums import InstrumentKind, Progress, VersionState
from arraigo.core.crypto.api import EncryptedText
from arraigo.core.tenancy.models import CityForeignKey, CityModel


class Authority(CityModel):
    """The institution that makes a plan and answers recommendations, with whom to write to there."""

    organization = CityForeignKey("organisations.Organization", models.PROTECT, related_name="+")
    unit = models.CharField(_("unidad"), max_length=200, blank=True)
    contact_name = EncryptedText(_("persona de contacto"), blank=True)
    contact_position = models.CharField(_("cargo"), max_length=160, blank=True)
    contact_email = EncryptedText(_("correo"), blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["unit", "created_at"]
        constraints = [models.UniqueConstraint(fields=["organization", "unit"], name="an_authority_is_named_once")]

    def __str__(self) -> str:
        return self.unit or f"#{self.pk}"


class Plan(CityModel):
    """A plan, strategy or project that is reviewed. `slug` is its name in public addresses."""

    title = models.CharField(_("título"), max_length=200)
    slug = models.SlugField(max_length=80)
    kind = models.CharField(_("tipo de instrumento"), max_length=16, choices=InstrumentKind)
    authority = CityForeignKey(Authority, models.PROTECT, related_name="plans", verbose_name=_("autoridad"))
    starts_in = models.PositiveSmallIntegerField(_("rige desde (año)"), null=True, blank=True)
    ends_in = models.PositiveSmallIntegerField(_("hasta (año)"), null=True, blank=True)
    summary = models.TextField(_("de qué trata"), blank=True)
    is_public = models.BooleanField(_("su seguimiento es público"), default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.UniqueConstraint(fields=["city", "slug"], name="a_plan_has_its_own_address"),
            models.CheckConstraint(condition=models.Q(kind__in=InstrumentKind.values), name="instrument_kind_is_known"),
            models.CheckConstraint(
                condition=models.Q(starts_in__isnull=True)
                | models.Q(ends_in__isnull=True)
                | models.Q(ends_in__gte=models.F("starts_in")),
                name="a_plan_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Phase(CityModel):
    """A step of a plan's calendar: diagnosis, proposal, consultation, approval…"""

    plan = CityForeignKey(Plan, models.CASCADE, related_name="phases")
    title = models.CharField(_("fase"), max_length=160)
    starts_on = models.DateField(_("empieza"))
    ends_on = models.DateField(_("termina"))
    done_on = models.DateField(_("se cumplió el"), null=True, blank=True)
    note = models.CharField(_("nota"), max_length=300, blank=True)

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="a_phase_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return self.title


class PlanVersion(CityModel):
    """A version of a plan: the file as it came, and what was read in it.

    `problems` are those of the engine, as code and values. `pages` is how many the file has; `counts` what was found.
    `address` is where the authority published it, so that a reader may check.
    """

    plan = CityForeignKey(Plan, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("número"))
    label = models.CharField(_("nombre de la versión"), max_length=120, blank=True)
    state = models.CharField(_("estado"), max_length=12, choices=VersionState, default=VersionState.DRAFT)
    dated_on = models.DateField(_("fecha del documento"), null=True, blank=True)
    received_on = models.DateField(_("recibida el"))
    address = models.URLField(_("dirección donde está publicada"), blank=True)
    file = CityForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=120)
    reading = models.CharField(max_length=10, choices=Progress, default=Progress.WAITING)
    reading_job = CityForeignKey("jobs.Job", models.SET_NULL, null=True, related_name="+")
    pages = models.PositiveIntegerField(default=0)
    passage_count = models.PositiveIntegerField(default=0)
    language = models.CharField(max_length=8, blank=True)
    problems = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["plan_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="a_version_is_numbered_once"),
            models.UniqueConstraint(fields=["plan", "sha256"], name="a_file_is_one_version_of_a_plan"),
            models.CheckConstraint(condition=models.Q(state__in=VersionState.values), name="version_state_is_known"),
            models.CheckConstraint(condition=models.Q(reading__in=Progress.values), name="reading_state_is_known"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="versions_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class Section(CityModel):
    """A heading of a version with what it rules; `index` counts from 0, `parent_index` is that of the one above."""

    version = CityForeignKey(PlanVersion, models.CASCADE, related_name="sections")
    index = models.PositiveIntegerField()
    parent_index = models.PositiveIntegerField(null=True)
    kind = models.CharField(max_length=12)
    number = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=400, blank=True)
    path = models.JSONField(default=list)
    page = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ["index"]
        constraints = [models.UniqueConstraint(fields=["version", "index"], name="a_section_has_its_place")]

    def __str__(self) -> str:
        return self.title or self.number

    @property
    def headings(self) -> str:
        """The headings under which it stands, its own among them once, as people look it up."""
        path = " › ".join(str(one) for one in self.path)
        return ": ".join(filter(None, (path, "" if self.title in self.path else self.title)))


class Passage(CityModel):
    """A paragraph, item or table row of a version, with what the engine says of it; offsets as in the engine."""

    version = CityForeignKey(PlanVersion, models.CASCADE, related_name="passages")
    index = models.PositiveIntegerField()
    section_index = models.PositiveIntegerField(null=True)
    text = models.TextField()
    page = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.CharField(max_length=24)
    relevant = models.BooleanField(default=False)
    part = models.CharField(max_length=10, blank=True)
    commits = models.BooleanField(default=False)
    concepts = models.JSONField(default=list)
    why = models.JSONField(default=list)

    class Meta:
        ordering = ["index"]
        constraints = [models.UniqueConstraint(fields=["version", "index"], name="a_passage_has_its_place")]
        indexes = [
            models.Index(fields=["version", "page"], name="passage_by_page"),
            models.Index(fields=["version", "quote"], name="passage_by_quote"),
            models.Index(fields=["version", "index"], name="passage_relevant", condition=models.Q(relevant=True)),
        ]

    def __str__(self) -> str:
        return self.text[:60]
