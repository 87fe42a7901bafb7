from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    TRAINING = "training", _("formación y constancias")
    CONTACT = "contact", _("recibir avisos")
    STATISTICS = "statistics", _("estadísticas sin nombres")
    ATTENTION = "attention", _("atención y orientación")
    REFERRAL = "referral", _("derivación a otra institución")
    CASH = "cash", _("transferencias en efectivo")


class LegalBasis(models.TextChoices):
    CONSENT = "consent", _("consentimiento")
    PUBLIC_FUNCTION = "public_function", _("función pública")
    LEGAL_OBLIGATION = "legal_obligation", _("obligación legal")
    VITAL_INTEREST = "vital_interest", _("interés vital")
