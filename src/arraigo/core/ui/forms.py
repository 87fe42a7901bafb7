"""The one form: every `{{ form }}` is drawn with our fields, help and errors, and the widgets that Django lacks."""

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django.forms
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.template.backends.django import DjangoTemplates as Backend
from django.utils.dates import MONTHS
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arraigo.core.ui.shell import Text

# Beyond them lies a slip of the hand, and further on what no database keeps once it is a moment in a time zone.
FIRST_YEAR, LAST_YEAR = 1900, 2200
BUILT_IN = Path(django.forms.__file__).parent / "templates"


class Renderer(DjangoTemplates):
    """Draws forms with the apps' templates (ours first) and falls back on those that come with Django."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
    formset_template_name = "ui/formset.html"

    @cached_property
    def engine(self) -> Backend:
        """An engine of its own: `django.forms` is no app, so APP_DIRS alone would miss its templates."""
        return Backend(
            {
                "NAME": "arraigo-forms",
                "DIRS": [],
                "APP_DIRS": False,
                "OPTIONS": {
                    "builtins": ["arraigo.core.ui.templatetags.ui"],
                    "loaders": [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django.template.loaders.app_directories.Loader",
                                ("django.template.loaders.filesystem.Loader", [BUILT_IN]),
                            ],
                        )
                    ],
                },
            }
        )


@dataclass(frozen=True)
class FieldGroup:
    """Fields under one legend. A form with `groups = (FieldGroup(…), …)` is drawn in that order."""

    legend: Text
    names: tuple[str, ...]
    help: Text = ""


@dataclass(frozen=True)
class DrawnGroup:
    """A group with its bound fields, as the template draws it."""

    legend: Text
    help: Text
    fields: tuple[BoundField, ...]


@dataclass(frozen=True)
class Mistake:
    """One error in the summary: where the link goes, what the field is called, what is wrong."""

    target: str
    label: Text
    message: str


def groups(form: forms.BaseForm) -> Iterator[DrawnGroup]:
    """The visible fields of `form` in its groups; those that no group names come last, without a legend."""
    named: set[str] = set()
    for group in getattr(form, "groups", ()):
        present = tuple(name for name in group.names if name in form.fields)
        named.update(present)
        if present:
            yield DrawnGroup(group.legend, group.help, tuple(form[name] for name in present))
    rest = tuple(field for field in form.visible_fields() if field.name not in named)
    if rest:
        yield DrawnGroup("", "", rest)


def mistakes(form: forms.BaseForm) -> list[Mistake]:
    """Everything wrong with `form`, its general errors first, then field by field in order."""
    general = [Mistake("", "", str(error)) for error in form.non_field_errors()]
    hidden = [Mistake("", field.label, str(error)) for field in form.hidden_fields() for error in field.errors]
    fields = [
        Mistake(target(field), field.label, str(error)) for field in form.visible_fields() for error in field.errors
    ]
    return general + hidden + fields


def target(field: BoundField) -> str:
    """The id of the control that a link to `field` should reach: the first of several."""
    widget = field.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple | forms.MultiWidget):
        return f"{field.auto_id}_0"
    return field.id_for_label or str(field.auto_id)


class DateInput(forms.DateInput):
    """A date as text, day/month/year: quicker than a calendar for dates that a person has on paper."""

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "off", **(attrs or {})}, format="%d/%m/%Y")


class DateField(forms.DateField):
    """A date as people write it (16/11/2026, 16-11-26 is refused), whose errors say how to mend it."""

    widget = DateInput
    default_error_messages = {
        "required": gettext_lazy("Escriba la fecha."),
        "invalid": gettext_lazy("Escriba el día, el mes y el año, por ejemplo 16/11/2026."),
    }

    def to_python(self, value: Any) -> dt.date | None:  # noqa: ANN401 — Django's own signature
        """Read day, month and year; raise ValidationError with a sentence that names the fault."""
        if value in self.empty_values or isinstance(value, dt.date):
            return super().to_python(value)
        match = re.fullmatch(r"\s*(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4})\s*", str(value), flags=re.ASCII)
        if match is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        day, month, year = (int(part) for part in match.groups())
        return _checked(year, month, day)


def _checked(year: int, month: int, day: int) -> dt.date:
    if not 1 <= month <= 12:
        raise ValidationError(_("El mes va del 1 al 12. Escriba primero el día y después el mes."), code="invalid")
    if year < 1:
        raise ValidationError(_("Escriba el año con cuatro cifras."), code="invalid")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        words = _("Revise el año: va de %(first)s a %(last)s.")
        raise ValidationError(words % {"first": FIRST_YEAR, "last": LAST_YEAR}, code="invalid")
    longest = calendar.monthrange(year, month)[1]
    if not 1 <= day <= longest:
        words = _("%(month)s de %(year)s tiene %(days)s días. Escriba otra fecha.")
        raise ValidationError(
            words % {"month": str(MONTHS[month]).capitalize(), "year": year, "days": longest}, code="invalid"
        )
    return dt.date(year, month, day)


class DayMonthYear(forms.MultiWidget):
    """A date in three boxes, for dates known by heart such as a birthday. Use with DateField."""

    template_name = "ui/widgets/day_month_year.html"
    use_fieldset = True

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        box = {"inputmode": "numeric", **(attrs or {})}
        super().__init__(
            {
                "dia": forms.TextInput({**box, "maxlength": "2", "class": "two"}),
                "mes": forms.TextInput({**box, "maxlength": "2", "class": "two"}),
                "anio": forms.TextInput({**box, "maxlength": "4", "class": "four"}),
            }
        )

    def decompress(self, value: Any) -> list[Any]:  # noqa: ANN401 — Django's own signature
        """Split a date, or text as somebody typed it, into its three boxes."""
        if isinstance(value, dt.date):
            return [value.day, value.month, value.year]
        return ([*str(value).split("/"), "", "", ""])[:3] if value else ["", "", ""]

    # A list, as the parent has it, would need a MultiValueField; one text lets DateField say what is wrong with it.
    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:  # type: ignore[override]  # noqa: ANN401
        """Join the boxes as day/month/year; all of them empty is no date."""
        parts = [str(part or "").strip() for part in super().value_from_datadict(data, files, name)]
        return "/".join(parts) if any(parts) else ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:  # noqa: ANN401
        """Give each box its label."""
        context = super().get_context(name, value, attrs)
        labels = (_("Día"), _("Mes"), _("Año"))
        for box, label in zip(context["widget"]["subwidgets"], labels, strict=True):
            box["label"] = label
        return context


class FileDrop(forms.FileInput):
    """A file picker on which files can be dropped; without scripts it is a plain file picker."""

    template_name = "ui/widgets/file_drop.html"

    def __init__(
        self, attrs: Mapping[str, Any] | None = None, *, title: Text = "", note: Text = "", several: bool = False
    ) -> None:
        self.allow_multiple_selected = several
        super().__init__({**({"multiple": True} if several else {}), **(attrs or {})})
        self.title = title
        self.note = note

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:  # noqa: ANN401
        """Add the words in the zone."""
        context = super().get_context(name, value, attrs)
        several = _("Suelte aquí sus archivos") if self.allow_multiple_selected else _("Suelte aquí su archivo")
        context["widget"] |= {"title": self.title or several, "note": self.note}
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:  # noqa: ANN401 — Django's own signature
        """All the files when several are allowed, else the one."""
        return files.getlist(name) if self.allow_multiple_selected else super().value_from_datadict(data, files, name)


class FilesField(forms.FileField):
    """Several files at once; cleans to a list."""

    widget = FileDrop(several=True)

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":  # noqa: ANN401 — Django's own signature
        """Clean each file; raise ValidationError when none came and one must."""
        given: Sequence[Any] = data or []
        if not given and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        clean_one = super().clean
        return [clean_one(one, initial) for one in given]


class GroupedChecks(forms.CheckboxSelectMultiple):
    """Many boxes to tick, in groups that open one by one; give it choices as (group, ((value, label), …))."""

    template_name = "ui/widgets/grouped_checks.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:  # noqa: ANN401
        """Add the groups, each with how many of its boxes are ticked; one with any is open."""
        context = super().get_context(name, value, attrs)
        context["widget"]["drawn"] = [
            {"label": label, "options": options, "chosen": sum(bool(one["selected"]) for one in options)}
            for label, options, _at in context["widget"]["optgroups"]
        ]
        return context


class SearchSelect(forms.Select):
    """A select with a box that narrows its options while one types; without scripts it is a plain select."""

    template_name = "ui/widgets/search_select.html"
