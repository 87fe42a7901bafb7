"""The words of attention that rows keep."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RouteState(models.TextChoices):
    """The life of a version of a route. Between draft and published stands a second person."""

    DRAFT = "draft", _("borrador")
    IN_REVIEW = "in_review", _("en revisión")
    PUBLISHED = "published", _("publicada")
    RETIRED = "retired", _("retirada")


class TextState(models.TextChoices):
    """How far the translation of one text is. `missing` and `outdated` are found, never chosen."""

    MISSING = "missing", _("falta")
    DRAFT = "draft", _("borrador")
    NEEDS_REVIEW = "needs_review", _("por revisar")
    CURRENT = "current", _("al día")
    OUTDATED = "outdated", _("desactualizada")


class DemandKind(models.TextChoices):
    """What somebody did not find."""

    SEARCH = "search", _("búsqueda sin resultado")
    ABANDONED = "abandoned", _("ruta que se dejó")
