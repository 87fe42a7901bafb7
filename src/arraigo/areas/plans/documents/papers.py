"""Every paper of a letter by the name of its file: its media type, and what draws it."""

from collections.abc import Callable, Mapping

from arraigo.areas.plans.documents import letter, matrix
from arraigo.areas.plans.documents.letter_paper import LetterPaper
from arraigo.core.documents.editable import MEDIA_TYPE as DOCX

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
PAPERS: Mapping[str, tuple[str, Callable[[LetterPaper], bytes]]] = {
    "oficio.pdf": (PDF, letter.pdf),
    "oficio.docx": (DOCX, letter.docx),
    "matriz.pdf": (PDF, matrix.pdf),
    "matriz.docx": (DOCX, matrix.docx),
    "matriz.xlsx": (XLSX, matrix.xlsx),
}
# What goes with the mail; the matrix to be filled by hand is on the page.
MAILED = ("oficio.pdf", "oficio.docx", "matriz.docx", "matriz.xlsx")
