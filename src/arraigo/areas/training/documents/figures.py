"""The figures of training as files: a workbook, text for other programs, and one page to print or attach."""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from arraigo.areas.training.documents import outcomes
from arraigo.areas.training.documents.outcomes import NOTHING_MORE, Cell, More
from arraigo.areas.training.queries.figures import GROUPS, Count, FigureFilter, Figures, Line
from arraigo.areas.training.queries.outcomes import Outcomes
from arraigo.core.documents.typesetting import typeset
from arraigo.core.ui.formats import long_date, number, percent
from arraigo.core.ui.tables import harmless

TEMPLATE = Path(__file__).with_name("figures.typ")
MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
}
ON_THE_PAGE, FEW_ON_THE_PAGE = 6, 4
HOUR = 3600


@dataclass(frozen=True)
class Heading:
    """What stands above the figures: whose they are, of when, narrowed to what, and on which day they were read."""

    city: str
    period: str
    filters: tuple[tuple[str, str], ...]
    on: datetime
    invented: bool = False

    @property
    def lines(self) -> list[tuple[str, str]]:
        """The heading as (label, words)."""
        said = [(_("Ciudad"), self.city), (_("Período"), self.period), *self.filters]
        return [*said, (_("Consultado"), f"{long_date(self.on)}, {self.on:%H:%M}")]


def period(wanted: FigureFilter) -> str:
    """The period of a filter in words."""
    since, until = long_date(wanted.since), long_date(wanted.until)
    if wanted.since and wanted.until:
        return _("Del %(since)s al %(until)s") % {"since": since, "until": until}
    if wanted.since:
        return _("Desde el %(since)s") % {"since": since}
    return _("Hasta el %(until)s") % {"until": until} if wanted.until else _("Todo lo registrado")


@dataclass(frozen=True)
class Row:
    """One line of a breakdown: people by sex and, where it is known, attendances."""

    label: str
    people: Count
    attendances: int | None = None
    seconds: int | None = None


@dataclass(frozen=True)
class Section:
    """One breakdown of the people; `most` lines of it stand on the page."""

    title: str
    unit: str
    rows: tuple[Row, ...]
    by_time: bool = False
    most: int = ON_THE_PAGE


def sections(found: Figures, more: More = NOTHING_MORE) -> list[Section]:
    """Return the breakdowns of figures, each line with its words."""
    modalities = (("online", _("En línea")), ("in_person", _("Presencial")))
    return [
        Section(
            _("Por modalidad"),
            _("Modalidad"),
            tuple(Row(words, found.by_modality[name]) for name, words in modalities),
        ),
        Section(_("Por institución"), _("Institución"), _rows(found.by_institution)),
        Section(_("Por edad"), _("Edad"), _rows(found.by_age, raised=True, timed=False)),
        Section(_("Por serie"), _("Serie"), _rows(more.breakdowns.by_series), most=FEW_ON_THE_PAGE),
        Section(_("Por área del programa"), _("Área"), _rows(more.breakdowns.by_area), most=FEW_ON_THE_PAGE),
        Section(
            _("Por jornada"),
            _("Jornada"),
            tuple(
                Row(f"{line.label} · {line.detail}", line.people, line.attendances, line.seconds)
                for line in found.by_session
            ),
            by_time=True,
        ),
    ]


def _rows(lines: Iterable[Line], *, raised: bool = False, timed: bool = True) -> tuple[Row, ...]:
    """Return the lines as rows; a label that is ours, and no name, begins with a capital."""
    return tuple(
        Row(
            str(capfirst(line.label)) if raised else line.label,
            line.people,
            line.attendances,
            line.seconds if timed else None,
        )
        for line in lines
    )


def definitions() -> list[str]:
    """Return what each word of the figures means."""
    return [
        _("Persona: quien tiene al menos una asistencia en el período. Cuenta una sola vez, y una en cada modalidad."),
        _("Asistencia: una persona en una jornada, con tiempo en ella."),
        _("Los porcentajes son sobre las personas que asistieron; el total está al lado."),
        _("Por redondeo, los porcentajes pueden no sumar 100."),
        _("Sin dato u otro: personas de quienes no consta el sexo, no lo dicen o es otro. No se reparten."),
        _("Las filas que esperan revisión no se cuentan."),
        *outcomes.definitions(),
    ]


def summary(found: Figures) -> list[tuple[str, int, int | None, str]]:
    """Return the main figures as (label, number, whole, what the whole is)."""
    attended = _("personas que asistieron")
    return [
        (_("Personas que asistieron"), found.people.total, found.enrolled_people, _("personas inscritas")),
        (_("Mujeres"), found.people.women, found.people.total, attended),
        (_("Hombres"), found.people.men, found.people.total, attended),
        (_("Sin dato u otro"), found.people.unknown, found.people.total, attended),
        (_("En línea"), found.by_modality["online"].total, found.people.total, attended),
        (_("Presencial"), found.by_modality["in_person"].total, found.people.total, attended),
        (_("En ambas modalidades"), found.both_modalities, found.people.total, attended),
        (_("Asistencias"), found.attendances, None, ""),
        (_("Horas recibidas"), round(found.seconds / HOUR), None, ""),
        (_("Jornadas realizadas"), found.held, None, ""),
        (_("Horas que duraron"), round(found.held_minutes / 60), None, ""),
        (_("Filas por revisar, que no se cuentan"), found.waiting, None, ""),
    ]


