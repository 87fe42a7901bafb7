"""Who asks for a place in a course, who has one, and the links by which they come back."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from arraigo.areas.training.enums import ApplicationSource, ApplicationState
from arraigo.areas.training.models.courses import Course
from arraigo.core.crypto.api import EncryptedText
from arraigo.core.people.enums import Sex
from arraigo.core.tenancy.models import CityForeignKey, CityModel


class Enrolment(CityModel):
    """A person in a course. `run` is the list that enrolled them; `made_person` tells that it also made the person."""

    course = CityForeignKey(Course, models.CASCADE, related_name="enrolments")
    person = CityForeignKey("people.Person", models.PROTECT, related_name="+")
    organization = CityForeignKey("organisations.Organization", models.PROTECT, null=True, blank=True, related_name="+")
    position = models.CharField(_("cargo"), max_length=160, blank=True)
    run = CityForeignKey("imports.ImportRun", models.PROTECT, null=True, related_name="+")
    row = models.PositiveIntegerField(null=True)
    made_person = models.BooleanField(default=False)
    enrolled_at = models.DateTimeField()
    # Counts the personal links given out: a new one makes those before it open nothing (see core.crypto.links).
    link_number = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "person"], name="a_person_enrols_once_in_a_course")]

    def __str__(self) -> str:
        return f"#{self.pk}"


class FocalLink(CityModel):
    """A link by which an institution's focal point enrols its own people in a course, until it expires."""

    course = CityForeignKey(Course, models.CASCADE, related_name="focal_links")
    organization = CityForeignKey("organisations.Organization", models.PROTECT, related_name="+")
    name = EncryptedText(_("nombre"))
    email = EncryptedText(_("correo electrónico"))
    places = models.PositiveSmallIntegerField(_("cupos para la institución"), null=True, blank=True)
    expires_at = models.DateTimeField(_("vence"))
    revoked_at = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(places__isnull=True) | models.Q(places__gt=0), name="focal_places_are_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Application(CityModel):
    """Somebody's request for a place. No person is registered before it is accepted.

    `email_index` is the blind index of the folded e-mail, `nonce` comes with the form so that sending it twice makes
    one. `consents` are the purposes agreed to (core.consent.Purpose). `queued_at` gives the turn in the waiting list.
    """

    course = CityForeignKey(Course, models.CASCADE, related_name="applications")
    state = models.CharField(max_length=12, choices=ApplicationState, default=ApplicationState.UNCONFIRMED)
    source = models.CharField(max_length=12, choices=ApplicationSource)
    focal_link = CityForeignKey(FocalLink, models.SET_NULL, null=True, blank=True, related_name="applications")
    given_names = EncryptedText(_("nombres"))
    surnames = EncryptedText(_("apellidos"))
    document = EncryptedText(_("documento"))
    email = EncryptedText(_("correo electrónico"))
    email_index = models.UUIDField(null=True, editable=False)
    needs = EncryptedText(_("qué necesita para participar"))
    sex = models.CharField(_("sexo"), max_length=12, choices=Sex, default=Sex.UNKNOWN)
    institution = models.CharField(_("institución"), max_length=200, blank=True)
    position = models.CharField(_("cargo"), max_length=160, blank=True)
    language = models.CharField(_("idioma"), max_length=8, default="es")
    consents = models.JSONField(default=list)
    enrolment = CityForeignKey(Enrolment, models.SET_NULL, null=True, blank=True, related_name="applications")
    nonce = models.UUIDField()
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    queued_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("motivo"), max_length=300, blank=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["city", "nonce"], name="an_application_is_made_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=ApplicationState.values), name="application_state_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ApplicationState.WAITING) | models.Q(queued_at__isnull=False),
                name="who_waits_has_a_turn",
            ),
            models.CheckConstraint(
                condition=models.Q(state=ApplicationState.ACCEPTED) | models.Q(enrolment__isnull=True),
                name="only_who_was_accepted_is_enrolled",
            ),
        ]
        indexes = [
            models.Index(fields=["course", "state", "queued_at"], name="application_by_turn"),
            models.Index(fields=["course", "email_index"], name="application_by_email"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
