"""A list that people typed, or filled in by form, as a table: its header, its rows and who each row is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from arraigo.areas.training.importers.reading.cleaning import document_of, email_of, plain
from arraigo.areas.training.importers.reading.footers import Stop
from arraigo.areas.training.importers.reading.kobo import FlatList, flatten, is_kobo, is_xlsform
from arraigo.areas.training.importers.reading.names import bare_name, order_of_label
from arraigo.areas.training.importers.reading.values import IgnoredRow, NameOrder
from arraigo.areas.training.importers.reading.vocabularies import FIELD_NAMES
from arraigo.core.imports.problems import Problem, Severity, problem_at
from arraigo.core.imports.reading import (
    Cell,
    Choice,
    Header,
    Mapped,
    Required,
    Row,
    Sheet,
    Vocabulary,
    Workbook,
    choose_sheet,
    column_letter,
    find_header,
    is_blank,
    text_of,
)

JOINED = frozenset({"name", "given_names", "surnames"})
FILLED_DOWN = frozenset({"institution", "position", "day"})


@dataclass(frozen=True, slots=True)
class Person:
    """Who a row is, as far as its own cells say."""

    full_name: str
    surnames: str
    given_names: str
    name_order: NameOrder
    email: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A list with its header found; ``numbers`` are the rows' numbers in the file where they are not the sheet's."""

    file: str
    sheet: Sheet
    header: Header
    problems: tuple[Problem, ...] = ()
    numbers: tuple[int, ...] = ()
    kobo: bool = False

    def shown(self, row: int) -> int:
        """Return a row's number as Excel shows it."""
        return self.numbers[row] if self.numbers else self.sheet.shown_row(row)

    def cells(self, row: Row, name: str) -> list[Cell]:
        """Return the filled cells of a field, in order."""
        columns = self.header.groups.get(name, ())
        return [row[column] for column in columns if column < len(row) and text_of(row[column])]

    def cell(self, row: Row, name: str) -> Cell:
        """Return the first filled cell of a field."""
        for column in self.header.groups.get(name, ()):
            if column < len(row) and row[column] is not None and text_of(row[column]):
                return row[column]
        return None

    def text(self, row: Row, name: str) -> str:
        """Return the text of a field; a name that is split under one merged header is put together."""
        if name not in self.header.groups:
            return ""
        if name in JOINED and len(self.header.groups.get(name, ())) > 1:
            return " ".join(dict.fromkeys(plain(cell) for cell in self.cells(row, name))).strip()
        return plain(self.cell(row, name))

    def has(self, *names: str) -> bool:
        """Say whether any of the fields has a column."""
        return any(name in self.header.columns for name in names)

    def label(self, column: int) -> str:
        """Return a column's header text, its letter where it has none."""
        labels = self.header.labels
        return (labels[column] if column < len(labels) else "") or column_letter(column)

    def problem(self, code: str, sentence: str, row: int | None, column: str, severity: Severity = "error") -> Problem:
        """Return a problem at a row (its index) and a column (its header text)."""
        shown = None if row is None else self.shown(row)
        return problem_at(
            code,
            sentence,
            file=self.file,
            sheet=self.sheet.name or None,
            row=shown,
            column=column or None,
            severity=severity,
        )

    def labels(self) -> dict[str, str]:
        """Return the header text under which each field was found."""
        return {name: self.label(column) for name, column in self.header.columns.items()}


def open_table(
    workbook: Workbook,
    vocabulary: Vocabulary,
    needs: tuple[Required, ...],
    *,
    sheet: str | None = None,
    mapping: Mapped | None = None,
) -> Table:
    """Return the list in a workbook: KoBo exports flattened, the sheet that fits chosen, merged cells filled down."""
    if is_xlsform(workbook):
        return Table(workbook.name, workbook.sheets[0], Header(-1, -1, (), ()), (_xlsform(workbook),))
    names = {name: str(words) for name, words in FIELD_NAMES.items()}
    if is_kobo(workbook):
        flat = flatten(workbook, sheet)
        header = find_header(flat.sheet, vocabulary, needs, file=workbook.name, mapping=mapping, field_names=names)
        return _kobo_table(workbook, flat, header)
    choice = choose_sheet(workbook, vocabulary, needs, sheet=sheet, mapping=mapping, field_names=names)
    return Table(workbook.name, _filled_down(choice), choice.header, (*_notes(workbook, choice), *choice.problems))