def _columns(unit: str) -> list[str]:
    return [
        unit,
        _("Mujeres"),
        _("Hombres"),
        _("Sin dato u otro"),
        _("Personas"),
        _("De"),
        _("Parte"),
        _("Asistencias"),
        _("Horas recibidas"),
    ]


def workbook(found: Figures, heading: Heading, more: More = NOTHING_MORE) -> bytes:
    """Return an XLSX with a sheet for the main figures, one for each breakdown, the outcomes and the definitions."""
    file = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        share = book.add_format({"num_format": "0.0 %"})
        _summary_sheet(book, found, heading, bold, share)
        for section in sections(found, more):
            _section_sheet(book, section, found.people.total, bold, share)
        outcomes_sheet(book, more.outcomes, bold)
        definitions_sheet(book)
    return file.getvalue()


def definitions_sheet(book: Any) -> None:  # noqa: ANN401 - an untyped library
    """Add the sheet that says what each word means."""
    sheet = book.add_worksheet(_("Definiciones"))
    sheet.set_column(0, 0, 110)
    for line, sentence in enumerate(definitions()):
        sheet.write_string(line, 0, sentence)


def outcomes_sheet(book: Any, found: Outcomes, bold: Any) -> None:  # noqa: ANN401 - an untyped library
    """Add the sheet of the outcomes, numbers as numbers, and nothing where too few answered."""
    sheet = book.add_worksheet(_("Resultados"))
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 48)
    sheet.set_column(2, 12, 16)
    sheet.freeze_panes(1, 2)
    for at, words in enumerate(outcomes.columns()):
        sheet.write_string(0, at, words, bold)
    for line, row in enumerate(outcomes.rows(found), start=1):
        for at, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(line, at, value)
            elif value is not None:
                sheet.write_number(line, at, value)


def _summary_sheet(book: Any, found: Figures, heading: Heading, bold: Any, share: Any) -> None:  # noqa: ANN401 - an untyped library
    sheet = book.add_worksheet(_("Resumen"))
    sheet.set_column(0, 0, 38)
    sheet.set_column(1, 4, 24)
    for line, (label, words) in enumerate(heading.lines):
        sheet.write_string(line, 0, label)
        sheet.write_string(line, 1, words)
    top = len(heading.lines) + 1
    for at, words in enumerate((_("Cifra"), _("Cantidad"), _("De"), _("Parte"), _("Qué es el total"))):
        sheet.write_string(top, at, words, bold)
    for line, (label, value, whole, noun) in enumerate(summary(found), start=top + 1):
        sheet.write_string(line, 0, label)
        sheet.write_number(line, 1, value)
        if whole is not None:
            sheet.write_number(line, 2, whole)
            sheet.write_string(line, 4, noun)
        if whole:
            sheet.write_number(line, 3, value / whole, share)


def _section_sheet(book: Any, section: Section, whole: int, bold: Any, share: Any) -> None:  # noqa: ANN401 - an untyped library
    sheet = book.add_worksheet(section.title)
    sheet.set_column(0, 0, 48)
    sheet.set_column(1, 8, 15)
    sheet.freeze_panes(1, 1)
    for at, words in enumerate(_columns(section.unit)):
        sheet.write_string(0, at, words, bold)
    for line, row in enumerate(section.rows, start=1):
        sheet.write_string(line, 0, row.label)
        counted = (row.people.women, row.people.men, row.people.unknown, row.people.total, whole)
        for at, value in enumerate(counted, start=1):
            sheet.write_number(line, at, value)
        if whole:
            sheet.write_number(line, 6, row.people.total / whole, share)
        if row.attendances is not None:
            sheet.write_number(line, 7, row.attendances)
        if row.seconds is not None:
            sheet.write_number(line, 8, round(row.seconds / HOUR, 1))


def text(found: Figures, heading: Heading, more: More = NOTHING_MORE) -> bytes:
    """Return a CSV as Excel in Spanish opens it: the groups of each breakdown, the outcomes, the definitions."""
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([harmless(label), harmless(words)] for label, words in heading.lines)
    writer.writerow([])
    writer.writerow([_("Cuadro"), *_columns(_("Grupo"))])
    whole = Row(_("Todas las personas"), found.people, found.attendances, found.seconds)
    writer.writerow(_line(_("Total"), whole, found.people.total))
    for section in sections(found, more):
        writer.writerows(_line(section.title, row, found.people.total) for row in section.rows)
    writer.writerows([[], outcomes.columns()])
    writer.writerows([_cell(value) for value in row] for row in outcomes.rows(more.outcomes))
    writer.writerows([[], [_("Definiciones")], *([sentence] for sentence in definitions())])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Cell) -> str:
    """Write a number with a comma, a text without letting it be a formula, and nothing for what is not shown."""
    if isinstance(value, str):
        return str(harmless(value))
    return "" if value is None else str(value).replace(".", ",")


