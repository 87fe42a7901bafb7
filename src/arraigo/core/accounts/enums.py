from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    COORDINATION = "coordination", _("coordinación")
    TRAINER = "trainer", _("formación")
    PLANNER = "planner", _("planificación")
    CASE_WORKER = "case_worker", _("atención de casos")
    CASH_OFFICER = "cash_officer", _("transferencias en efectivo")
    APPROVER = "approver", _("aprobación")
    ALLY = "ally", _("organización aliada")
    AUTHORITY = "authority", _("autoridad")
    AUDITOR = "auditor", _("auditoría")
    ADMINISTRATOR = "administrator", _("administración")


class Scope(models.TextChoices):
    """What a key of the API may do; never more than the role of its membership."""

    TRAINING_READ = "training:read", _("leer cursos, inscripciones y asistencia")
    TRAINING_WRITE = "training:write", _("escribir cursos, inscripciones y asistencia")
    FIGURES_READ = "figures:read", _("leer cifras, sin nombres")
    PLANS_READ = "plans:read", _("leer planes, revisiones y recomendaciones")
    PLANS_WRITE = "plans:write", _("escribir planes, revisiones y recomendaciones")
    DIRECTORY_READ = "directory:read", _("leer servicios, sedes y horarios")
    DIRECTORY_WRITE = "directory:write", _("escribir servicios, sedes y horarios")


# Who may see people, as roles. A membership limited to an organisation or to areas sees only theirs.
SEES_PEOPLE = frozenset({Role.COORDINATION, Role.TRAINER, Role.CASE_WORKER, Role.CASH_OFFICER, Role.ALLY, Role.AUDITOR})
# Approvers will sign payments with names on them, and administrators decide who sees everything else.
NEEDS_SECOND_FACTOR = SEES_PEOPLE | {Role.APPROVER, Role.ADMINISTRATOR}


def role_names(roles: Iterable[Role]) -> str:
    """Return the names of roles as a reader expects them: «coordinación, formación»."""
    held = set(roles)
    return ", ".join(str(role.label) for role in Role if role in held)
