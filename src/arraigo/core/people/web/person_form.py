"""The form of a person: parts of the name, documents, birth, group, and the Washington Group Short Set."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arraigo.core.people.countries import COUNTRIES, LANGUAGES
from arraigo.core.people.dates import BadBirthDateError, BirthDate, read_birth_date
from arraigo.core.people.documents import NormalDocument, normalise_document
from arraigo.core.people.drafts import PersonDraft
from arraigo.core.people.enums import Difficulty, DocumentKind, Gender, PopulationGroup, Sex
from arraigo.core.people.indexes import fold_email, fold_phone
from arraigo.core.people.profiles import Profile
from arraigo.core.people.rows import QUESTIONS
from arraigo.core.ui.forms import FieldGroup, SearchSelect

NOT_ASKED = ("", gettext_lazy("No se preguntó"))
WASHINGTON = {
    "seeing": gettext_lazy("¿Tiene dificultad para ver, incluso si usa lentes?"),
    "hearing": gettext_lazy("¿Tiene dificultad para oír, incluso si usa audífonos?"),
    "walking": gettext_lazy("¿Tiene dificultad para caminar o subir gradas?"),
    "remembering": gettext_lazy("¿Tiene dificultad para recordar o concentrarse?"),
    "self_care": gettext_lazy("¿Tiene dificultad con su cuidado personal, como bañarse o vestirse?"),
    "communicating": gettext_lazy(
        "En su idioma habitual, ¿tiene dificultad para comunicarse, por ejemplo para entender o que le entiendan?"
    ),
}


def _capitals(kinds: type[TextChoices]) -> list[tuple[str, str]]:
    return [(one.value, capfirst(one.label)) for one in kinds]


class Lines(forms.CharField):
    """Several values, one on each line; cleans to a tuple of those that the check lets pass."""

    widget = forms.Textarea(attrs={"rows": 2})

    def __init__(self, *, check: Callable[[str], str], refusal: Promise, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.check, self.refusal = check, refusal

    def clean(self, value: Any) -> tuple[str, ...]:  # noqa: ANN401 — Django's own signature
        """Return the lines; raise ValidationError naming the first that is none."""
        lines = tuple(line.strip() for line in (super().clean(value) or "").splitlines() if line.strip())
        for line in lines:
            if not self.check(line):
                raise forms.ValidationError(f"«{line}»: {self.refusal}")
        return lines


class PersonForm(forms.Form):
    """Corrects a person. `today` bounds the date of birth; `country` is the city's."""

    given_names = forms.CharField(label=gettext_lazy("Nombres"), max_length=120)
    surnames = forms.CharField(label=gettext_lazy("Apellidos"), max_length=120, required=False)
    known_as = forms.CharField(
        label=gettext_lazy("Nombre con el que se identifica"),
        help_text=gettext_lazy("Si es distinto del que consta en su documento."),
        max_length=120,
        required=False,
    )
    birth_date = forms.CharField(
        label=gettext_lazy("Fecha de nacimiento"),
        help_text=gettext_lazy("Día/mes/año. Si no la sabe completa, mes/año o solo el año: 5/1990 o 1990."),
        required=False,
        max_length=30,
    )
    sex = forms.ChoiceField(label=gettext_lazy("Sexo"), choices=_capitals(Sex))
    gender = forms.ChoiceField(label=gettext_lazy("Género"), choices=_capitals(Gender))
    population_group = forms.ChoiceField(label=gettext_lazy("Grupo de población"), choices=_capitals(PopulationGroup))
    nationality = forms.ChoiceField(
        label=gettext_lazy("Nacionalidad"),
        choices=[("", gettext_lazy("Sin dato")), *COUNTRIES],
        required=False,
        widget=SearchSelect,
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Idioma en que prefiere que le hablen"),
        choices=[("", gettext_lazy("Sin dato")), *((code, capfirst(str(name))) for code, name in LANGUAGES)],
        required=False,
    )
    emails = Lines(
        label=gettext_lazy("Correos electrónicos"),
        help_text=gettext_lazy("Uno en cada línea."),
        check=fold_email,
        refusal=gettext_lazy("no es un correo. Escríbalo como nombre@ejemplo.org."),
    )
    phones = Lines(
        label=gettext_lazy("Teléfonos"),
        help_text=gettext_lazy("Uno en cada línea. De otro país, con su código: +58 412 1234567."),
        check=fold_phone,
        refusal=gettext_lazy("no es un teléfono. Revise los dígitos."),
    )

    def __init__(self, *args: Any, today: date, country: str, held: tuple[NormalDocument, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.country, self.held = today, country, held
        self.documents: tuple[NormalDocument, ...] = ()
        for place in range(1, len(held) + 2):
            self.fields |= _document_fields(place)
        for name in QUESTIONS:
            self.fields[name] = forms.TypedChoiceField(
                label=WASHINGTON[name],
                choices=[NOT_ASKED, *((value, capfirst(label)) for value, label in Difficulty.choices)],
                coerce=int,
                empty_value=None,
                required=False,
            )

    @property
    def groups(self) -> tuple[FieldGroup, ...]:
        """The order in which the form is drawn."""
        documents = tuple(name for name in self.fields if name.startswith("document_"))
        return (
            FieldGroup(_("Nombre"), ("given_names", "surnames", "known_as")),
            FieldGroup(
                _("Documentos"), documents, _("Al guardar aparece un lugar para otro. Un número vacío lo quita.")
            ),
            FieldGroup(
                _("De la persona"),
                ("birth_date", "sex", "gender", "population_group", "nationality", "language"),
            ),
            FieldGroup(_("Contacto"), ("emails", "phones")),
            FieldGroup(
                _("Funcionamiento"),
                QUESTIONS,
                _("Preguntas del Grupo de Washington. Léalas tal como están; la persona puede no responder."),
            ),
        )

    def clean_birth_date(self) -> BirthDate | None:
        """Read a date of which only a part may be known."""
        try:
            return read_birth_date(self.cleaned_data["birth_date"], today=self.today)
        except BadBirthDateError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def clean(self) -> dict[str, Any]:
        """Read the documents; a new cédula must pass its check digit."""
        cleaned = super().clean() or self.cleaned_data
        found = [
            self._document(place, cleaned) for place in range(1, len(self.fields)) if f"document_{place}" in self.fields
        ]
        self.documents = tuple(document for document in found if document is not None)
        return cleaned

    def _document(self, place: int, cleaned: dict[str, Any]) -> NormalDocument | None:
        number, name = cleaned.get(f"document_{place}", ""), f"document_{place}"
        if not number:
            return None
        kind, country = cleaned.get(f"{name}_kind", ""), cleaned.get(f"{name}_country", "")
        document = normalise_document(number, kind=kind, country=self.country)
        if document is None:
            self.add_error(name, _("Eso no es un número de documento. Si la persona no tiene, déjelo vacío."))
            return None
        if country and not (document.kind == DocumentKind.CEDULA and document.is_valid):
            document = NormalDocument(document.kind, country, document.number, document.is_valid)
        known = document.key in {one.key for one in self.held}
        if kind == DocumentKind.CEDULA and document.is_valid is False and not known:
            self.add_error(name, _("La cédula no pasa el dígito verificador. Revise el número."))
        return document

    def draft(self, profile: Profile) -> PersonDraft:
        """Return what the form says, with what it does not show kept as it was."""
        told, birth = self.cleaned_data, self.cleaned_data["birth_date"]
        answers = {name: told[name] for name in QUESTIONS if told[name] is not None}
        plain = ("given_names", "surnames", "known_as", "sex", "gender", "population_group", "nationality", "language")
        return PersonDraft(
            **{name: told[name] for name in plain},
            documents=self.documents,
            emails=told["emails"],
            phones=told["phones"],
            addresses=profile.addresses,
            birth_date=birth.iso if birth and len(birth.iso) > 4 else "",
            birth_year=birth.year if birth else None,
            functioning=answers,
        )


def initial_of(profile: Profile) -> dict[str, Any]:
    """Return the values that the form shows of a person."""
    plain = ("given_names", "surnames", "known_as", "sex", "gender", "population_group", "nationality", "language")
    told: dict[str, Any] = {name: getattr(profile, name) for name in plain}
    if not profile.surnames and not profile.given_names:
        told["given_names"] = profile.full_name
    told["birth_date"] = "/".join(reversed(profile.birth_date.split("-"))) or profile.birth_year
    told |= {"emails": "\n".join(profile.emails), "phones": "\n".join(profile.phones)}
    for place, document in enumerate(profile.documents, 1):
        told |= {f"document_{place}": document.number, f"document_{place}_kind": document.kind}
        told[f"document_{place}_country"] = document.country
    if profile.functioning is not None:
        told |= {name: getattr(profile.functioning, name) for name in QUESTIONS}
    return told


def _document_fields(place: int) -> dict[str, forms.Field]:
    name, words = f"document_{place}", {"place": place}
    return {
        name: forms.CharField(
            label=_("Número del documento %(place)s") % words,
            required=False,
            max_length=40,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        ),
        f"{name}_kind": forms.ChoiceField(
            label=_("Tipo del documento %(place)s") % words, choices=_capitals(DocumentKind), required=False
        ),
        f"{name}_country": forms.ChoiceField(
            label=_("País del documento %(place)s") % words,
            choices=[("", gettext_lazy("Sin dato")), *COUNTRIES],
            required=False,
        ),
    }
