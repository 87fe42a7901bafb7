from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganizationKind(models.TextChoices):
    PUBLIC = "public", _("institución pública")
    CIVIL_SOCIETY = "civil_society", _("sociedad civil")
    INTERNATIONAL = "international", _("cooperación internacional")
    ACADEMIA = "academia", _("academia")
    PRIVATE = "private", _("empresa")
    COMMUNITY = "community", _("organización comunitaria")
