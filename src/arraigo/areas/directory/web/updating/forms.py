"""The form by which an organisation mends a service: one field for each thing that it may mend, in plain words."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BaseForm, BaseFormSet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arraigo.areas.directory.enums import ServiceStatus
from arraigo.areas.directory.queries.desk_hours import row_from
from arraigo.areas.directory.queries.proposals import EntryField
from arraigo.areas.directory.web.common import raised
from arraigo.areas.directory.web.phones import check_phone
from arraigo.areas.directory.web.places.forms import HoursForm, hours_first
from arraigo.areas.directory.web.services.forms import BAD_EMAIL, BAD_URL
from arraigo.core.people.countries import LANGUAGES

STATUSES = (
    (ServiceStatus.ACTIVE, gettext_lazy("Sí, atendemos")),
    (ServiceStatus.CLOSED_FOR_NOW, gettext_lazy("Cerramos por un tiempo")),
    (ServiceStatus.DEFUNCT, gettext_lazy("Este servicio ya no existe")),
)


class PublicPhoneForm(forms.Form):
    """One public phone; without a number it is none."""

    id = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    number = forms.CharField(
        label=gettext_lazy("Número"), max_length=60, required=False, widget=forms.TextInput({"inputmode": "tel"})
    )
    extension = forms.CharField(label=gettext_lazy("Extensión"), max_length=20, required=False)
    description = forms.CharField(
        label=gettext_lazy("Para qué es"), max_length=200, required=False, help_text=gettext_lazy("Por ejemplo: citas.")
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a new number that is no telephone."""
        told = super().clean() or {}
        check_phone(self)
        return told


# On a telephone every blank row is a long way down.
PublicHoursSet = forms.formset_factory(HoursForm, extra=1, max_num=21)
PublicPhoneSet = forms.formset_factory(PublicPhoneForm, extra=1, max_num=20)


class NoteForm(forms.Form):
    """What else an organisation wants to tell."""

    note = forms.CharField(
        label=gettext_lazy("¿Algo más que debamos saber?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Lo lee nuestro equipo; no se publica. No escriba datos de las personas que atienden."),
    )


class Entry:
    """The forms of all the fields of a service, bound or not."""

    def __init__(self, fields: Mapping[str, EntryField], data: Any = None) -> None:  # noqa: ANN401 - a QueryDict
        self.fields = fields
        self.plain = _plain_form(fields)(data, prefix="f")
        self.phones = PublicPhoneSet(data, prefix="t", initial=_phones_first(fields["phones"].value))
        self.hours: dict[str, BaseFormSet[HoursForm]] = {
            key: PublicHoursSet(
                data, prefix=f"h{number}", initial=hours_first(row_from(row) for row in fields[key].value)
            )
            for number, key in enumerate(key for key in fields if key.startswith("hours:"))
        }
        self.note = NoteForm(data)

    @property
    def forms(self) -> list[BaseForm | BaseFormSet[Any]]:
        """Return every form of the page."""
        return [self.plain, self.phones, *self.hours.values(), self.note]

    def is_valid(self) -> bool:
        """Tell whether all of it can be sent; every form is looked at, so that all faults are shown at once."""
        answers = [form.is_valid() for form in self.forms]
        return all(answers)

    @property
    def weeks(self) -> list[tuple[EntryField, BaseFormSet[HoursForm]]]:
        """Return the hours with the field that each mends."""
        return [(self.fields[key], rows) for key, rows in self.hours.items()]

    @property
    def said(self) -> dict[str, Any]:
        """Return what a valid page says, by key, as queries.proposals.entry has it."""
        told: dict[str, Any] = {}
        for key, field in self.fields.items():
            if key in self.hours:
                rows = [form.row for form in self.hours[key].forms if form.cleaned_data]
                told[key] = _in_order(field.value, [row.as_list() for row in rows if row])
            elif field.kind == "phones":
                told[key] = [phone for form in self.phones.forms if (phone := _phone(form.cleaned_data))]
            else:
                told[key] = self._plain(key, field)
        return told

    def _plain(self, key: str, field: EntryField) -> Any:  # noqa: ANN401 - a value of JSON
        told = self.plain.cleaned_data
        if field.kind == "address":
            return [told[f"{key}:1"], told[f"{key}:2"]]
        value = told[key]
        if field.kind == "list":
            return [line.strip() for line in value.splitlines() if line.strip()]
        if field.kind == "languages":
            return [code for code in field.value if code in value] + [code for code in value if code not in field.value]
        # A browser ends lines in its own way; that is no change.
        return value.replace("\r\n", "\n") if isinstance(value, str) else value


def _in_order(before: Sequence[Any], after: list[Any]) -> list[Any]:
    """Return what was there as it stood when nothing but its order changed."""
    return list(before) if sorted(map(str, before)) == sorted(map(str, after)) else after


def _phone(told: Mapping[str, str]) -> list[str] | None:
    if not told or not told.get("number", "").strip():
        return None
    return [told["id"], told["number"].strip(), told["extension"].strip(), told["description"].strip()]


def _phones_first(rows: Sequence[Sequence[str]]) -> list[dict[str, str]]:
    return [dict(zip(("id", "number", "extension", "description"), row, strict=True)) for row in rows]


def _plain_form(fields: Mapping[str, EntryField]) -> type[forms.Form]:
    """Return a form class with the fields that are one box each."""
    made: dict[str, forms.Field] = {}
    for key, field in fields.items():
        if field.kind == "address":
            made[f"{key}:1"] = forms.CharField(
                label=field.label, max_length=500, required=False, initial=field.value[0]
            )
            made[f"{key}:2"] = forms.CharField(
                label=_("Referencia"), max_length=500, required=False, initial=field.value[1]
            )
        elif field.kind not in ("phones", "hours"):
            made[key] = _box(field)
    return type("PlainForm", (forms.Form,), made)


def _box(field: EntryField) -> forms.Field:
    label = field.label
    if field.kind == "status":
        choices: list[tuple[Any, Any]] = list(STATUSES)
        if field.value not in dict(choices):
            choices.append((ServiceStatus(field.value), ServiceStatus(field.value).label))
        return forms.ChoiceField(
            label=_("¿Siguen atendiendo?"), choices=raised(choices), initial=field.value, widget=forms.RadioSelect
        )
    if field.kind == "languages":
        known = dict(LANGUAGES)
        others = [(code, code) for code in field.value if code not in known]
        return forms.MultipleChoiceField(
            label=label,
            choices=raised([*LANGUAGES, *others]),
            initial=field.value,
            required=False,
            widget=forms.CheckboxSelectMultiple({"class": "columns"}),
        )
    if field.key == "email":
        return forms.EmailField(label=label, required=False, initial=field.value, error_messages={"invalid": BAD_EMAIL})
    if field.key == "url":
        return forms.URLField(
            label=label,
            required=False,
            max_length=500,
            initial=field.value,
            assume_scheme="https",
            error_messages={"invalid": BAD_URL},
        )
    if field.kind == "line":
        return forms.CharField(label=label, required=False, max_length=500, initial=field.value)
    listed = field.kind == "list"
    return forms.CharField(
        label=label,
        required=False,
        max_length=4000,
        initial="\n".join(field.value) if listed else field.value,
        help_text=_("Uno por línea.") if listed else "",
        widget=forms.Textarea({"rows": 4 if listed else 3}),
    )
