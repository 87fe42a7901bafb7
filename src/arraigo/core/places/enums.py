from django.db import models
from django.utils.translation import gettext_lazy as _


class AreaLevel(models.TextChoices):
    ZONE = "zone", _("zona")
    PARISH = "parish", _("parroquia")
    NEIGHBOURHOOD = "neighbourhood", _("barrio")
