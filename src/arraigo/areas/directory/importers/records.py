"""Rows of a package as they are written, wherever they stand: in a CSV, in JSON, in a sheet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from arraigo.core.imports.problems import Problem, Severity, place, problem_at, sentence_of


@dataclass(slots=True)
class Record:
    """One row. `row` counts as Excel does; `path` is where it stands in JSON; `headings` name its columns on paper."""

    table: str
    values: dict[str, Any]
    file: str
    row: int | None = None
    path: str = ""
    sheet: str | None = None
    headings: Mapping[str, str] = field(default_factory=dict)

    def problem(self, code: str, sentence: str, *, column: str = "", severity: Severity = "error") -> Problem:
        """Return a problem of this row, or of one of its fields, whose message begins with its place."""
        heading = self.headings.get(column, column)
        if not self.path:
            return problem_at(
                code,
                sentence,
                file=self.file,
                sheet=self.sheet,
                row=self.row,
                column=heading or None,
                severity=severity,
            )
        where = f"{self.path}.{heading}" if heading else self.path
        message = _within(self.file, where, sentence)
        return Problem(code, message, self.file, None, None, where, severity)


def told_apart(problem: Problem) -> str:
    """Return what a problem says where its file, row and column are told beside it."""
    before = _within(problem.file, problem.column or "", "")
    if problem.column and problem.message.startswith(before):
        return capfirst(problem.message.removeprefix(before))
    return sentence_of(problem, placed=True)


def _within(file: str, where: str, sentence: str) -> str:
    told = {"file": place(file), "where": where, "sentence": sentence}
    return _("%(file)s, en «%(where)s»: %(sentence)s") % told


@dataclass
class Package:
    """The rows of a package by table, and which tables it speaks of."""

    name: str
    tables: dict[str, list[Record]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    said: set[str] = field(default_factory=set)

    def add(self, record: Record) -> None:
        """Add a row at the end of its table."""
        self.said.add(record.table)
        self.tables.setdefault(record.table, []).append(record)
