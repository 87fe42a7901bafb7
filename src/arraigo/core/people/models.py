from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from arraigo.core.crypto.api import EncryptedText
from arraigo.core.people.enums import ContactKind, Difficulty, DocumentKind, Gender, PopulationGroup, Sex
from arraigo.core.tenancy.models import CityForeignKey, CityModel


class Person(CityModel):
    """One human, once in a city, whatever the areas in which they take part."""

    full_name = EncryptedText()
    surnames = EncryptedText()
    given_names = EncryptedText()
    known_as = EncryptedText()
    birth_date = EncryptedText()
    birth_year = models.PositiveSmallIntegerField(_("año de nacimiento"), null=True, blank=True)
    sex = models.CharField(_("sexo"), max_length=12, choices=Sex, default=Sex.UNKNOWN)
    gender = models.CharField(_("género"), max_length=12, choices=Gender, default=Gender.UNKNOWN)
    population_group = models.CharField(
        _("grupo de población"), max_length=20, choices=PopulationGroup, default=PopulationGroup.UNKNOWN
    )
    nationality = models.CharField(_("nacionalidad"), max_length=2, blank=True)
    language = models.CharField(_("idioma"), max_length=8, blank=True)
    search = ArrayField(models.BigIntegerField(), default=list, editable=False)
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        indexes = [GinIndex(fields=["search"], name="person_by_name_tokens")]
        constraints = [
            models.CheckConstraint(condition=models.Q(sex__in=Sex.values), name="person_sex_is_known"),
            models.CheckConstraint(condition=models.Q(gender__in=Gender.values), name="person_gender_is_known"),
            models.CheckConstraint(
                condition=models.Q(population_group__in=PopulationGroup.values), name="person_group_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(birth_year__isnull=True) | models.Q(birth_year__range=(1900, 2100)),
                name="person_birth_year_is_possible",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class PersonDocument(CityModel):
    """An identity document, normalised; two people of a city cannot hold the same one."""

    person = CityForeignKey(Person, models.CASCADE, related_name="documents")
    kind = models.CharField(_("tipo"), max_length=20, choices=DocumentKind)
    country = models.CharField(_("país"), max_length=2, blank=True)
    number = EncryptedText()
    index = models.UUIDField(editable=False)
    is_valid = models.BooleanField(_("dígito verificador correcto"), null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "index"], name="a_document_belongs_to_one_person"),
            models.CheckConstraint(condition=models.Q(kind__in=DocumentKind.values), name="document_kind_is_known"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class PersonContact(CityModel):
    """A way to reach a person; a household may share one."""

    person = CityForeignKey(Person, models.CASCADE, related_name="contacts")
    kind = models.CharField(_("tipo"), max_length=8, choices=ContactKind)
    value = EncryptedText()
    index = models.UUIDField(editable=False)
    is_confirmed = models.BooleanField(_("confirmado"), default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "person", "kind", "index"], name="a_contact_is_kept_once"),
            models.CheckConstraint(condition=models.Q(kind__in=ContactKind.values), name="contact_kind_is_known"),
        ]
        indexes = [models.Index(fields=["city", "kind", "index"], name="contact_by_index")]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Functioning(CityModel):
    """Answers to the Washington Group Short Set; a person who did not answer has no row."""

    person = CityForeignKey(Person, models.CASCADE, related_name="functioning")
    seeing = models.PositiveSmallIntegerField(_("ver"), choices=Difficulty, null=True)
    hearing = models.PositiveSmallIntegerField(_("oír"), choices=Difficulty, null=True)
    walking = models.PositiveSmallIntegerField(_("caminar o subir gradas"), choices=Difficulty, null=True)
    remembering = models.PositiveSmallIntegerField(_("recordar o concentrarse"), choices=Difficulty, null=True)
    self_care = models.PositiveSmallIntegerField(_("cuidado personal"), choices=Difficulty, null=True)
    communicating = models.PositiveSmallIntegerField(_("comunicarse"), choices=Difficulty, null=True)
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person"], name="functioning_is_asked_once")]

    def __str__(self) -> str:
        return f"#{self.pk}"
