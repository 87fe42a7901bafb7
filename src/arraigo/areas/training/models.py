from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from arraigo.areas.training.enums import Doubt, EvidenceState, MatchedBy, Modality, ProgrammeArea
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

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["city", "code"], name="course_code_is_unique"),
            models.CheckConstraint(
                condition=models.Q(programme_area__in=ProgrammeArea.values), name="course_area_is_known"
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

    class Meta:
        ordering = ["starts_at", "code"]
        constraints = [
            models.UniqueConstraint(fields=["course", "code"], name="session_code_is_unique_in_its_course"),
            models.CheckConstraint(condition=models.Q(minutes__range=(1, 1440)), name="session_lasts_up_to_a_day"),
            models.CheckConstraint(condition=models.Q(modality__in=Modality.values), name="session_modality_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.code}"


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

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "person"], name="a_person_enrols_once_in_a_course")]

    def __str__(self) -> str:
        return f"#{self.pk}"


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
