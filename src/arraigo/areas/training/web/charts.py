"""The figures as charts, each with a title that says what it shows, every value open to its records."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from arraigo.areas.training.queries.breakdowns import Breakdowns
from arraigo.areas.training.queries.figures import GROUPS, Count, Figures, Line
from arraigo.areas.training.web.filters import (
    MODALITIES,
    MODALITY_WORDS,
    NO_INSTITUTION,
    NO_SERIES,
    SEX_WORDS,
    SEXES,
    Links,
    key_of,
)
from arraigo.core.ui.charts import BarChart, Datum, Series, Stack, bars, stacked
from arraigo.core.ui.formats import number, percent, short_date
from arraigo.core.ui.shell import Text

TONES = {"women": "d3", "men": "d2", "unknown": "d5"}
MOST_BARS = 12
MOST_SESSIONS = 15


@dataclass(frozen=True)
class Panel:
    """One chart: the finding as its title, what its table is called, what a line is, and a note on its source."""

    key: str
    title: str
    caption: Text
    unit: Text
    chart: BarChart
    note: str = ""


def people_panels(found: Figures, links: Links) -> list[Panel]:
    """The charts of people: by sex, by modality and sex, by institution, by age, by session."""
    return [
        by_sex(found, links),
        by_modality(found, links),
        by_institution(found, links),
        by_age(found, links),
        by_session(found, links),
    ]


def attendance_panels(found: Figures, links: Links) -> list[Panel]:
    """The charts of attendances: by institution and by age."""
    by_institution = sorted(found.by_institution, key=lambda line: -line.attendances)
    return [
        _attendances("asistencias-institucion", gettext_lazy("Institución"), by_institution, found, links),
        _attendances("asistencias-edad", gettext_lazy("Edad"), found.by_age, found, links),
    ]


def by_sex(found: Figures, links: Links) -> Panel:
    """Women, men, and those of whom it is not known, of all people."""
    data = [
        Datum(SEX_WORDS[group], getattr(found.people, group), links.to(sexo=key_of(SEXES, group)), TONES[group])
        for group in GROUPS
    ]
    unknown = found.people.unknown
    note = _("Según la lista de inscripción.") + " "
    note += (
        ngettext("De %s persona no consta.", "De %s personas no consta.", unknown) % number(unknown)
        if unknown
        else _("Consta de todas las personas.")
    )
    title = _("%s son mujeres") % percent(found.people.women, found.people.total)
    return Panel("sexo", title, gettext_lazy("Personas por sexo"), gettext_lazy("Sexo"), _bars(data, found), note)


def _bars(data: Sequence[Datum], found: Figures) -> BarChart:
    return bars(data, whole=found.people.total)


def by_modality(found: Figures, links: Links) -> Panel:
    """Each modality by sex, of all people; who took part in both is in both."""
    stacks = [
        _stack(MODALITY_WORDS[name], count, links, modalidad=key_of(MODALITIES, name))
        for name, count in found.by_modality.items()
    ]
    online, in_person = (found.by_modality[name].total for name in ("online", "in_person"))
    title = _("En línea participaron %(online)s personas; en sala, %(in_person)s")
    note = ""
    if found.both_modalities:
        note = ngettext(
            "%s persona participó de las dos maneras y cuenta una vez en cada una.",
            "%s personas participaron de las dos maneras y cuentan una vez en cada una.",
            found.both_modalities,
        ) % number(found.both_modalities)
    return Panel(
        "modalidad",
        title % {"online": number(online), "in_person": number(in_person)},
        gettext_lazy("Personas por modalidad y sexo"),
        gettext_lazy("Modalidad"),
        _stacked(stacks, found, full=found.people.total),
        note,
    )


def by_institution(found: Figures, links: Links) -> Panel:
    """The largest institutions by sex; the others together."""
    shown, rest = found.by_institution[:MOST_BARS], found.by_institution[MOST_BARS:]
    stacks = [_stack(line.label, line.people, links, institucion=line.key or NO_INSTITUTION) for line in shown]
    if rest:
        others = ngettext("%s institución más", "%s instituciones más", len(rest)) % number(len(rest))
        stacks.append(Stack(others, _sums(rest)))
    title = _("Por institución")
    if shown:
        part = number(shown[0].people.total)
        said = {"name": shown[0].label, "part": part, "whole": number(found.people.total)}
        title = _("%(name)s: %(part)s de %(whole)s personas") % said
    summed = sum(line.people.total for line in found.by_institution)
    note = ""
    if summed > found.people.total:
        note = _("Quien fue inscrito por dos instituciones cuenta una vez en cada una.")
    return Panel(
        "institucion",
        title,
        gettext_lazy("Personas por institución y sexo"),
        gettext_lazy("Institución"),
        _stacked(stacks, found),
        note,
    )


def breakdown_panels(parts: Breakdowns, links: Links) -> list[Panel]:
    """The charts by series and by programme area; none of a city whose courses are of no series."""
    panels = []
    if any(line.key for line in parts.by_series):
        series = [_stack(line.label, line.people, links, serie=line.key or NO_SERIES) for line in parts.by_series]
        panels.append(_part("serie", _("Por serie"), gettext_lazy("Serie"), series, parts.by_series, parts))
    areas = [_stack(line.label, line.people, links, area=line.key) for line in parts.by_area]
    panels.append(
        _part("area", _("Por área del programa"), gettext_lazy("Área del programa"), areas, parts.by_area, parts)
    )
    return panels


def _part(key: str, title: str, unit: Text, stacks: list[Stack], lines: Sequence[Line], found: Breakdowns) -> Panel:
    summed = sum(line.people.total for line in lines)
    note = _("Quien estuvo en dos cuenta una vez en cada una.") if summed > found.people.total else ""
    if lines:
        said = {"name": lines[0].label, "part": number(lines[0].people.total), "whole": number(found.people.total)}
        title = _("%(name)s: %(part)s de %(whole)s personas") % said
    caption = gettext_lazy("Personas por serie y sexo") if key == "serie" else gettext_lazy("Personas por área y sexo")
    return Panel(key, title, caption, unit, _stacked(stacks, found), note)


def _sums(lines: Sequence[Line]) -> tuple[int, ...]:
    return tuple(sum(getattr(line.people, group) for line in lines) for group in GROUPS)


def by_age(found: Figures, links: Links) -> Panel:
    """The age bands by sex."""
    stacks = [_stack(_worded(line.label), line.people, links, edad=_age(line.key)) for line in found.by_age]
    known = [line for line in found.by_age if line.key != "unknown"]
    most = max(known, key=lambda line: line.people.total, default=None)
    unknown = sum(line.people.total for line in found.by_age if line.key == "unknown")
    title = _("De %(part)s de %(whole)s personas no consta la edad") % {
        "part": number(unknown),
        "whole": number(found.people.total),
    }
    if most is not None and 2 * unknown <= found.people.total:
        title = _("La edad más frecuente: %s") % most.label
    note = _("La edad que cumplía en el año de su última jornada.")
    caption = gettext_lazy("Personas por edad y sexo")
    return Panel("edad", title, caption, gettext_lazy("Edad"), _stacked(stacks, found), note)


def _age(key: str) -> str:
    return "sin-dato" if key == "unknown" else key


def by_session(found: Figures, links: Links) -> Panel:
    """The sessions of the one course that is chosen, else the latest of all, by sex."""
    alone = links.wanted.course is not None
    shown = found.by_session if alone else found.by_session[-MOST_SESSIONS:]
    stacks = [_stack(session_words(line, alone=alone), line.people, links, jornada=line.key) for line in shown]
    most = max(shown, key=lambda line: line.people.total, default=None)
    title = _("Por jornada")
    if most is not None:
        said = {
            "label": session_words(most, alone=alone),
            "part": number(most.people.total),
            "whole": number(found.people.total),
        }
        title = _("La jornada con más personas: %(label)s, con %(part)s de %(whole)s") % said
    note = ""
    if len(shown) < len(found.by_session):
        note = _("Las últimas %s jornadas. Elija un curso para ver las suyas.") % number(len(shown))
    caption = gettext_lazy("Personas por jornada y sexo")
    return Panel("jornada", title, caption, gettext_lazy("Jornada"), _stacked(stacks, found), note)


def session_words(line: Line, *, alone: bool) -> str:
    """A session as its code and day, with its course's title unless it is the only course."""
    day, _dot, title = line.detail.partition(" · ")
    words = f"{line.label} · {short_date(date.fromisoformat(day))}"
    return words if alone else f"{words} · {title}"


