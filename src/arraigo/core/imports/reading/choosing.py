"""Which sheet of a workbook is the list, and what each of its columns may mean."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from arraigo.core.imports.problems import Problem, problem_at
from arraigo.core.imports.reading.cells import Sheet, Workbook, column_letter, is_blank, text_of
from arraigo.core.imports.reading.folding import fold
from arraigo.core.imports.reading.headers import Header, Mapped, Required, find_header
from arraigo.core.imports.reading.vocabulary import Vocabulary

SAMPLES = 5
LOOKED_AT = 200
BY_CONTENT = 0.4
CONTENT_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Choice:
    """The sheet that was chosen with its header; ``problems`` ask when two fit or say why none does."""

    sheet: Sheet
    header: Header
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """A column for the mapping screen: what stands in it and the field that it may be, with confidence 0–1."""

    index: int
    letter: str
    header: str
    samples: tuple[str, ...]
    field: str | None
    confidence: float


def choose_sheet(
    workbook: Workbook,
    vocabulary: Vocabulary | Mapping[str, Iterable[str]],
    required: Iterable[Required],
    *,
    sheet: str | None = None,
    mapping: Mapped | None = None,
    field_names: Mapping[str, str] | None = None,
) -> Choice:
    """Return the only sheet whose header has the required columns and data below it.

    When several fit, the choice carries a question and the first of them; name one with ``sheet`` to answer it.
    When none fits, it carries the problems of the sheet that comes nearest.
    """
    words = vocabulary if isinstance(vocabulary, Vocabulary) else Vocabulary(vocabulary)
    wanted = tuple(required)
    considered = [page for page in workbook.sheets if sheet is None or fold(page.name) == fold(sheet)]
    considered = considered or list(workbook.sheets)
    choices = []
    for page in considered:
        header = find_header(page, words, wanted, file=workbook.name, mapping=mapping, field_names=field_names)
        choices.append(Choice(page, header, header.problems))
    fitting = [choice for choice in choices if choice.header.found and _has_data(choice)]
    if len(fitting) > 1:
        return Choice(fitting[0].sheet, fitting[0].header, (_which_sheet(workbook, fitting),))
    if fitting:
        return fitting[0]
    return max(choices, key=lambda choice: (choice.header.found, len(choice.header.columns), len(choice.sheet.rows)))


def guess_columns(
    sheet: Sheet,
    header: Header,
    vocabulary: Vocabulary | Mapping[str, Iterable[str]],
    recognisers: Mapping[str, Callable[[str], bool]] | None = None,
) -> tuple[ColumnGuess, ...]:
    """Return, for every column with something in it, its header, some samples and the field it may be.

    ``recognisers`` tell a field by its content where the label says nothing (an e-mail, a document).
    """
    words = vocabulary if isinstance(vocabulary, Vocabulary) else Vocabulary(vocabulary)
    taken = {column: name for name, columns in header.groups.items() for column in columns}
    guesses = []
    for column in range(sheet.width):
        label = header.labels[column] if column < len(header.labels) else ""
        values = _values(sheet, header.row, column)
        if not label and not values:
            continue
        name, confidence = (taken[column], 1.0) if column in taken else words.suggest(label)
        if name is None:
            name, confidence = _by_content(values, recognisers or {})
        samples = tuple(dict.fromkeys(values))[:SAMPLES]
        guesses.append(ColumnGuess(column, column_letter(column), label, samples, name, confidence))
    return tuple(guesses)


def _values(sheet: Sheet, header_row: int, column: int) -> list[str]:
    below = range(header_row + 1, min(len(sheet.rows), header_row + 1 + LOOKED_AT))
    return [text for row in below if (text := text_of(sheet.cell(row, column)))]


def _by_content(values: list[str], recognisers: Mapping[str, Callable[[str], bool]]) -> tuple[str | None, float]:
    for name, recognise in recognisers.items():
        if values and sum(map(recognise, values)) >= CONTENT_SHARE * len(values):
            return name, BY_CONTENT
    return None, 0.0


def _has_data(choice: Choice) -> bool:
    return any(not is_blank(row) for row in choice.sheet.rows[choice.header.row + 1 :])


def _which_sheet(workbook: Workbook, fitting: list[Choice]) -> Problem:
    names = ", ".join(f"«{choice.sheet.name}»" for choice in fitting)
    sentence = _("hay varias hojas con una lista: %(names)s. Diga cuál se debe leer.") % {"names": names}
    return problem_at("which_sheet", sentence, file=workbook.name, severity="question")
