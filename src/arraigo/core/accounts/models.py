from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from arraigo.core.accounts.enums import Role
from arraigo.core.tenancy.models import CityForeignKey, CityModel, new_id


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a user who signs in by e-mail; without a password they must reset it first."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who signs in. Global: what they may see comes from their memberships."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(_("correo electrónico"), unique=True)
    name = models.CharField(_("nombre"), max_length=120, blank=True)
    language = models.CharField(_("idioma"), max_length=8, default="es")
    is_active = models.BooleanField(_("puede entrar"), default=True)
    date_joined = models.DateTimeField(null=True, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_is_unique_whatever_its_case")]

    def __str__(self) -> str:
        return self.name or self.email


class Membership(CityModel):
    """What a user is in a city: a role, for one organisation or all, in some areas or all."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organization = CityForeignKey("organisations.Organization", models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(_("función"), max_length=16, choices=Role)
    is_active = models.BooleanField(_("vigente"), default=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["city", "user", "organization", "role"], nulls_distinct=False, name="membership_is_unique"
            ),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_role_is_known"),
            models.CheckConstraint(
                condition=~models.Q(role=Role.ALLY) | models.Q(organization__isnull=False),
                name="an_ally_belongs_to_an_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} #{self.pk}"


class MembershipArea(CityModel):
    """An area of the city to which a membership is limited; none means the whole city."""

    membership = CityForeignKey(Membership, models.CASCADE, related_name="areas")
    area = CityForeignKey("places.Area", models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "area"], name="membership_area_is_unique")]

    def __str__(self) -> str:
        return f"#{self.pk}"


class ApiToken(CityModel):
    """A key for the API: one city, one role, some scopes; only its hash is kept."""

    name = models.CharField(_("para qué es"), max_length=80)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    membership = CityForeignKey(Membership, models.CASCADE, related_name="tokens")
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    last_used_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.name


class GuessCount(models.Model):
    """How often somebody tried to guess a secret, and from when on the next attempt may be made (see guessing)."""

    key = models.CharField(max_length=80, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    open_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key
