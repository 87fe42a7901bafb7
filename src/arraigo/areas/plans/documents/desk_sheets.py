"""The judged review as rows: of the CSV, and of the workbook's sheets."""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from arraigo.areas.plans.documents.desk_words import how_settled, level_words
from arraigo.areas.plans.enums import Seat
from arraigo.areas.plans.queries.desk_results import Outcome, Result

# What XML cannot hold, and the most letters of a cell.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MOST = 32_000
_WIDTHS = (9, 14, 50, 26, 12, 24, 12, 30, 45)
Row = Sequence[str | int | float | None]


def criteria_rows(found: Outcome) -> list[Row]:
    """Return the heading and a row for each criterion."""
    columns = [
        _("Número"),
        _("Código"),
        _("Criterio"),
        _("Tema"),
        _("Nivel"),
        _("Nivel en palabras"),
        _("Propuesto"),
        _("Cómo se resolvió"),
        _("Por qué"),
        _("Primera revisión"),
        _("Por qué (primera)"),
        _("Segunda revisión"),
        _("Por qué (segunda)"),
        _("Parte del plan"),
        _("Norma"),
        _("Artículo"),
        _("Qué falta"),
        _("Pasajes"),
        _("Se buscó"),
    ]
    return [columns, *map(_criterion, found.results)]


def _criterion(one: Result) -> Row:
    finding = one.finding
    judged: list[str | int | None] = []
    for seat in Seat:
        given = one.judgements.get(seat)
        judged += [given.level if given else None, given.reason if given else ""]
    return [
        one.number,
        finding.code,
        finding.asks,
        finding.theme,
        finding.level,
        level_words(finding.level),
        finding.suggested,
        how_settled(one),
        finding.reason,
        *judged,
        finding.plan_part,
        finding.norm,
        finding.article,
        finding.missing,
        len(one.evidence),
        "; ".join(finding.searched),
    ]


def workbook(found: Outcome, told: dict[str, Any]) -> bytes:
    """Return an XLSX: summary, criteria, evidence, neighbourhoods. Texts that look like formulas stay texts."""
    file = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": f"{told['title']}: {told['plan']}"})
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        for title, rows in (
            (_("Resumen"), _summary(told)),
            (_("Criterios"), criteria_rows(found)),
            (_("Evidencias"), _evidence(found)),
            (_("Barrios"), _places(found)),
        ):
            _sheet(book.add_worksheet(title), rows, bold, plain, headed=title != _("Resumen"))
    return file.getvalue()


def _sheet(sheet: Any, rows: Iterable[Row], bold: Any, plain: Any, *, headed: bool) -> None:  # noqa: ANN401 - xlsxwriter has no hints
    for at in range(19):
        sheet.set_column(at, at, (_WIDTHS[at] if at < len(_WIDTHS) else 24) if headed else (44 if not at else 18))
    for line, row in enumerate(rows):
        for at, value in enumerate(row):
            look = bold if headed and not line else plain
            if isinstance(value, int | float):
                sheet.write_number(line, at, value, look)
            elif value:
                sheet.write_string(line, at, _UNWRITABLE.sub("", value)[:_MOST], look)
    if headed:
        sheet.freeze_panes(1, 0)


def _summary(told: dict[str, Any]) -> list[Row]:
    rows: list[Row] = [[told["title"]], *told["heading"], [told["state"]], [told["legal_note"]], []]
    rows += [[one] for one in told["agreement"]]
    rows += [[], [_("Nivel"), _("Resueltos"), _("Propuestos por el programa")]]
    rows += [[f"{one['level']} · {one['name']}", one["count"], one["suggested"]] for one in told["levels"]]
    for label, tallies in ((_("Tema"), told["by_theme"]), (_("Parte del plan"), told["by_part"])):
        rows += [[], [label, *map(str, range(6)), _("Por resolver")]]
        rows += [[one["name"], *one["counts"]] for one in tallies]
    rows += [[], [_("Nombra a"), *told["named"]], [_("No nombra a"), *told["unnamed"]]]
    return rows


def _evidence(found: Outcome) -> list[Row]:
    rows: list[Row] = [
        [_("Número"), _("Código"), _("Cita"), _("Por qué"), _("Página"), _("Sección"), _("Origen"), _("Huella")]
    ]
    for one in found.results:
        for kept in one.evidence:
            passage = kept.passage
            path = " · ".join(kept.anchor.get("path", ()))
            rows.append(
                [
                    *(one.number, one.finding.code, passage.text, kept.why, passage.page, path),
                    *(kept.get_source_display(), passage.quote),
                ]
            )
    return rows


def _places(found: Outcome) -> list[Row]:
    rows: list[Row] = [
        [_("Número"), _("Código"), _("Indicador"), _("Lugar"), _("Valor"), _("Unidad"), _("Fecha"), _("Fuente"),
         _("Cómo se define")]
    ]  # fmt: skip
    for one in found.results:
        for kept in one.places:
            rows.append(
                [
                    *(one.number, one.finding.code, kept.indicator, kept.area.name, float(kept.value), kept.unit),
                    *(kept.dated_on.isoformat(), kept.source, kept.definition),
                ]
            )
    return rows
