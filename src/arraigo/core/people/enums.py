from django.db import models
from django.utils.translation import gettext_lazy as _


class Sex(models.TextChoices):
    WOMAN = "woman", _("mujer")
    MAN = "man", _("hombre")
    INTERSEX = "intersex", _("intersexual")
    NOT_SAID = "not_said", _("prefiere no decirlo")
    UNKNOWN = "unknown", _("sin dato")


class Gender(models.TextChoices):
    WOMAN = "woman", _("femenino")
    MAN = "man", _("masculino")
    NON_BINARY = "non_binary", _("no binario")
    OTHER = "other", _("otro")
    NOT_SAID = "not_said", _("prefiere no decirlo")
    UNKNOWN = "unknown", _("sin dato")


class PopulationGroup(models.TextChoices):
    """R4V population types, and those that a city's programme adds."""

    REFUGEE = "refugee", _("persona refugiada")
    ASYLUM_SEEKER = "asylum_seeker", _("solicitante de asilo")
    MIGRANT_SETTLED = "migrant_settled", _("persona migrante con vocación de permanencia")
    MIGRANT_IN_TRANSIT = "migrant_in_transit", _("persona migrante en tránsito")
    PENDULAR = "pendular", _("persona en movilidad pendular")
    RETURNEE = "returnee", _("persona retornada")
    STATELESS = "stateless", _("persona apátrida")
    HOST_COMMUNITY = "host_community", _("comunidad de acogida")
    OFFICIAL = "official", _("funcionaria o funcionario")
    UNKNOWN = "unknown", _("sin dato")


class DocumentKind(models.TextChoices):
    CEDULA = "cedula", _("cédula")
    PASSPORT = "passport", _("pasaporte")
    REFUGEE_ID = "refugee_id", _("identificación de persona refugiada")
    FOREIGN_ID = "foreign_id", _("documento de otro país")
    MIGRATION_CARD = "migration_card", _("carné o permiso migratorio")
    BIRTH_CERTIFICATE = "birth_certificate", _("partida de nacimiento")
    OTHER = "other", _("otro documento")


class ContactKind(models.TextChoices):
    EMAIL = "email", _("correo electrónico")
    PHONE = "phone", _("teléfono")
    ADDRESS = "address", _("dirección")


class Difficulty(models.IntegerChoices):
    """Answers of the Washington Group Short Set on Functioning."""

    NONE = 1, _("no, ninguna dificultad")
    SOME = 2, _("sí, alguna dificultad")
    A_LOT = 3, _("sí, mucha dificultad")
    CANNOT = 4, _("no puede hacerlo")


class AgeBand(models.TextChoices):
    """Ages as the programme's figures group them."""

    TO_4 = "0-4", _("0 a 4 años")
    TO_11 = "5-11", _("5 a 11 años")
    TO_17 = "12-17", _("12 a 17 años")
    TO_29 = "18-29", _("18 a 29 años")
    TO_44 = "30-44", _("30 a 44 años")
    TO_59 = "45-59", _("45 a 59 años")
    FROM_60 = "60+", _("60 años y más")
    UNKNOWN = "unknown", _("sin dato")
