"""What certifies somebody, the certificates given out, and the key that signs them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from arraigo.areas.training.enums import AttendanceMeasure, CertificateKind
from arraigo.areas.training.models.courses import Course
from arraigo.areas.training.models.enrolments import Enrolment
from arraigo.core.crypto.api import EncryptedText
from arraigo.core.tenancy.models import CityForeignKey, CityModel


class CertificateRule(CityModel):
    """What somebody must have done to be certified in a course; sessions and tests say whether they are required."""

    course = CityForeignKey(Course, models.CASCADE, related_name="certificate_rules")
    kind = models.CharField(
        _("constancia de"), max_length=10, choices=CertificateKind, default=CertificateKind.ATTENDANCE
    )
    measure = models.CharField(_("se cuenta"), max_length=8, choices=AttendanceMeasure, default=AttendanceMeasure.TIME)
    minimum_percent = models.PositiveSmallIntegerField(_("asistencia mínima (%)"), default=80)
    hours = models.DecimalField(_("horas que certifica"), max_digits=5, decimal_places=1, null=True, blank=True)
    text = models.CharField(_("texto adicional"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course"], name="a_course_has_one_certificate_rule"),
            models.CheckConstraint(
                condition=models.Q(kind__in=CertificateKind.values), name="certificate_kind_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(measure__in=AttendanceMeasure.values), name="certificate_measure_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(minimum_percent__range=(0, 100)), name="certificate_minimum_is_a_percentage"
            ),
            models.CheckConstraint(
                condition=models.Q(hours__isnull=True) | models.Q(hours__gt=0), name="certified_hours_are_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Signatory(CityModel):
    """Who signs a course's certificates, with the drawing of their signature where there is one."""

    rule = CityForeignKey(CertificateRule, models.CASCADE, related_name="signatories")
    name = EncryptedText(_("nombre"))
    position = models.CharField(_("cargo"), max_length=160, blank=True)
    institution = models.CharField(_("institución"), max_length=200, blank=True)
    image = CityForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return f"#{self.pk}"


class CertificateLogo(CityModel):
    """An institution's logo on a course's certificates."""

    rule = CityForeignKey(CertificateRule, models.CASCADE, related_name="logos")
    name = models.CharField(_("institución"), max_length=200)
    image = CityForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.name


class SigningKey(CityModel):
    """The key with which a city signs credentials. `public` is the JWK that it publishes (RFC 7517)."""

    kid = models.CharField(max_length=64)
    algorithm = models.CharField(max_length=10)
    public = models.JSONField()
    private = EncryptedText()
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(fields=["city", "kid"], name="a_signing_key_is_named_once"),
            models.UniqueConstraint(
                fields=["city"], condition=models.Q(retired_at__isnull=True), name="a_city_signs_with_one_key"
            ),
        ]

    def __str__(self) -> str:
        return self.kid


class Certificate(CityModel):
    """A certificate as it was given out; what it says never changes, it can only be revoked.

    `code` is what its page is found by: random, no personal data. `name` is as the person agreed to be named, and
    `content` what else is printed (no personal data). `credential` is the signed Open Badges 3.0 VC-JWT.
    """

    course = CityForeignKey(Course, models.PROTECT, related_name="certificates")
    enrolment = CityForeignKey(Enrolment, models.SET_NULL, null=True, related_name="certificates")
    person = CityForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    code = models.CharField(max_length=16)
    kind = models.CharField(max_length=10, choices=CertificateKind)
    name = EncryptedText()
    shows_name = models.BooleanField(default=True)
    hours = models.DecimalField(max_digits=5, decimal_places=1)
    starts_on = models.DateField()
    ends_on = models.DateField()
    content = models.JSONField(default=dict)
    key = CityForeignKey(SigningKey, models.PROTECT, null=True, related_name="+")
    credential = EncryptedText()
    file = CityForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    revocation_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-issued_at"]
        constraints = [
            models.UniqueConstraint(fields=["code"], name="a_certificate_code_is_unique"),
            models.UniqueConstraint(
                fields=["course", "enrolment"],
                condition=models.Q(revoked_at__isnull=True),
                name="one_valid_certificate_for_a_person_and_course",
            ),
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="a_course_ends_last"),
        ]

    def __str__(self) -> str:
        return self.code
