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
