"""The tables of training."""

from arraigo.areas.training.models.attendance import (
    Attendance,
    CheckIn,
    CheckInDevice,
    Decision,
    Evidence,
    LearnedEmail,
)
from arraigo.areas.training.models.certificates import (
    Certificate,
    CertificateLogo,
    CertificateRule,
    Signatory,
    SigningKey,
)
from arraigo.areas.training.models.courses import Course, CourseMaterial, CourseTrainer, Series, Session
from arraigo.areas.training.models.enrolments import Application, Enrolment, FocalLink
from arraigo.areas.training.models.learning import Answer, Assessment, Choice, Question, Response, SurveyTicket
from arraigo.areas.training.models.privacy import DataRequest

__all__ = [
    "Answer",
    "Application",
    "Assessment",
    "Attendance",
    "Certificate",
    "CertificateLogo",
    "CertificateRule",
    "CheckIn",
    "CheckInDevice",
    "Choice",
    "Course",
    "CourseMaterial",
    "CourseTrainer",
    "DataRequest",
    "Decision",
    "Enrolment",
    "Evidence",
    "FocalLink",
    "LearnedEmail",
    "Question",
    "Response",
    "Series",
    "Session",
    "Signatory",
    "SigningKey",
    "SurveyTicket",
]
