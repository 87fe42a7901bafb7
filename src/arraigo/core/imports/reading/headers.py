"""Where the header of a list is, and which column holds which field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from arraigo.core.imports.problems import Problem, problem_at
from arraigo.core.imports.reading.cells import Sheet, column_letter, text_of
from arraigo.core.imports.reading.folding import fold
from arraigo.core.imports.reading.labels import Labels, one_row, two_rows
from arraigo.core.imports.reading.vocabulary import Vocabulary

Required = str | tuple[str, ...]  # a field, or several of which one is enough
Mapped = Mapping[int | str, str]  # column (index from 0, or header text) → field; «» leaves the column out
LOOKED_AT = 80
MOST_MERGES = 5_000


@dataclass(frozen=True, slots=True)
class Header:
    """A header found (or not): indices of its rows, the columns of each field, and what was doubtful.

    ``columns`` gives the first column of a field and ``groups`` all of them: more than one where the label is
    merged over several columns, or where several labels mean the same field.
    """

    row: int
    first_row: int
    labels: tuple[str, ...]
    parents: tuple[str, ...]
    columns: Mapping[str, int] = field(default_factory=dict)
    groups: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    unknown: tuple[tuple[int, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    missing: tuple[Required, ...] = ()

    @property
    def found(self) -> bool:
        """Say whether every required field has a column."""
        return self.row >= 0 and not self.missing

    def label(self, name: str) -> str:
        """Return the header text of a field's column, for messages."""
        column = self.columns.get(name)
        return "" if column is None else self.labels[column] or column_letter(column)


def find_header(
    sheet: Sheet,
    vocabulary: Vocabulary | Mapping[str, Iterable[str]],
    required: Iterable[Required],
    *,
    file: str = "",
    mapping: Mapped | None = None,
    field_names: Mapping[str, str] | None = None,
) -> Header:
    """Return the header of a sheet: the row, or pair of rows, that names the most fields.

    Title rows above it are passed over. An explicit ``mapping`` overrules the labels, and what it gives a field is
    that field's only column. Missing required columns and columns that come twice are in ``problems``;
    ``field_names`` gives the words for fields in those sentences.
    """
    words = vocabulary if isinstance(vocabulary, Vocabulary) else Vocabulary(vocabulary)
    wanted = tuple(required)
    best: Header | None = None
    most: tuple[bool, int, int] = (False, -1, -1)
    for labels in _candidates(sheet, words):
        header = _assign(labels, words, wanted, mapping)
        worth = _worth(header, words)
        if worth > most:
            best, most = header, worth
    if best is None or not best.columns:
        return _nothing_found(sheet, wanted, file, field_names or {})
    return _with_problems(best, sheet, file, field_names or {})


def _candidates(sheet: Sheet, words: Vocabulary) -> Iterable[Labels]:
    slim = sheet if len(sheet.merged) <= MOST_MERGES else Sheet(sheet.name, sheet.rows)
    width = min(sheet.width, 2_000)
    for row in range(min(LOOKED_AT, len(sheet.rows))):
        if not any(text_of(cell) for cell in sheet.rows[row]):
            continue
        yield one_row(slim, row, width)
        double = two_rows(slim, row, width, lambda label: words.match(label)[0] is not None)
        if double:
            yield double


def _assign(labels: Labels, words: Vocabulary, wanted: tuple[Required, ...], mapping: Mapped | None) -> Header:
    groups: dict[str, list[int]] = {}
    unknown: list[tuple[int, str]] = []
    overruled = _overruled(labels, mapping)
    told = set(overruled.values())
    for column, leaf in enumerate(labels.leaf):
        name = overruled.get(column, _meaning(leaf, labels.parent[column], words))
        if name and (column in overruled or name not in told):
            groups.setdefault(name, []).append(column)
        elif leaf:
            unknown.append((column, leaf))
    columns = {name: found[0] for name, found in groups.items()}
    missing = tuple(need for need in wanted if not _covered(need, columns))
    all_groups = {name: tuple(found) for name, found in groups.items()}
    return Header(
        labels.last, labels.first, labels.leaf, labels.parent, columns, all_groups, tuple(unknown), (), missing
    )


def _overruled(labels: Labels, mapping: Mapped | None) -> dict[int, str]:
    overruled: dict[int, str] = {}
    for key, name in (mapping or {}).items():
        if isinstance(key, int):
            overruled[key] = name
            continue
        same = [column for column, leaf in enumerate(labels.leaf) if leaf and fold(leaf) == fold(key)]
        if not same and key.isdigit():  # an index that went through JSON
            same = [int(key)]
        overruled.update(dict.fromkeys(same, name))
    return overruled


