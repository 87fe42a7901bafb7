"""The report of an institution, ready to send: a few pages and a workbook, with names or without."""

from dataclasses import dataclass
from datetime import UTC
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from arraigo.areas.training.documents import figures as figure_documents
from arraigo.areas.training.documents import outcomes as words
from arraigo.areas.training.documents.figures import HOUR, Heading
from arraigo.areas.training.queries.institutions import CourseLine, InstitutionReport, Trained
from arraigo.core.documents.typesetting import typeset
from arraigo.core.people.api import Sex
from arraigo.core.ui.formats import number, percent, short_date

TEMPLATE = Path(__file__).with_name("institution.typ")


@dataclass(frozen=True)
class Paper:
    """A report as it goes out: whose, under which heading, what it says; `people` is None where it names nobody."""

    institution: str
    heading: Heading
    report: InstitutionReport
    people: tuple[Trained, ...] | None = None


def summary(paper: Paper) -> list[tuple[str, int, int | None, str]]:
    """Return the main counts as (label, number, whole, what the whole is)."""
    found = paper.report.figures
    attended = _("personas que asistieron")
    return [
        (_("Personas que asistieron"), found.people.total, found.enrolled_people, _("personas inscritas")),
        (_("Mujeres"), found.people.women, found.people.total, attended),
        (_("Hombres"), found.people.men, found.people.total, attended),
        (_("Sin dato u otro"), found.people.unknown, found.people.total, attended),
        (_("Cursos"), len(paper.report.courses), None, ""),
        (_("Jornadas realizadas a las que asistió alguien"), found.held, None, ""),
        (_("Asistencias"), found.attendances, None, ""),
        (_("Horas recibidas"), round(found.seconds / HOUR), None, ""),
        (_("Culminaron"), paper.report.outcomes.total.completed, paper.report.outcomes.total.enrolled, _("inscritas")),
        (_("Constancias válidas"), paper.report.outcomes.total.valid, None, ""),
    ]


def definitions() -> list[str]:
    """Return what each word of the report means."""
    return [
        *figure_documents.definitions(),
        _(
            "La satisfacción es de todas las personas que respondieron en esos cursos, también de otras instituciones:"
            " las encuestas no dicen quién respondió."
        ),
    ]


# ── Workbook ──


def workbook(paper: Paper) -> bytes:
    """Return an XLSX with the sheets resumen, cursos, jornadas, personas (where it has names) and definiciones."""
    file = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        _sheet(book, _("Resumen"), _summary_rows(paper), bold, day, headed=len(_heading(paper)) + 1)
        courses: list[list[Any]] = [_course_columns(), *map(_course_row, paper.report.courses)]
        _sheet(book, _("Cursos"), courses, bold, day)
        _sheet(book, _("Jornadas"), _session_rows(paper), bold, day)
        if paper.people is not None:
            _sheet(book, _("Personas"), [_people_columns(), *map(_person_row, paper.people)], bold, day)
        meaning: list[list[Any]] = [[_("Qué significa cada palabra")], *([one] for one in definitions())]
        _sheet(book, _("Definiciones"), meaning, bold, day)
    return file.getvalue()


def _sheet(book: Any, title: str, rows: list[list[Any]], bold: Any, day: Any, *, headed: int = 0) -> None:  # noqa: ANN401 - an untyped library
    """Write rows of texts, numbers and days; `headed` is the line of the headings."""
    sheet = book.add_worksheet(title)
    sheet.set_column(0, 0, 110 if len(rows[-1]) == 1 else 48)
    sheet.set_column(1, 13, 18)
    for line, row in enumerate(rows):
        for at, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(line, at, value, bold if line == headed else None)
            elif isinstance(value, int | float):
                sheet.write_number(line, at, value)
            elif value is not None:
                sheet.write_datetime(line, at, value, day)


def _heading(paper: Paper) -> list[list[Any]]:
    return [[_("Institución"), paper.institution], *([label, said] for label, said in paper.heading.lines)]


