"""A review as a workbook: summary, criteria, evidence, and what was searched for and not found."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import xlsxwriter

from arraigo.areas.plans.documents.review_words import CONFIDENCES, SIGNED, UNSIGNED, Say, expectation, paper, told
from arraigo.engines.plan_review.reviewing.catalogue import Pack
from arraigo.engines.plan_review.reviewing.findings import LEVEL_NAMES, STEP_NAMES, Finding, Level, Review

# What XML cannot hold, and the most letters of a cell.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MOST = 32_000
GREEN = "#0d4a36"

Cell = str | int


def _(text: str) -> str:
    """Mark a text for translation; `say` translates it."""
    return text


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    width: int


def review_xlsx(review: Review, pack: Pack, *, name: str, say: Say = str) -> bytes:
    """Return a review of the file `name` as XLSX. Texts that look like formulas stay texts."""
    file = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": f"{say(_('Revisión'))}: {name}"})
        looks = {
            "head": book.add_format(
                {"bold": True, "font_color": "white", "bg_color": GREEN, "text_wrap": True, "valign": "top"}
            ),
            "cell": book.add_format({"text_wrap": True, "valign": "top"}),
            "title": book.add_format({"bold": True, "font_size": 14, "font_color": GREEN}),
        }
        _summary(book.add_worksheet(say(_("Resumen"))), looks, paper(review, pack, name=name, say=say), say)
        _sheet(book.add_worksheet(say(_("Criterios"))), looks, _criteria_columns(say), _criteria(review, pack, say))
        _sheet(book.add_worksheet(say(_("Evidencias"))), looks, _evidence_columns(say), _evidence(review, say))
        _sheet(book.add_worksheet(say(_("No encontrado"))), looks, _absent_columns(say), _absent(review, pack, say))
    return file.getvalue()


def _summary(sheet: Any, looks: dict[str, Any], told_of: dict[str, Any], say: Say) -> None:  # noqa: ANN401 - xlsxwriter has no hints
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 6, 18)
    sheet.write_string(0, 0, told_of["title"], looks["title"])
    rows: list[Sequence[Cell]] = [*told_of["heading"], (told_of["machine"],), (told_of["legal_note"],)]
    rows += [(problem,) for problem in told_of["problems"]]
    rows += [(one,) for one in told_of["people"]]
    for number, row in enumerate(rows, 2):
        _write(sheet, number, row, looks["cell"])
    names = [one["name"] for one in told_of["levels"]]
    at = len(rows) + 3
    for label, table in ((_("Tema"), "by_theme"), (_("Parte del plan"), "by_part")):
        _write(sheet, at, [say(label), *names], looks["head"])
        for one in told_of[table]:
            at += 1
            _write(sheet, at, [one["name"], *one["counts"]], looks["cell"])
        at += 2
    sheet.freeze_panes(1, 0)


def _sheet(sheet: Any, looks: dict[str, Any], columns: Sequence[_Column], rows: Iterator[Sequence[Cell]]) -> None:  # noqa: ANN401
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width)
    _write(sheet, 0, [column.name for column in columns], looks["head"])
    last = 0
    for last, row in enumerate(rows, 1):
        _write(sheet, last, row, looks["cell"])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)


def _write(sheet: Any, row: int, cells: Sequence[Cell], look: Any) -> None:  # noqa: ANN401
    for number, cell in enumerate(cells):
        if isinstance(cell, int):
            sheet.write_number(row, number, cell, look)
        else:
            sheet.write_string(row, number, _UNWRITABLE.sub(" ", cell)[:_MOST], look)


def _columns(say: Say, *named: tuple[str, int]) -> list[_Column]:
    return [_Column(say(name), width) for name, width in named]


def _criteria_columns(say: Say) -> list[_Column]:
    return _columns(
        say,
        (_("Criterio"), 14), (_("Tema"), 24), (_("Parte del plan"), 20), (_("Norma"), 30), (_("Artículo"), 12),
        (_("Qué pide"), 46), (_("Pregunta"), 46), (_("Nivel"), 8), (_("Nombre del nivel"), 18), (_("Lo esperado"), 30),
        (_("Qué falta"), 46), (_("Pasajes"), 9), (_("Pasos de la cadena"), 46), (_("Fuente"), 34), (_("Confianza"), 11),
        (_("Revisión jurídica"), 22),
    )  # fmt: skip


def _criteria(review: Review, pack: Pack, say: Say) -> Iterator[Sequence[Cell]]:
    for one in review.findings:
        rule, signed = one.criterion, one.criterion.legal_sign_off
        yield (
            rule.id,
            say(pack.themes[rule.theme]),
            say(pack.plan_parts[rule.plan_part]),
            rule.norm,
            rule.article,
            say(rule.requires),
            say(rule.asks),
            int(one.level),
            say(LEVEL_NAMES[one.level]),
            expectation(one, say),
            told(one.missing, say),
            one.total,
            _steps(one, say),
            rule.source,
            say(CONFIDENCES.get(rule.confidence, rule.confidence)),
            say(SIGNED).format(by=signed.by, on=signed.on) if signed else say(UNSIGNED),
        )


def _steps(finding: Finding, say: Say) -> str:
    lines = (
        f"{say(STEP_NAMES[step.kind])}: «{' '.join(step.words.split())}» ({say(_('página'))} {step.page})"
        for step in finding.steps
    )
    return "\n".join(lines)


def _evidence_columns(say: Say) -> list[_Column]:
    return _columns(
        say,
        (_("Criterio"), 14), (_("Nivel"), 8), (_("Página"), 8), (_("Sección"), 40), (_("Cita"), 90),
        (_("Términos"), 30), (_("Pasos de la cadena"), 28), (_("Por qué"), 50), (_("Ancla"), 28),
    )  # fmt: skip


def _evidence(review: Review, say: Say) -> Iterator[Sequence[Cell]]:
    for finding in review.findings:
        for one in finding.evidence:
            yield (
                finding.criterion.id,
                int(finding.level),
                one.page,
                " › ".join(one.path),
                one.quote,
                "; ".join(one.terms),
                ", ".join(say(STEP_NAMES[kind]) for kind in one.kinds),
                told(one.why, say),
                one.anchor.quote,
            )


def _absent_columns(say: Say) -> list[_Column]:
    return _columns(
        say,
        (_("Criterio"), 14), (_("Tema"), 24), (_("Pregunta"), 50), (_("Se buscó"), 80),
        (_("Pasajes con esos términos sin personas en movilidad"), 22), (_("Qué falta"), 50),
    )  # fmt: skip


def _absent(review: Review, pack: Pack, say: Say) -> Iterator[Sequence[Cell]]:
    for one in review.findings:
        if one.level is Level.ABSENT:
            rule = one.criterion
            yield (
                rule.id,
                say(pack.themes[rule.theme]),
                say(rule.asks),
                "; ".join(one.searched),
                one.elsewhere,
                told(one.missing, say),
            )