def _stack(label: Text, count: Count, links: Links, **cell: str) -> Stack:
    urls = tuple(links.to(**cell, sexo=key_of(SEXES, group)) for group in GROUPS)
    return Stack(label, tuple(getattr(count, group) for group in GROUPS), links.to(**cell), urls)


def _stacked(stacks: Sequence[Stack], found: Figures | Breakdowns, *, full: int | None = None) -> BarChart:
    series = [Series(SEX_WORDS[group], TONES[group]) for group in GROUPS]
    return stacked(stacks, series, whole=found.people.total, full=full or None)


def _attendances(key: str, unit: Text, lines: Sequence[Line], found: Figures, links: Links) -> Panel:
    cells = {"asistencias-institucion": _institution_cell, "asistencias-edad": _age_cell}[key]
    data = [Datum(_worded(line.label), line.attendances, links.to(**cells(line))) for line in lines[:MOST_BARS]]
    if rest := lines[MOST_BARS:]:
        others = ngettext("%s más", "%s más", len(rest)) % number(len(rest))
        data.append(Datum(others, sum(line.attendances for line in rest)))
    title = _("Asistencias por institución") if key.endswith("institucion") else _("Asistencias por edad")
    return Panel(key, title, title, unit, bars(data, whole=found.attendances))


def _worded(label: str) -> str:
    """A label with its first letter raised, the rest as it is."""
    return label[:1].upper() + label[1:]


def _institution_cell(line: Line) -> dict[str, str]:
    return {"institucion": line.key or NO_INSTITUTION, "ver": "asistencias"}


def _age_cell(line: Line) -> dict[str, str]:
    return {"edad": _age(line.key), "ver": "asistencias"}