def _summary_rows(paper: Paper) -> list[list[Any]]:
    counts: list[list[Any]] = [[label, value, whole, noun] for label, value, whole, noun in summary(paper)]
    one = paper.report.outcomes.total
    means: list[list[Any]] = [
        [_("Con las dos pruebas"), one.tested],
        [_("Prueba inicial (%)"), _rounded(one.mean_before)],
        [_("Prueba final (%)"), _rounded(one.mean_after)],
        [_("Ganancia (puntos)"), _rounded(one.gain)],
        [_("Ganancia normalizada"), _rounded(one.normalised_gain, 2)],
        [_("Encuestas"), one.responses],
        [_("Satisfacción (1 a 5)"), _rounded(one.satisfaction, 2)],
    ]
    columns = [_("Cifra"), _("Cantidad"), _("De"), _("Qué es el total")]
    return [*_heading(paper), [], columns, *counts, *means]


def _course_columns() -> list[str]:
    return [
        _("Curso"),
        _("Código"),
        _("Inscritas"),
        _("Mujeres"),
        _("Hombres"),
        _("Sin dato u otro"),
        _("Asistieron"),
        _("Asistencias"),
        _("Horas recibidas"),
        _("Culminaron"),
        _("De inscritas"),
        _("Constancias válidas"),
        _("Ganancia (puntos)"),
        _("Satisfacción (1 a 5)"),
    ]


def _course_row(line: CourseLine) -> list[Any]:
    people, led_to = line.people, line.outcome
    return [
        line.title,
        line.code,
        line.enrolled,
        *(people.women, people.men, people.unknown, people.total),
        line.attendances,
        round(line.seconds / HOUR, 1),
        led_to.completed,
        led_to.enrolled,
        led_to.valid,
        _rounded(led_to.gain),
        _rounded(led_to.satisfaction, 2),
    ]


def _session_rows(paper: Paper) -> list[list[Any]]:
    columns = [_("Jornada"), _("Fecha"), _("Curso"), _("Mujeres"), _("Hombres"), _("Sin dato u otro"), _("Asistieron")]
    return [
        columns,
        *(
            [line.label, *_day_and_title(line.detail), *_numbers(line.people), line.people.total]
            for line in paper.report.figures.by_session
        ),
    ]


def _day_and_title(detail: str) -> tuple[str, str]:
    day, _dot, title = detail.partition(" · ")
    return day, title


def _numbers(people: Any) -> list[int]:  # noqa: ANN401 - a Count
    return [people.women, people.men, people.unknown]


def _people_columns() -> list[str]:
    return [
        _("Nombre"),
        _("Sexo"),
        _("Cargo"),
        _("Curso"),
        _("Jornadas a las que asistió"),
        _("De las realizadas"),
        _("Horas recibidas"),
        _("Constancia"),
        _("Emitida"),
    ]


def _person_row(one: Trained) -> list[Any]:
    return [
        one.name,
        str(capfirst(Sex(one.sex).label)),
        one.position,
        one.course,
        one.attended,
        one.held,
        one.hours,
        one.certificate,
        one.issued_on,
    ]


def _rounded(value: float | None, places: int = 1) -> float | None:
    return None if value is None else round(value, places)


# ── Pages ──


def page(paper: Paper) -> bytes:
    """Return the report as PDF/UA-1, one page or a few; the same report gives the same bytes, but for the day."""
    read_on = paper.heading.on.replace(microsecond=0, tzinfo=UTC)
    return bytes(typeset(TEMPLATE, page_data(paper), format="pdf", pdf_standards=["ua-1"], timestamp=read_on))


