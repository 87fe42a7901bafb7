from django.db import models
from django.utils.translation import gettext_lazy as _


class Modality(models.TextChoices):
    ONLINE = "online", _("en línea")
    IN_PERSON = "in_person", _("presencial")
    HYBRID = "hybrid", _("híbrida")


class ProgrammeArea(models.TextChoices):
    URBAN = "urban_development", _("desarrollo urbano y planificación")
    SOCIOECONOMIC = "socioeconomic_integration", _("integración socioeconómica")
    GOVERNANCE = "migration_governance", _("gobernanza migratoria")
    ROUTES = "attention_routes", _("rutas de atención y protección")
    HOUSING = "right_to_housing", _("derecho a la vivienda")
    PUBLIC_SPACE = "public_space", _("espacio público")
    OTHER = "other", _("otra")


class EvidenceState(models.TextChoices):
    MATCHED = "matched", _("reconocida")
    REVIEW = "review", _("por revisar")
    SET_ASIDE = "set_aside", _("no participa")


class MatchedBy(models.TextChoices):
    DOCUMENT = "document", _("por documento")
    EMAIL = "email", _("por correo")
    LEARNED_EMAIL = "learned_email", _("por correo visto en otra jornada")
    NAME = "name", _("por nombre")
    DECISION = "decision", _("por decisión de una persona")
    NONE = "", _("sin reconocer")


class Doubt(models.TextChoices):
    """Why a row waits for somebody."""

    UNKNOWN = "unknown", _("Nadie inscrito coincide")
    SEVERAL = "several", _("Coincide con más de una persona inscrita")
    NOT_ENROLLED = "not_enrolled", _("El documento es de una persona que no está inscrita")
    OTHER_DOCUMENT = "other_document", _("El nombre coincide, pero el documento es otro")
    SHARED_EMAIL = "shared_email", _("El correo es de más de una persona inscrita")
    NO_IDENTITY = "no_identity", _("La fila no trae nombre, correo ni documento")
    NONE = "", _("Ninguna")


class CourseKind(models.TextChoices):
    COURSE = "course", _("curso")
    WORKSHOP = "workshop", _("taller")
    SEMINAR = "seminar", _("seminario")
    AWARENESS_DAY = "awareness_day", _("jornada de sensibilización")


class EnrolmentMode(models.TextChoices):
    """How one gets a place in a course."""

    BY_LIST = "by_list", _("solo por lista o por invitación")
    OPEN = "open", _("formulario público, sin aprobación")
    APPROVAL = "approval", _("formulario público, con aprobación")


class MaterialAudience(models.TextChoices):
    ENROLLED = "enrolled", _("solo quienes están inscritas e inscritos")
    PUBLIC = "public", _("cualquier persona")


class ApplicationState(models.TextChoices):
    """Where an application for a place stands; only an accepted one has an enrolment."""

    UNCONFIRMED = "unconfirmed", _("espera que confirme su correo")
    TO_APPROVE = "to_approve", _("espera aprobación")
    WAITING = "waiting", _("en lista de espera")
    ACCEPTED = "accepted", _("inscrita")
    REJECTED = "rejected", _("no aceptada")
    WITHDRAWN = "withdrawn", _("retirada")
    EXPIRED = "expired", _("caducada")


class ApplicationSource(models.TextChoices):
    PUBLIC = "public", _("formulario público")
    FOCAL_POINT = "focal_point", _("punto focal de su institución")
    STAFF = "staff", _("equipo de formación")
    API = "api", _("otro programa")


class CheckInMethod(models.TextChoices):
    """How an arrival was noted. What is typed or read off paper has no reliable hour."""

    SCAN = "scan", _("código leído")
    NAME = "name", _("buscada por nombre o cédula")
    SELF = "self", _("registrada por la propia persona")
    TYPED = "typed", _("pasada de la hoja firmada")


class Direction(models.TextChoices):
    IN = "in", _("entrada")
    OUT = "out", _("salida")


class CheckInState(models.TextChoices):
    COUNTED = "counted", _("cuenta")
    CONFLICT = "conflict", _("por revisar")
    VOIDED = "voided", _("anulada")


class AssessmentKind(models.TextChoices):
    PRE = "pre", _("prueba inicial")
    POST = "post", _("prueba final")
    SURVEY = "survey", _("encuesta de satisfacción")


class QuestionKind(models.TextChoices):
    SINGLE = "single", _("una respuesta")
    MULTIPLE = "multiple", _("varias respuestas")
    TRUE_FALSE = "true_false", _("verdadero o falso")
    SCALE = "scale", _("escala de 1 a 5")
    TEXT = "text", _("texto libre")


class AttendanceMeasure(models.TextChoices):
    """What share of a course somebody must have attended to be certified."""

    TIME = "time", _("parte del tiempo")
    SESSIONS = "sessions", _("parte de las jornadas")


class CertificateKind(models.TextChoices):
    ATTENDANCE = "attendance", _("asistencia")
    APPROVAL = "approval", _("aprobación")


class CheckInDoubt(models.TextChoices):
    """Why a check-in waits for somebody to decide."""

    OUTSIDE = "outside", _("La hora está fuera de la jornada. Decide el equipo.")
    ENDED = "ended", _("La jornada ya había terminado. Decide el equipo.")
    CLOCK = "clock", _("El reloj del teléfono no está en hora. Decide el equipo.")
    OTHER_COURSE = "other_course", _("Está inscrita en otro curso, no en este. Anótela en la hoja.")
    CANCELLED = "cancelled", _("La jornada está cancelada. Decide el equipo.")
    NONE = "", _("Ninguna")


class RequestKind(models.TextChoices):
    """What somebody asks about their own data (in Ecuador LOPDP, arts. 13 and 15)."""

    ERASURE = "erasure", _("borrar sus datos")


class RequestState(models.TextChoices):
    OPEN = "open", _("por atender")
    DONE = "done", _("atendida")
    REFUSED = "refused", _("no procede")