def _meaning(leaf: str, parent: str, words: Vocabulary) -> str | None:
    if not leaf:
        return None
    if parent:
        together = words.match(f"{parent} {leaf}")[0]
        if together:
            return together
    return words.match(leaf)[0]


def _covered(need: Required, columns: Mapping[str, int]) -> bool:
    return need in columns if isinstance(need, str) else any(name in columns for name in need)


def _worth(header: Header, words: Vocabulary) -> tuple[bool, int, int]:
    """Rank a candidate: all that is required, then how many fields its labels name, then the deeper header."""
    above = {words.match(parent)[0] for parent in header.parents if parent} - {None}
    return not header.missing, len(header.columns.keys() | above), header.row - header.first_row


def _with_problems(header: Header, sheet: Sheet, file: str, field_names: Mapping[str, str]) -> Header:
    problems = _repeated(header, sheet, file)
    if header.missing:
        problems.append(_missing(header, sheet, file, field_names))
    return Header(
        header.row,
        header.first_row,
        header.labels,
        header.parents,
        header.columns,
        header.groups,
        header.unknown,
        tuple(problems),
        header.missing,
    )


def _repeated(header: Header, sheet: Sheet, file: str) -> list[Problem]:
    """Return an error for each field whose very label stands over two columns that are not merged."""
    problems = []
    for columns in header.groups.values():
        seen: dict[tuple[str, str], int] = {}
        for column in columns:
            key = fold(header.parents[column]), fold(header.labels[column])
            first = seen.setdefault(key, column)
            if first != column and not _continues(sheet, header, first, column):
                problems.append(_twice(header, sheet, file, first, column))
    return problems


def _continues(sheet: Sheet, header: Header, first: int, column: int) -> bool:
    return any(
        merge.left <= first < column <= merge.right and merge.top <= header.row and merge.bottom >= header.first_row
        for merge in sheet.merged
    )


def _twice(header: Header, sheet: Sheet, file: str, first: int, column: int) -> Problem:
    label = header.labels[column]
    sentence = _(
        "la columna «%(label)s» está dos veces, en %(first)s y en %(second)s. "
        "Deje una sola o indique cuál se debe leer al elegir las columnas."
    ) % {"label": label, "first": column_letter(first), "second": column_letter(column)}
    row = sheet.shown_row(header.row)
    problem = problem_at("duplicate_column", sentence, file=file, sheet=sheet.name or None, row=row, column=label)
    return replace(problem, row=None)  # it is the file that is wrong, not the row


def _missing(header: Header, sheet: Sheet, file: str, field_names: Mapping[str, str]) -> Problem:
    wanted = [_field_name(need, field_names) for need in header.missing]
    found = [f"«{label}»" for label in dict.fromkeys(header.labels) if label]
    sentence = _(
        "falta la columna de %(wanted)s; se encontraron %(found)s. "
        "Escriba el encabezado que falta o indique qué columna es al elegir las columnas."
    ) % {"wanted": _(" y de ").join(wanted), "found": ", ".join(found[:30])}
    row = sheet.shown_row(header.row)
    return replace(problem_at("missing_column", sentence, file=file, sheet=sheet.name or None, row=row), row=None)


def _nothing_found(sheet: Sheet, wanted: tuple[Required, ...], file: str, field_names: Mapping[str, str]) -> Header:
    first = next((row for row in sheet.rows if any(text_of(cell) for cell in row)), [])
    texts = [f"«{text_of(cell)[:40]}»" for cell in first if text_of(cell)]
    sentence = _(
        "no se encontró una fila de encabezados con la columna de %(wanted)s; la primera fila dice %(found)s. "
        "Escriba encabezados encima de los datos y vuelva a subir el archivo."
    ) % {
        "wanted": _(" y de ").join(_field_name(need, field_names) for need in wanted),
        "found": ", ".join(texts[:12]) or _("nada"),
    }
    problem = problem_at("no_header", sentence, file=file, sheet=sheet.name or None)
    return Header(-1, -1, (), (), problems=(problem,), missing=wanted)


def _field_name(need: Required, field_names: Mapping[str, str]) -> str:
    name = need if isinstance(need, str) else need[0]
    return str(field_names.get(name, name))
