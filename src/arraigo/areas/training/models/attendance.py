"""What says that somebody was in a session, and the attendance that follows from it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from arraigo.areas.training.enums import (
    CheckInMethod,
    CheckInState,
    Direction,
    Doubt,
    EvidenceState,
    MatchedBy,
    Modality,
)
from arraigo.areas.training.models.courses import Course, Session
from arraigo.areas.training.models.enrolments import Enrolment
from arraigo.core.crypto.api import EncryptedText
from arraigo.core.tenancy.models import CityForeignKey, CityModel


class Evidence(CityModel):
    """One row of an attendance file, as it came, and whom it was taken for.

    `joined_at` and `left_at` are in UTC; `seconds` is what the format reports, where it does. `key` is the blind
    index of the row's identity, under which a person's decision is remembered.
    """

    session = CityForeignKey(Session, models.CASCADE, related_name="evidence")
    run = CityForeignKey("imports.ImportRun", models.PROTECT, related_name="+")
    row = models.PositiveIntegerField()
    source = models.CharField(max_length=20)
    modality = models.CharField(max_length=10, choices=Modality)
    name = EncryptedText()
    original_name = EncryptedText()
    email = EncryptedText()
    document = EncryptedText()
    institution = models.CharField(max_length=200, blank=True)
    key = models.UUIDField()
    joined_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    seconds = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=10, choices=EvidenceState, default=EvidenceState.REVIEW)
    matched_by = models.CharField(max_length=14, choices=MatchedBy, default=MatchedBy.NONE, blank=True)
    doubt = models.CharField(max_length=16, choices=Doubt, default=Doubt.NONE, blank=True)
    enrolment = CityForeignKey(Enrolment, models.PROTECT, null=True, related_name="evidence")
    # What a sign-in sheet says of somebody's sex; it goes to the person, where nothing is known, and is not kept here.
    said_sex: str = "unknown"

    class Meta:
        ordering = ["session", "run", "row"]
        constraints = [
            models.UniqueConstraint(fields=["session", "run", "row"], name="a_row_is_evidence_once"),
            models.CheckConstraint(
                condition=models.Q(state=EvidenceState.MATCHED, enrolment__isnull=False)
                | (~models.Q(state=EvidenceState.MATCHED) & models.Q(enrolment__isnull=True)),
                name="matched_evidence_says_whose",
            ),
            models.CheckConstraint(
                condition=models.Q(joined_at__isnull=True)
                | models.Q(left_at__isnull=True)
                | models.Q(left_at__gte=models.F("joined_at")),
                name="nobody_leaves_before_joining",
            ),
        ]
        indexes = [models.Index(fields=["city", "state"], name="evidence_by_state")]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Attendance(CityModel):
    """One person in one session with time in it: computed from the evidence, never typed.

    `person`, `course`, `organization` and `held_on` repeat what the enrolment and the session say, so that figures
    over a city's whole history read one table.
    """

    session = CityForeignKey(Session, models.CASCADE, related_name="attendances")
    enrolment = CityForeignKey(Enrolment, models.CASCADE, related_name="attendances")
    person = CityForeignKey("people.Person", models.PROTECT, related_name="+")
    course = CityForeignKey(Course, models.CASCADE, related_name="+")
    organization = CityForeignKey("organisations.Organization", models.PROTECT, null=True, related_name="+")
    held_on = models.DateField()
    seconds = models.PositiveIntegerField()
    online = models.BooleanField()
    in_person = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "enrolment"], name="a_person_attends_a_session_once"),
            models.CheckConstraint(condition=models.Q(seconds__gt=0), name="attendance_has_time_in_it"),
            models.CheckConstraint(
                condition=models.Q(online=True) | models.Q(in_person=True), name="attendance_has_a_modality"
            ),
        ]
        indexes = [models.Index(fields=["city", "held_on"], name="attendance_by_day")]

    def __str__(self) -> str:
        return f"#{self.pk}"


class LearnedEmail(CityModel):
    """An e-mail seen beside an enrolled person in one session; theirs once somebody confirms it, never once refused."""

    course = CityForeignKey(Course, models.CASCADE, related_name="+")
    enrolment = CityForeignKey(Enrolment, models.CASCADE, related_name="learned_emails")
    value = EncryptedText()
    index = models.UUIDField()
    confirmed_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "index"], name="a_learned_email_has_one_owner"),
            models.CheckConstraint(
                condition=models.Q(confirmed_at__isnull=True) | models.Q(refused_at__isnull=True),
                name="a_learned_email_is_not_both",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Decision(CityModel):
    """What somebody decided about a doubtful row: whose it is, or nobody's. Remembered for the course."""

    course = CityForeignKey(Course, models.CASCADE, related_name="decisions")
    key = models.UUIDField()
    enrolment = CityForeignKey(Enrolment, models.CASCADE, null=True, related_name="decisions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "key"], name="a_row_is_decided_once")]

    def __str__(self) -> str:
        return f"#{self.pk}"


class CheckInDevice(CityModel):
    """A telephone that notes arrivals at a session; only the hash of its secret is kept."""

    session = CityForeignKey(Session, models.CASCADE, related_name="devices")
    name = models.CharField(_("nombre del teléfono o puerta"), max_length=80)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.name


class CheckIn(CityModel):
    """One arrival or departure as it was noted. `nonce` is made by who notes it: sent twice, it counts once.

    `noted_at` is the moment at the door by the device's clock, `received_at` when the server heard of it.
    """

    session = CityForeignKey(Session, models.CASCADE, related_name="check_ins")
    enrolment = CityForeignKey(Enrolment, models.CASCADE, related_name="check_ins")
    nonce = models.UUIDField()
    method = models.CharField(max_length=6, choices=CheckInMethod)
    direction = models.CharField(max_length=3, choices=Direction, default=Direction.IN)
    state = models.CharField(max_length=8, choices=CheckInState, default=CheckInState.COUNTED)
    noted_at = models.DateTimeField()
    received_at = models.DateTimeField()
    device = CityForeignKey(CheckInDevice, models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["noted_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["city", "nonce"], name="a_check_in_counts_once"),
            models.CheckConstraint(
                condition=models.Q(method__in=CheckInMethod.values), name="check_in_method_is_known"
            ),
            models.CheckConstraint(condition=models.Q(state__in=CheckInState.values), name="check_in_state_is_known"),
            models.CheckConstraint(
                condition=models.Q(direction__in=Direction.values), name="check_in_direction_is_known"
            ),
        ]
        indexes = [models.Index(fields=["session", "enrolment"], name="check_in_by_person")]

    def __str__(self) -> str:
        return f"#{self.pk}"
