from django.db import models
from django.utils.translation import gettext_lazy as _


class InstrumentKind(models.TextChoices):
    """What kind of instrument a plan is; the pack's criteria name the kinds to which they apply."""

    PMDOT = "PMDOT", _("PMDOT o PDOT (desarrollo y ordenamiento territorial)")
    PUGS = "PUGS", _("PUGS (uso y gestión del suelo)")
    STRATEGY = "ESTRATEGIA", _("estrategia o agenda")
    SECTOR_PLAN = "PLAN_SECTORIAL", _("plan sectorial")
    PROJECT = "PROYECTO", _("proyecto")


class VersionState(models.TextChoices):
    DRAFT = "draft", _("borrador")
    CONSULTATION = "consultation", _("en consulta")
    APPROVED = "approved", _("aprobada")
    IN_FORCE = "in_force", _("vigente")
    REPLACED = "replaced", _("reemplazada")


class Progress(models.TextChoices):
    """Where long work on a version stands."""

    WAITING = "waiting", _("en cola")
    RUNNING = "running", _("en curso")
    READY = "ready", _("lista")
    FAILED = "failed", _("no se pudo")
    CANCELLED = "cancelled", _("detenida")


class Level(models.IntegerChoices):
    """How far the plan's chain goes for a criterion; never how often it is mentioned."""

    ABSENT = 0, _("ausente")
    MENTIONED = 1, _("se menciona")
    DIAGNOSED = 2, _("con diagnóstico")
    COMMITTED = 3, _("con compromiso")
    TARGET = 4, _("con meta")
    BUDGET = 5, _("con presupuesto y responsable")


class EvidenceSource(models.TextChoices):
    MACHINE = "machine", _("propuesta por el programa")
    REVIEWER = "reviewer", _("agregada por quien revisa")


class Seat(models.IntegerChoices):
    """The two reviewers judge apart; neither sees the other's judgement before giving their own."""

    FIRST = 1, _("primera revisión")
    SECOND = 2, _("segunda revisión")


class RecommendationState(models.TextChoices):
    """The life of a recommendation. The last three are said by a person, with the next version in hand."""

    DRAFTED = "drafted", _("en borrador")
    REVIEWED = "reviewed", _("revisada por el equipo")
    SENT = "sent", _("enviada")
    ACKNOWLEDGED = "acknowledged", _("recibida por la autoridad")
    ACCEPTED = "accepted", _("aceptada")
    ACCEPTED_IN_PART = "accepted_in_part", _("aceptada en parte")
    REJECTED = "rejected", _("no aceptada")
    ADOPTED = "adopted", _("adoptada")
    DILUTED = "diluted", _("adoptada en parte")
    LOST = "lost", _("no adoptada")
    WITHDRAWN = "withdrawn", _("retirada")


class Verdict(models.TextChoices):
    """What the authority answers; other than accepting wants a reason."""

    ACCEPTED = "accepted", _("la acepta")
    IN_PART = "accepted_in_part", _("la acepta en parte")
    REJECTED = "rejected", _("no la acepta")


class AnsweredBy(models.TextChoices):
    PAGE = "page", _("en la página")
    DOCX = "docx", _("en el documento devuelto")
    XLSX = "xlsx", _("en la matriz devuelta")
    STAFF = "staff", _("anotada por el equipo")
    API = "api", _("otro programa")


class Outcome(models.TextChoices):
    """What became of a recommendation in the next version."""

    ADOPTED = "adopted", _("adoptada")
    DILUTED = "diluted", _("adoptada en parte")
    LOST = "lost", _("no adoptada")


class Priority(models.TextChoices):
    HIGH = "high", _("alta")
    MEDIUM = "medium", _("media")
    LOW = "low", _("baja")


class Side(models.TextChoices):
    CITY = "city", _("equipo de la ciudad")
    AUTHORITY = "authority", _("autoridad")


class Origin(models.TextChoices):
    """Where a recommendation comes from."""

    TEAM = "team", _("revisión del equipo")
    CONSULTATION = "consultation", _("consulta pública")


class CommentState(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("espera que confirme su correo")
    TO_MODERATE = "to_moderate", _("por moderar")
    PUBLISHED = "published", _("publicado")
    REFUSED = "refused", _("no publicado")


class PairKind(models.TextChoices):
    """What became of a passage in the next version; what did not change is counted, not kept."""

    EDITED = "edited", _("editado")
    MOVED = "moved", _("cambió de lugar")
    SPLIT = "split", _("dividido")
    MERGED = "merged", _("unido")
    ADDED = "added", _("agregado")
    REMOVED = "removed", _("quitado")


class ActivityState(models.TextChoices):
    PLANNED = "planned", _("por empezar")
    STARTED = "started", _("en marcha")
    DONE = "done", _("terminada")
    DROPPED = "dropped", _("descartada")
