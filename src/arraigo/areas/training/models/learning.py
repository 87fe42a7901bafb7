"""Tests and surveys of a course, and what people answered."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from arraigo.areas.training.enums import AssessmentKind, QuestionKind
from arraigo.areas.training.models.courses import Course
from arraigo.areas.training.models.enrolments import Enrolment
from arraigo.core.crypto.api import EncryptedText
from arraigo.core.tenancy.models import CityForeignKey, CityModel


class Assessment(CityModel):
    """A test before or after a course, or its satisfaction survey. A survey's answers bear no name."""

    course = CityForeignKey(Course, models.CASCADE, related_name="assessments")
    kind = models.CharField(_("tipo"), max_length=8, choices=AssessmentKind)
    title = models.CharField(_("título"), max_length=200)
    introduction = models.TextField(_("presentación"), blank=True)
    opens_at = models.DateTimeField(_("abre"), null=True, blank=True)
    closes_at = models.DateTimeField(_("cierra"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("intentos"), default=1)
    pass_percent = models.PositiveSmallIntegerField(_("mínimo para aprobar (%)"), null=True, blank=True)
    is_required = models.BooleanField(_("obligatoria para la constancia"), default=False)
    shows_answers = models.BooleanField(_("al terminar muestra las respuestas correctas"), default=False)
    published_at = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=AssessmentKind.values), name="assessment_kind_is_known"),
            models.CheckConstraint(condition=models.Q(attempts__range=(1, 20)), name="assessment_attempts_are_few"),
            models.CheckConstraint(
                condition=models.Q(pass_percent__isnull=True) | models.Q(pass_percent__range=(1, 100)),
                name="assessment_pass_is_a_percentage",
            ),
            models.CheckConstraint(
                condition=models.Q(opens_at__isnull=True)
                | models.Q(closes_at__isnull=True)
                | models.Q(closes_at__gt=models.F("opens_at")),
                name="assessment_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Question(CityModel):
    """A question. `pair` is the same in the test before and the test after for what both ask."""

    assessment = CityForeignKey(Assessment, models.CASCADE, related_name="questions")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(_("tipo"), max_length=10, choices=QuestionKind)
    text = models.TextField(_("pregunta"))
    help = models.CharField(_("ayuda"), max_length=300, blank=True)
    points = models.PositiveSmallIntegerField(_("puntos"), default=1)
    is_required = models.BooleanField(_("obligatoria"), default=True)
    pair = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=QuestionKind.values), name="question_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Choice(CityModel):
    """One of the answers that a question offers."""

    question = CityForeignKey(Question, models.CASCADE, related_name="choices")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(_("respuesta"), max_length=300)
    is_correct = models.BooleanField(_("correcta"), default=False)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.text[:60]


class Response(CityModel):
    """One sitting of a test or survey. A survey's has neither enrolment nor hour: `SurveyTicket` says who answered.

    `nonce` comes with the page, so that sending it twice counts once. `score` of `out_of` are points.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = CityForeignKey(Assessment, models.CASCADE, related_name="responses")
    enrolment = CityForeignKey(Enrolment, models.CASCADE, null=True, blank=True, related_name="responses")
    attempt = models.PositiveSmallIntegerField(default=1)
    nonce = models.UUIDField()
    score = models.PositiveSmallIntegerField(null=True)
    out_of = models.PositiveSmallIntegerField(null=True)
    submitted_on = models.DateField()
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["submitted_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["city", "nonce"], name="a_response_is_given_once"),
            models.UniqueConstraint(
                fields=["assessment", "enrolment", "attempt"],
                condition=models.Q(enrolment__isnull=False),
                name="an_attempt_is_made_once",
            ),
            models.CheckConstraint(
                condition=models.Q(score__isnull=True) | models.Q(score__lte=models.F("out_of")),
                name="no_score_is_above_the_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Answer(CityModel):
    """What was answered to one question: choices by id, a number of a scale, or words."""

    response = CityForeignKey(Response, models.CASCADE, related_name="answers")
    question = CityForeignKey(Question, models.CASCADE, related_name="answers")
    choices = models.JSONField(default=list)
    number = models.PositiveSmallIntegerField(null=True)
    words = EncryptedText()
    points = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["response", "question"], name="a_question_is_answered_once")]

    def __str__(self) -> str:
        return f"#{self.pk}"


class SurveyTicket(CityModel):
    """That somebody enrolled has answered a survey: nothing in it tells which answers are theirs.

    Its id and that of the response are random, because an id made of the time would join the two.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    assessment = CityForeignKey(Assessment, models.CASCADE, related_name="tickets")
    enrolment = CityForeignKey(Enrolment, models.CASCADE, related_name="tickets")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "enrolment"], name="a_survey_is_answered_once")]

    def __str__(self) -> str:
        return f"#{self.pk}"
