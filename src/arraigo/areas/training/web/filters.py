"""The filter of the figures as an address: `?desde=&hasta=&curso=&institucion=&serie=&area=`, and the cell behind one
figure: `&sexo=&modalidad=&edad=&jornada=`."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.forms.utils import flatatt
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arraigo.areas.training.enums import ProgrammeArea
from arraigo.areas.training.queries.choices import Choices
from arraigo.areas.training.queries.figures import FigureFilter
from arraigo.areas.training.queries.records import RecordFilter
from arraigo.areas.training.web.common import raised
from arraigo.core.people.api import AgeBand
from arraigo.core.ui.formats import long_date
from arraigo.core.ui.forms import DateField
from arraigo.core.ui.ids import id_from
from arraigo.core.ui.shell import Text

SEXES = {"mujeres": "women", "hombres": "men", "sin-dato": "unknown"}
MODALITIES = {"en-linea": "online", "presencial": "in_person", "ambas": "both"}
NO_INSTITUTION = NO_SERIES = "ninguna"
SEX_WORDS = {
    "women": gettext_lazy("Mujeres"),
    "men": gettext_lazy("Hombres"),
    "unknown": gettext_lazy("Sin dato u otro"),
}
MODALITY_WORDS = {
    "online": gettext_lazy("En línea"),
    "in_person": gettext_lazy("Presencial"),
    "both": gettext_lazy("En ambas modalidades"),
}
QUARTER = 91


def key_of(words: dict[str, str], value: str) -> str:
    """Return how the address says a value."""
    return next((key for key, found in words.items() if found == value), "")


class LongSelect(forms.Select):
    """A select drawn without a template for each of its options, of which a city has hundreds."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:  # noqa: ANN401 - Django's own signature
        """Draw the select as the component does."""
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (key, SafeString(" selected") if str(key) == str(value or "") else "", label)
                for key, label in self.choices
            ),
        )
        said = flatatt(self.build_attrs(self.attrs, {"class": "input", "name": name, **(attrs or {})}))
        return format_html("<select{}>{}</select>", said, options)


class FigureForm(forms.Form):
    """What figures are narrowed to; every field may stay empty."""

    desde = DateField(label=gettext_lazy("Desde"), required=False)
    hasta = DateField(label=gettext_lazy("Hasta"), required=False)
    curso = forms.ChoiceField(label=gettext_lazy("Curso"), required=False, widget=LongSelect)
    institucion = forms.ChoiceField(label=gettext_lazy("Institución"), required=False, widget=LongSelect)
    serie = forms.ChoiceField(label=gettext_lazy("Serie"), required=False, widget=LongSelect)
    area = forms.ChoiceField(label=gettext_lazy("Área del programa"), required=False)

    def __init__(self, data: QueryDict, choices: Choices, *, with_none: bool = False) -> None:
        super().__init__(data, auto_id="filtro_%s")
        nobody = [(NO_INSTITUTION, _("Sin institución"))] if with_none else []
        nothing = [(NO_SERIES, _("Sin serie"))] if with_none else []
        offered = {
            "curso": [("", _("Todos los cursos")), *choices.courses],
            "institucion": [("", _("Todas las instituciones")), *nobody, *choices.institutions],
            "serie": [("", _("Todas las series")), *nothing, *choices.series],
            "area": [("", _("Todas las áreas")), *raised(ProgrammeArea.choices)],
        }
        for name, pairs in offered.items():
            field = self.fields[name]
            field.choices = pairs  # type: ignore[attr-defined]
            field.error_messages["invalid_choice"] = _("Ya no está en la lista. Elija otra opción.")
        if not choices.series and not with_none:
            del self.fields["serie"]

    def clean(self) -> None:
        """Refuse a period that ends before it begins."""
        data = self.cleaned_data
        since, until = data.get("desde"), data.get("hasta")
        if since and until and until < since:
            self.add_error("hasta", _("Termina antes de empezar. Escriba una fecha desde el %s.") % long_date(since))

    @property
    def wanted(self) -> FigureFilter:
        """The filter, from the fields that could be read."""
        self.is_valid()
        data = self.cleaned_data
        institution, series = data.get("institucion") or "", data.get("serie") or ""
        return FigureFilter(
            since=data.get("desde"),
            until=data.get("hasta"),
            course=_id(data.get("curso")),
            institution=None if institution == NO_INSTITUTION else _id(institution),
            series=None if series == NO_SERIES else _id(series),
            programme_area=data.get("area") or "",
        )

    @property
    def words(self) -> list[tuple[Text, str]]:
        """The filter as (label, words), for headings and downloads; only what narrows."""
        self.is_valid()
        said: list[tuple[Text, str]] = []
        for name in ("curso", "institucion", "serie", "area"):
            if value := self.cleaned_data.get(name):
                field = self.fields[name]
                said.append((str(field.label), str(dict(field.choices)[value])))  # type: ignore[attr-defined]
        return said


def _id(text: str | None) -> UUID | None:
    return UUID(text) if text else None


def query(wanted: FigureFilter, **cell: str) -> str:
    """The address of a filter, and of one cell of its figures, from its `?` on."""
    pairs = {
        "desde": f"{wanted.since:%d/%m/%Y}" if wanted.since else "",
        "hasta": f"{wanted.until:%d/%m/%Y}" if wanted.until else "",
        "curso": str(wanted.course or ""),
        "institucion": str(wanted.institution or ""),
        "serie": str(wanted.series or ""),
        "area": wanted.programme_area,
        **cell,
    }
    said = urlencode({key: value for key, value in pairs.items() if value})
    return f"?{said}" if said else ""


@dataclass(frozen=True)
class Quick:
    """A period at one click."""

    label: Text
    url: str
    current: bool


def quick_periods(wanted: FigureFilter, *, today: date, path: str, lit: bool = True) -> list[Quick]:
    """The periods that are asked for most, keeping the rest of the filter; `lit` is false when none is in force."""
    offered: list[tuple[Text, date | None, date | None]] = [
        (gettext_lazy("Este año"), date(today.year, 1, 1), today),
        (gettext_lazy("Último trimestre"), today - timedelta(days=QUARTER), today),
        (gettext_lazy("Todo"), None, None),
    ]
    return [
        Quick(
            label,
            path + query(replace(wanted, since=since, until=until)),
            lit and (wanted.since, wanted.until) == (since, until),
        )
        for label, since, until in offered
    ]


@dataclass(frozen=True)
class Links:
    """Where each figure opens; nowhere for somebody who reads figures without names."""

    city: str
    wanted: FigureFilter
    opens: bool

    def to(self, **cell: str) -> str:
        """The address of the records of one cell, or nothing."""
        if not self.opens:
            return ""
        return reverse("training:records", args=[self.city]) + query(self.wanted, **cell)


def records_wanted(form: FigureForm, params: QueryDict) -> RecordFilter:
    """Read which records an address asks for; what it does not know is ignored."""
    band = "unknown" if params.get("edad") == "sin-dato" else params.get("edad", "")
    return RecordFilter(
        figures=form.wanted,
        sex=SEXES.get(params.get("sexo", ""), ""),
        modality=MODALITIES.get(params.get("modalidad", ""), ""),
        age=band if band in AgeBand.values else "",
        session=id_from(params.get("jornada", "")),
        without_institution=form.cleaned_data.get("institucion") == NO_INSTITUTION,
        without_series=form.cleaned_data.get("serie") == NO_SERIES,
    )
