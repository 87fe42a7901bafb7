"""Routes of attention and protection: their versions, translations and the emergency numbers they name."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from arraigo.areas.attention.enums import RouteState
from arraigo.core.tenancy.models import CityForeignKey, CityModel

OPEN = (RouteState.DRAFT, RouteState.IN_REVIEW)


class Route(CityModel):
    """A route that the city offers. `slug` stands in public addresses; `pack` is where it came from, "" the desk."""

    slug = models.SlugField(max_length=80)
    need = models.CharField(_("necesidad"), max_length=40)
    title = models.CharField(_("título"), max_length=200)
    pack = models.CharField(_("paquete"), max_length=40, blank=True)
    is_active = models.BooleanField(_("se ofrece en la guía"), default=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["title", "id"]
        constraints = [models.UniqueConstraint(fields=["city", "slug"], name="a_route_has_its_own_address")]

    def __str__(self) -> str:
        return self.title


class RouteVersion(CityModel):
    """One definition of a route, as YAML, with who wrote it and who let it out.

    `pack` names the pack whose text it is, unchanged; "" was written at the desk. `writers` are all who wrote any of
    it: none of them may review it. `summary` counts what lists show (steps, facts to verify, problems), so that no
    list has to read definitions. The dates are those of the definition.
    """

    route = CityForeignKey(Route, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("número"))
    definition = models.TextField(_("definición"))
    sha256 = models.CharField(max_length=64)
    state = models.CharField(_("estado"), max_length=10, choices=RouteState, default=RouteState.DRAFT)
    pack = models.CharField(max_length=40, blank=True)
    valid_from = models.DateField(_("rige desde"), null=True)
    valid_until = models.DateField(_("rige hasta"), null=True)
    verified_on = models.DateField(_("comprobada el"), null=True)
    reviewer = models.CharField(_("quién la comprobó"), max_length=200, blank=True)
    note = models.CharField(_("qué cambió"), max_length=300, blank=True)
    summary = models.JSONField(default=dict)
    writers = ArrayField(models.UUIDField(), default=list)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    review_note = models.TextField(_("qué dijo quien la revisó"), blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["route_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["route", "number"], name="a_route_version_is_numbered_once"),
            models.UniqueConstraint(
                fields=["route"],
                condition=models.Q(state=RouteState.PUBLISHED),
                name="one_published_version_of_a_route",
            ),
            models.UniqueConstraint(
                fields=["route", "pack"],
                condition=models.Q(state__in=OPEN),
                name="one_open_version_of_a_route_by_origin",
            ),
            models.CheckConstraint(condition=models.Q(state__in=RouteState.values), name="route_state_is_known"),
            models.CheckConstraint(
                condition=models.Q(reviewed_by__isnull=True)
                | (
                    (models.Q(written_by__isnull=True) | ~models.Q(reviewed_by=models.F("written_by")))
                    & ~models.Q(writers__contains=[models.F("reviewed_by")])
                ),
                name="a_route_is_reviewed_by_another_person",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=RouteState.PUBLISHED)
                | (models.Q(published_at__isnull=False) & (~models.Q(pack="") | models.Q(reviewed_by__isnull=False))),
                name="a_published_route_was_reviewed",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=RouteState.RETIRED) | models.Q(retired_at__isnull=False),
                name="a_retired_route_says_when",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="a_route_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def is_open(self) -> bool:
        """Say whether it may still be written."""
        return self.state in OPEN


class RouteTranslation(CityModel):
    """The texts of a version in another language: `{key: {"text", "of", "state"}}`, as the engine reads them.

    `of` tells for which Spanish text each was written. `counts` is how many stand in each state, kept for lists.
    """

    version = CityForeignKey(RouteVersion, models.CASCADE, related_name="translations")
    language = models.CharField(_("idioma"), max_length=8)
    texts = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["version", "language"], name="a_version_is_translated_once_by_language"),
            models.CheckConstraint(condition=~models.Q(language="es"), name="spanish_is_the_source"),
        ]

    def __str__(self) -> str:
        return self.language


class EmergencyNumber(CityModel):
    """A number to call, as its source gives it. It is data: no language changes it and nobody translates it.

    `names` and `purposes` are by language. `verified_on` null is «por verificar». `option` is what to press afterwards.
    """

    code = models.CharField(_("código"), max_length=40)
    number = models.CharField(_("número"), max_length=30)
    option = models.CharField(_("opción"), max_length=10, blank=True)
    names = models.JSONField(_("nombre"), default=dict)
    purposes = models.JSONField(_("para qué"), default=dict)
    is_free = models.BooleanField(_("es gratis"), null=True)
    hours = models.CharField(_("horario"), max_length=120, blank=True)
    source = models.JSONField(_("fuente"), default=dict)
    verified_on = models.DateField(_("comprobado el"), null=True)
    order = models.PositiveSmallIntegerField(default=0)
    pack = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["city", "code"], name="an_emergency_number_has_one_code"),
            models.CheckConstraint(condition=~models.Q(number=""), name="an_emergency_number_can_be_dialled"),
        ]

    def __str__(self) -> str:
        return self.number


class GuideStamp(CityModel):
    """Counts every change of what the guide publishes: caches of any process ask it before they answer."""

    value = models.PositiveBigIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["city"], name="a_city_has_one_guide_stamp")]

    def __str__(self) -> str:
        return f"{self.value}"
