from django.db import models
from django.utils.translation import gettext_lazy as _


class MessageState(models.TextChoices):
    WAITING = "waiting", _("por enviar")
    SENT = "sent", _("enviado")
    FAILED = "failed", _("no se pudo enviar")