def _line(title: str, row: Row, whole: int) -> list[str]:
    people = row.people
    share = f"{100 * people.total / whole:.1f}".replace(".", ",") if whole else ""
    counted = (people.women, people.men, people.unknown, people.total, whole)
    attended = "" if row.attendances is None else str(row.attendances)
    hours = "" if row.seconds is None else _cell(round(row.seconds / HOUR, 1))
    return [title, harmless(row.label), *(str(value) for value in counted), share, attended, hours]


# ── One page ──


def page(found: Figures, heading: Heading, more: More = NOTHING_MORE) -> bytes:
    """Return one page as PDF/UA-1; the same figures give the same bytes, but for the day."""
    read_on = heading.on.replace(microsecond=0, tzinfo=UTC)
    return bytes(compiled(found, heading, more, format="pdf", pdf_standards=["ua-1"], timestamp=read_on))


def compiled(found: Figures, heading: Heading, more: More = NOTHING_MORE, **how: Any) -> Any:  # noqa: ANN401 - as the library says
    """Compile the page; `how` are the library's own words for the format."""
    return typeset(TEMPLATE, _page_data(found, heading, more), **how)


def _page_data(found: Figures, heading: Heading, more: More) -> dict[str, Any]:
    return {
        "lang": (get_language() or "es")[:2],
        "title": _("Cifras de formación"),
        "city": heading.city,
        "heading": [list(pair) for pair in heading.lines[1:]],
        "invented": _("Ciudad y personas inventadas, para demostración.") if heading.invented else "",
        "summary": [_summary_line(*line) for line in summary(found)[:1] + summary(found)[4:6] + summary(found)[7:8]],
        "outcomes": [
            {"label": label, "value": value, "of": of}
            for label, value, of in outcomes.summary_lines(
                more.outcomes.total, hours=round(found.seconds / HOUR), held=found.held
            )
        ],
        "sex": {
            "title": _("%s son mujeres") % percent(found.people.women, found.people.total),
            "rows": [_bar(label, value, whole) for label, value, whole, _noun in summary(found)[1:4]],
        },
        "columns": [_("Mujeres"), _("Hombres"), _("Sin dato u otro"), _("Personas"), _("Parte")],
        "sections": [_page_section(section, found.people.total) for section in sections(found, more)],
        "definitions": [_("Qué significa cada palabra"), *definitions()],
        "waiting": _waiting(found.waiting),
        "both": _both(found.both_modalities),
    }


def _waiting(rows: int) -> str:
    return _("Filas de asistencia que esperan revisión y no se cuentan: %s.") % number(rows) if rows else ""


def _both(people: int) -> str:
    return _("Participaron de las dos maneras, y cuentan en cada una: %s.") % number(people) if people else ""


def _summary_line(label: str, value: int, whole: int | None, noun: str) -> dict[str, Any]:
    said = ""
    if whole is not None:
        said = _("de %(whole)s %(noun)s (%(share)s)") % {
            "whole": number(whole),
            "noun": noun,
            "share": percent(value, whole),
        }
    return {"label": label, "value": number(value), "of": said, "share": value / whole if whole else 0}


def _bar(label: str, value: int, whole: int | None) -> dict[str, Any]:
    words = _("%(part)s de %(whole)s") % {"part": number(value), "whole": number(whole)}
    return {"label": label, "share": value / whole if whole else 0, "percent": percent(value, whole), "words": words}


def _page_section(section: Section, whole: int) -> dict[str, Any]:
    shown = _shortened(section)
    return {
        "title": _last(section) if len(shown) < len(section.rows) and section.by_time else section.title,
        "unit": section.unit,
        "rows": [[row.label, *_numbers(row.people), percent(row.people.total, whole)] for row in shown],
    }


def _last(section: Section) -> str:
    said = {"title": section.title, "shown": number(section.most), "all": number(len(section.rows))}
    return _("%(title)s: las últimas %(shown)s de %(all)s") % said


def _numbers(people: Count) -> list[str]:
    return [number(value) for value in (people.women, people.men, people.unknown, people.total)]


def _shortened(section: Section) -> list[Row]:
    """Return as many lines as the page holds: the latest sessions, the largest institutions and the sum of the others.

    Sessions are not summed: whoever came to two of them is one person.
    """
    rows = section.rows
    if len(rows) <= section.most:
        return list(rows)
    if section.by_time:
        return list(rows[-section.most :])
    kept, rest = list(rows[: section.most - 1]), rows[section.most - 1 :]
    left = Count(*(sum(getattr(row.people, group) for row in rest) for group in GROUPS))
    return [*kept, Row(_("Otras %s, sumadas") % number(len(rest)), left)]


WRITERS: dict[str, Callable[[Figures, Heading, More], bytes]] = {"xlsx": workbook, "csv": text, "pdf": page}
