"""Courses with what is said of them in public: sessions, trainers, materials."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from arraigo.areas.training.enums import CourseKind, EnrolmentMode, MaterialAudience, Modality, ProgrammeArea
from arraigo.core.crypto.api import EncryptedText
from arraigo.core.tenancy.models import CityForeignKey, CityModel


class Series(CityModel):
    """Courses that belong together: a cycle, a diploma."""

    name = models.CharField(_("nombre"), max_length=160)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["city", "name"], name="series_name_is_unique")]

    def __str__(self) -> str:
        return self.name


class Course(CityModel):
    """A course, workshop, seminar or awareness day."""

    code = models.CharField(_("código"), max_length=40)
    title = models.CharField(_("título"), max_length=200)
    institution = CityForeignKey("organisations.Organization", models.PROTECT, null=True, blank=True, related_name="+")
    programme_area = models.CharField(
        _("área del programa"), max_length=32, choices=ProgrammeArea, default=ProgrammeArea.OTHER
    )
    series = CityForeignKey(Series, models.PROTECT, null=True, blank=True, related_name="courses")
    timezone = models.CharField(_("zona horaria"), max_length=64, default="America/Guayaquil")
    created_at = models.DateTimeField()
    kind = models.CharField(_("tipo"), max_length=16, choices=CourseKind, default=CourseKind.COURSE)
    slug = models.SlugField(_("dirección pública"), max_length=60, null=True, blank=True)
    summary = models.CharField(_("resumen"), max_length=300, blank=True)
    description = models.TextField(_("descripción"), blank=True)
    audience = models.CharField(_("a quién se dirige"), max_length=300, blank=True)
    contact = models.EmailField(_("correo para preguntas"), blank=True)
    published_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancellation_reason = models.CharField(_("motivo"), max_length=300, blank=True)
    enrolment_mode = models.CharField(
        _("inscripción"), max_length=10, choices=EnrolmentMode, default=EnrolmentMode.BY_LIST
    )
    enrolment_opens_at = models.DateTimeField(_("abre"), null=True, blank=True)
    enrolment_closes_at = models.DateTimeField(_("cierra"), null=True, blank=True)
    capacity = models.PositiveIntegerField(_("cupo"), null=True, blank=True)
    has_waiting_list = models.BooleanField(_("lista de espera"), default=True)
    retention_months = models.PositiveSmallIntegerField(_("meses que se guardan los datos"), null=True, blank=True)
    purged_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["city", "code"], name="course_code_is_unique"),
            models.CheckConstraint(
                condition=models.Q(programme_area__in=ProgrammeArea.values), name="course_area_is_known"
            ),
            models.UniqueConstraint(fields=["city", "slug"], name="course_slug_is_unique"),
            models.CheckConstraint(condition=models.Q(kind__in=CourseKind.values), name="course_kind_is_known"),
            models.CheckConstraint(
                condition=models.Q(enrolment_mode__in=EnrolmentMode.values), name="course_enrolment_mode_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True) | models.Q(slug__isnull=False),
                name="a_published_course_has_an_address",
            ),
            models.CheckConstraint(
                condition=models.Q(capacity__isnull=True) | models.Q(capacity__gt=0), name="course_capacity_is_positive"
            ),
            models.CheckConstraint(
                condition=models.Q(enrolment_opens_at__isnull=True)
                | models.Q(enrolment_closes_at__isnull=True)
                | models.Q(enrolment_closes_at__gt=models.F("enrolment_opens_at")),
                name="enrolment_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Session(CityModel):
    """One meeting of a course: its start in the course's time zone, its minutes, and how one takes part."""

    course = CityForeignKey(Course, models.CASCADE, related_name="sessions")
    code = models.CharField(_("código"), max_length=60)
    title = models.CharField(_("tema"), max_length=200, blank=True)
    starts_at = models.DateTimeField(_("comienzo"))
    minutes = models.PositiveIntegerField(_("minutos"))
    timezone = models.CharField(_("zona horaria"), max_length=64)
    modality = models.CharField(_("modalidad"), max_length=10, choices=Modality)
    place = models.CharField(_("lugar"), max_length=200, blank=True)
    link = models.URLField(_("enlace"), max_length=500, blank=True)
    is_required = models.BooleanField(_("obligatoria para la constancia"), default=False)
    cancelled_at = models.DateTimeField(null=True)
    cancellation_reason = models.CharField(_("motivo"), max_length=300, blank=True)
    # How often it was moved or cancelled: the SEQUENCE of its calendar entry (RFC 5545, 3.8.7.4).
    revision = models.PositiveIntegerField(default=0)
    self_check_in = models.BooleanField(_("las personas registran su llegada"), default=False)

    class Meta:
        ordering = ["starts_at", "code"]
        constraints = [
            models.UniqueConstraint(fields=["course", "code"], name="session_code_is_unique_in_its_course"),
            models.CheckConstraint(condition=models.Q(minutes__range=(1, 1440)), name="session_lasts_up_to_a_day"),
            models.CheckConstraint(condition=models.Q(modality__in=Modality.values), name="session_modality_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.code}"

    @property
    def ends_at(self) -> datetime:
        """The moment at which it ends."""
        return self.starts_at + timedelta(minutes=self.minutes)


class CourseTrainer(CityModel):
    """Who gives a course, as its public page names them."""

    course = CityForeignKey(Course, models.CASCADE, related_name="trainers")
    name = EncryptedText(_("nombre"))
    position = models.CharField(_("cargo o institución"), max_length=200, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return f"#{self.pk}"


class CourseMaterial(CityModel):
    """A file that a course gives out, for all of it or for one session."""

    course = CityForeignKey(Course, models.CASCADE, related_name="materials")
    session = CityForeignKey(Session, models.SET_NULL, null=True, blank=True, related_name="materials")
    title = models.CharField(_("título"), max_length=200)
    file = CityForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    audience = models.CharField(_("para"), max_length=10, choices=MaterialAudience, default=MaterialAudience.ENROLLED)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(audience__in=MaterialAudience.values), name="material_audience_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title
