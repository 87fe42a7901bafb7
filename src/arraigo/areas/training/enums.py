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