def page_data(paper: Paper) -> dict[str, Any]:
    """Return everything that the page says, worded."""
    found, led_to = paper.report.figures, paper.report.outcomes.total
    people = found.people
    return {
        "lang": (get_language() or "es")[:2],
        "kind": _("Informe de formación"),
        "city": paper.heading.city,
        "institution": paper.institution,
        "heading": " · ".join(f"{label}: {said}" for label, said in paper.heading.lines[1:]),
        "invented": _("Ciudad y personas inventadas, para demostración.") if paper.heading.invented else "",
        "counts": [_count(label, value, whole, noun) for label, value, whole, noun in _on_top(paper)],
        "outcomes": [{"label": label, "value": value, "of": of} for label, value, of in words.summary_lines(led_to)],
        "sex": {
            "title": _("%s son mujeres") % percent(people.women, people.total),
            "rows": [
                {
                    "label": label,
                    "share": value / people.total if people.total else 0,
                    "percent": percent(value, people.total),
                    "words": _("%(part)s de %(whole)s") % {"part": number(value), "whole": number(people.total)},
                }
                for label, value, _whole, _noun in summary(paper)[1:4]
            ],
        },
        "tables": _tables(paper),
        "definitions": [_("Qué significa cada palabra"), *definitions()],
        "names": _("Contiene datos personales: úselo solo para lo que se pidió y no lo reenvíe.")
        if paper.people is not None
        else _("Este informe no nombra a ninguna persona."),
        "page": _("Página"),
        "of": _("de"),
    }


def _on_top(paper: Paper) -> list[tuple[str, int, int | None, str]]:
    counts = summary(paper)
    held = (_("Jornadas"), paper.report.figures.held, None, _("a las que asistió alguien"))
    hours = (_("Horas recibidas"), counts[7][1], None, _("de todas las personas, sumadas"))
    courses = (_("Cursos"), counts[4][1], None, _("con personas de la institución"))
    return [counts[0], courses, held, hours]


def _count(label: str, value: int, whole: int | None, noun: str) -> dict[str, Any]:
    said = {"whole": number(whole), "noun": noun, "share": percent(value, whole)}
    of = noun if whole is None else _("de %(whole)s %(noun)s (%(share)s)") % said
    return {"label": label, "value": number(value), "of": of, "share": value / whole if whole else 0}


def _tables(paper: Paper) -> list[dict[str, Any]]:
    tables: list[dict[str, Any]] = [
        {
            "title": _("Por curso"),
            "columns": [
                _("Curso"),
                _("Inscritas"),
                _("Asistieron"),
                _("Mujeres"),
                _("Hombres"),
                _("Horas"),
                _("Culminaron"),
                _("Constancias"),
            ],
            "rows": [_course_line(line) for line in paper.report.courses],
        },
        {
            "title": _("Por jornada"),
            "columns": [_("Jornada"), _("Mujeres"), _("Hombres"), _("Sin dato u otro"), _("Asistieron")],
            "rows": [
                [
                    f"{line.label} · {line.detail}",
                    *(number(value) for value in _numbers(line.people)),
                    number(line.people.total),
                ]
                for line in paper.report.figures.by_session
            ],
        },
    ]
    if paper.people is not None:
        tables.append(
            {
                "title": _("Personas, su asistencia y su constancia"),
                "columns": [_("Nombre"), _("Curso"), _("Jornadas"), _("Horas"), _("Constancia")],
                "rows": [_person_line(one) for one in paper.people],
                "texts": 2,
            }
        )
    return [table for table in tables if table["rows"]]


def _course_line(line: CourseLine) -> list[str]:
    part = {"part": number(line.outcome.completed), "whole": number(line.outcome.enrolled)}
    completed = _("%(part)s de %(whole)s") % part if line.outcome.enrolled else "–"
    counts = (line.enrolled, line.people.total, line.people.women, line.people.men, line.hours)
    return [line.title, *(number(value) for value in counts), completed, number(line.outcome.valid)]


def _person_line(one: Trained) -> list[str]:
    said = {"part": number(one.attended), "whole": number(one.held)}
    attended = _("%(part)s de %(whole)s") % said if one.held else "–"
    certificate = f"{one.certificate} · {short_date(one.issued_on)}" if one.certificate else "–"
    return [one.name, one.course, attended, number(one.hours, 1), certificate]
