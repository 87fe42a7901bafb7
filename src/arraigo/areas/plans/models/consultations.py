"""Public consultation of a draft: comments of civil society by article, moderated."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from arraigo.areas.plans.enums import CommentState
from arraigo.areas.plans.models.plans import PlanVersion, Section
from arraigo.areas.plans.models.recommendations import Recommendation
from arraigo.core.crypto.api import EncryptedText
from arraigo.core.tenancy.models import CityForeignKey, CityModel


class Consultation(CityModel):
    """The time in which anybody may comment on a version, and what they should know first."""

    version = CityForeignKey(PlanVersion, models.CASCADE, related_name="consultations")
    slug = models.SlugField(max_length=80)
    title = models.CharField(_("título"), max_length=200)
    introduction = models.TextField(_("presentación"), blank=True)
    opens_at = models.DateTimeField(_("abre"))
    closes_at = models.DateTimeField(_("cierra"))
    published_at = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-opens_at"]
        constraints = [
            models.UniqueConstraint(fields=["city", "slug"], name="a_consultation_has_its_own_address"),
            models.UniqueConstraint(fields=["version"], name="a_version_is_consulted_once"),
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")), name="a_consultation_closes_after_it_opens"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Comment(CityModel):
    """A comment on an article or section of a draft. Its author's name shows only with their consent.

    Without a mailbox it is moderated at once; with one, after it was confirmed. `nonce` comes with the page.
    """

    consultation = CityForeignKey(Consultation, models.CASCADE, related_name="comments")
    section = CityForeignKey(Section, models.SET_NULL, null=True, blank=True, related_name="comments")
    where = models.CharField(max_length=400, blank=True)
    body = models.TextField(_("comentario"))
    proposed = models.TextField(_("cómo debería decir"), blank=True)
    name = EncryptedText(_("nombre"), blank=True)
    organization_name = models.CharField(_("organización"), max_length=200, blank=True)
    email = EncryptedText(_("correo"), blank=True)
    shows_name = models.BooleanField(_("quiero que se vea mi nombre"), default=False)
    state = models.CharField(max_length=12, choices=CommentState, default=CommentState.TO_MODERATE)
    reason = models.CharField(_("motivo"), max_length=300, blank=True)
    moderated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    moderated_at = models.DateTimeField(null=True)
    recommendation = CityForeignKey(Recommendation, models.SET_NULL, null=True, related_name="comments")
    nonce = models.UUIDField()
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(fields=["city", "nonce"], name="a_comment_is_made_once"),
            models.CheckConstraint(condition=models.Q(state__in=CommentState.values), name="comment_state_is_known"),
            models.CheckConstraint(
                condition=~models.Q(state="refused") | ~models.Q(reason=""), name="a_refused_comment_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
