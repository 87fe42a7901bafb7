"""Single cells made plain: e-mails, documents, yes and no."""

import re

from arraigo.core.imports.reading import Cell, fold, text_of

EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")
GUEST_ACCOUNT = re.compile(r"^(.+)_([^_@]+)#ext#@", re.IGNORECASE)
SCIENTIFIC = re.compile(r"^(\d(?:[.,]\d+)?)[eE]\+?(\d{1,2})$")
NOTHING = frozenset(
    ("", "n a", "na", "no tiene", "ninguno", "ninguna", "s n", "sn", "no aplica", "null", "none", "nan")
)
YES = frozenset(("yes", "si", "sim", "oui", "y", "s", "true", "1", "verdadero", "tak"))
NO = frozenset(("no", "nao", "non", "n", "false", "0", "falso", "nie"))
DECIMALS = re.compile(r"^(\d{5,})[.,]0{1,2}$")
AS_FORMULA = re.compile(r'^="?([^"]*)"?$')  # ="0102030405", which keeps a leading zero through Excel
DIGITS_AND_MARKS = re.compile(r"^[\d\s.\-]+$")


def plain(cell: Cell) -> str:
    """Return a cell's text, blank where it says «n/a» or a lone dash."""
    text = text_of(cell)
    return "" if fold(text) in NOTHING else text


def email_of(cell: Cell) -> str:
    """Return the e-mail address in a cell in lower case, blank if there is none; a Teams guest's real address."""
    text = text_of(cell).replace("mailto:", "")
    guest = GUEST_ACCOUNT.match(text)
    if guest:
        return f"{guest.group(1)}@{guest.group(2)}".lower()
    found = EMAIL.search(text)
    return found.group().lower().strip(".") if found else ""


def document_of(cell: Cell) -> str:
    """Return a document as typed, its digits joined; numbers without decimals, a lost leading zero not mended."""
    text = AS_FORMULA.sub(r"\1", plain(cell)).lstrip("'’`").strip()
    exact = _written_out(text)
    if exact:
        return exact
    text = DECIMALS.sub(r"\1", text)
    if DIGITS_AND_MARKS.match(text):
        return re.sub(r"[\s.\-]", "", text)
    return text


def lost_digits(cell: Cell) -> bool:
    """Say whether a document was cut short by scientific notation («1,71E+09»)."""
    text = text_of(cell)
    return bool(SCIENTIFIC.match(text)) and not _written_out(text)


def is_yes(cell: Cell) -> bool:
    """Say whether a cell says yes in any of the languages of the platforms."""
    return fold(text_of(cell)) in YES


def is_no(cell: Cell) -> bool:
    """Say whether a cell says no."""
    return fold(text_of(cell)) in NO


def _written_out(text: str) -> str:
    """Return the whole number that a scientific notation gives with all of its digits, blank otherwise."""
    found = SCIENTIFIC.match(text)
    if not found:
        return ""
    digits = found.group(1).replace(",", ".").partition(".")
    exponent = int(found.group(2))
    if len(digits[2]) < exponent - 1 or len(digits[2]) > exponent:
        return ""
    return digits[0] + digits[2].ljust(exponent, "0")
