from django.db import models
from django.utils.translation import gettext_lazy as _


class RunState(models.TextChoices):
    UPLOADED = "uploaded", _("por revisar")
    APPLIED = "applied", _("importado")
    UNDONE = "undone", _("deshecho")
    DISCARDED = "discarded", _("descartado")