def people_rows(table: Table) -> Iterator[tuple[int, Row, IgnoredRow | None]]:
    """Yield the rows below the header that are people, and those that are not with the reason why."""
    if not table.header.found:
        return
    stop = Stop(table.header, table.sheet)
    for index in range(table.header.row + 1, len(table.sheet.rows)):
        row = table.sheet.rows[index]
        if is_blank(row):
            continue
        reason = stop.reason(index, row)
        text = next((text_of(cell) for cell in row if text_of(cell)), "")
        yield index, row, IgnoredRow(table.shown(index), reason, text[:80], stop.marked(row)) if reason else None


def maybe_somebody(table: Table, index: int, ignored: IgnoredRow) -> list[Problem]:
    """Return a warning when a row that was passed over as a footer carries a mark, as people do."""
    if not ignored.marked or ignored.reason == "repeated_header":
        return []
    sentence = _(
        "«%(text)s» se tomó por una nota al pie y no se leyó, pero tiene una marca de asistencia. "
        "Si es una persona, escriba su número de orden o su documento."
    )
    return [table.problem("marked_footer", sentence % {"text": ignored.text[:40]}, index, "", "warning")]


def person(table: Table, row: Row) -> Person:
    """Return who a row is: full name with its order, or in parts; e-mail and document."""
    surnames = _together(table, row, ("surnames", "first_surname", "second_surname"))
    given = _together(table, row, ("given_names", "first_given", "second_given"))
    whole = bare_name(table.text(row, "name"))
    if whole and surnames and not given:
        given, whole = whole, ""
    named = _named(table, whole, surnames, bare_name(given))
    email = next((found for cell in table.cells(row, "email") if (found := email_of(cell))), "")
    document = document_of(table.cell(row, "document")) or document_of(table.cell(row, "passport"))
    return replace(named, email=email, document=document)


def _together(table: Table, row: Row, names: tuple[str, ...]) -> str:
    return " ".join(text for name in names if (text := table.text(row, name)))


def _named(table: Table, whole: str, surnames: str, given: str) -> Person:
    if surnames and given:
        return Person(whole or f"{surnames} {given}", surnames, given, "parts")
    alone = whole or bare_name(surnames) or given
    return Person(alone, "", "", _order(table, alone))


def broken_cells(table: Table, rows: set[int]) -> list[Problem]:
    """Return a problem for each cell of a column in use whose formula has no value or gave an error."""
    used = {column for name, columns in table.header.groups.items() if name != "number" for column in columns}
    return [
        table.problem("broken_formula", _broken(what), row, table.label(column))
        for (row, column), what in sorted(table.sheet.broken.items())
        if row in rows and column in used
    ]


def _order(table: Table, full_name: str) -> NameOrder:
    if "," in full_name.strip(", "):
        return "surnames_first"
    label = table.header.label("name")
    return order_of_label(label) if label else "unknown"


def _broken(what: str) -> str:
    if what == "formula":
        return _("la celda tiene una fórmula sin calcular. Abra el libro en Excel, guárdelo, o escriba el valor.")
    return _("la fórmula de la celda da el error %(error)s. Corríjala o escriba el valor.") % {"error": what}


def _kobo_table(workbook: Workbook, flat: FlatList, header: Header) -> Table:
    problems = (*workbook.problems, *flat.problems, *header.problems)
    return Table(workbook.name, flat.sheet, header, problems, flat.numbers, kobo=True)


def _notes(workbook: Workbook, choice: Choice) -> list[Problem]:
    """Return the file's notes; of its lost letters only those of the chosen sheet matter, and it has but one."""
    return [problem for problem in workbook.problems if problem.sheet != choice.sheet.name or not problem.row]


def _filled_down(choice: Choice) -> Sheet:
    """Return the sheet with cells that are merged over several rows filled, in columns that describe a group."""
    columns = {column for name in FILLED_DOWN for column in choice.header.groups.get(name, ())}
    rows = choice.sheet.rows
    tall = [
        merge for merge in choice.sheet.merged if merge.left in columns and merge.bottom > merge.top > choice.header.row
    ]
    if not tall:
        return choice.sheet
    rows = [list(row) for row in rows]
    for merge in tall:
        for index in range(merge.top + 1, min(merge.bottom + 1, len(rows))):
            if merge.left < len(rows[index]):
                rows[index][merge.left] = choice.sheet.cell(merge.top, merge.left)
    return replace(choice.sheet, rows=rows)


def _xlsform(workbook: Workbook) -> Problem:
    sentence = _(
        "es la definición de un formulario (XLSForm), no una lista de personas. "
        "En KoBo u ODK, descargue los datos enviados y suba ese archivo."
    )
    return problem_at("xlsform", sentence, file=workbook.name)
