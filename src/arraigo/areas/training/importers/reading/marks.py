"""What a signature or attendance cell says: present, absent, or something that has to be asked."""

from collections.abc import Iterable, Mapping

from arraigo.areas.training.importers.reading.moments import moment_of
from arraigo.core.imports.reading import Cell, fold, text_of

PRESENT_WORDS = (
    "x|si|s|yes|y|ok|p|presente|asistio|asiste|asistencia|1|true|verdadero|v|firma|firmado|firmo|fdo|t|tarde|atraso|"
    "atrasado|tardanza|present|oui|sim|a tiempo|puntual|e|virtual|presencial|con firma|si asistio|llego tarde|x x"
)
ABSENT_WORDS = (
    "no|n|ausente|0|false|falso|falta|falto|inasistente|inasistencia|absent|fi|fj|nao|non|j|justificado|justificada|"
    "permiso|excusa|excusado|vacaciones|enfermo|enferma|licencia|no asistio|no asiste|no firmo|no vino|"
    "falta justificada|falta injustificada|no se presento"
)
PRESENT = frozenset(PRESENT_WORDS.split("|"))
ABSENT = frozenset(ABSENT_WORDS.split("|"))
CLEAR = PRESENT - {"v", "e", "t", "firma", "firmado", "firmo", "asistencia", "virtual", "presencial"}
TICKS = frozenset("✓✔☑√✅●•■🗸⚫☒✗✘×")
CROSSES = frozenset("✗✘×")
LETTERS = (  # a letter, the words beside which it is clear, and whether it then means present; the last one wins
    ("a", frozenset(("f", "falta", "falto", "i", "ausente", "n", "no")), True),
    ("a", frozenset(("p", "x", "presente", "1")), False),
    ("f", frozenset(("a", "p", "x", "presente", "asistio")), False),
    ("i", frozenset(("a", "p")), False),
)
EMPTY_SIGNS = frozenset("-–—_./☐□○❌")


def mark_of(cell: Cell, meanings: Mapping[str, bool], *, signature: bool) -> bool | None:
    """Return whether a filled cell says present; None when nobody can tell.

    Under «Firma» any text is a signature unless it says no. ``meanings`` are those of single letters in the column.
    """
    if isinstance(cell, bool):
        return cell
    text = text_of(cell)
    word = fold(text)
    if word in meanings or text in meanings:
        return meanings.get(word, meanings.get(text))
    if word in ABSENT:
        return False
    if word in PRESENT:
        return True
    if not word:
        return _by_sign(text, signature)
    return True if signature or moment_of(cell) is not None else None


def is_clear_mark(cell: Cell) -> bool:
    """Say whether a cell says present whatever its column is called, as no word below a list does."""
    if cell is None or isinstance(cell, bool):
        return cell is True
    text = text_of(cell)
    return fold(text) in CLEAR or bool(text and len(text) <= 2 and set(text) & TICKS)


def letter_meanings(cells: Iterable[Cell], told: Mapping[str, bool] | None = None) -> dict[str, bool]:
    """Return what A and F mean in a column, by their company: A beside P is «ausente», beside F is «asistió»."""
    cells = list(cells)
    words = {fold(text_of(cell)) for cell in cells}
    meanings = {letter: came for letter, company, came in LETTERS if letter in words and words & company}
    if any(set(text_of(cell)) & (TICKS - CROSSES) for cell in cells):
        meanings.update(dict.fromkeys(CROSSES, False))
    meanings.update({fold(word): value for word, value in (told or {}).items()})
    return meanings


def _by_sign(text: str, signature: bool) -> bool | None:
    marks = set(text.replace(" ", ""))
    if marks & TICKS:
        return True
    if marks <= EMPTY_SIGNS:
        return False
    return True if signature else None
