"""PDF: the text of its pages by PDFium, and what is said of pages that have none because they were scanned."""

import ctypes
from collections.abc import Iterable

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from arraigo.engines.plan_review.model import Page
from arraigo.engines.plan_review.problems import PlanError, Problem
from arraigo.engines.plan_review.reading.values import PAGE_BREAK, Ocr

# Under this many characters a page that a picture covers was scanned: a stamp, a folio, a signature put on later.
_FEW = 120
_COVERS = 0.5
_DOTS_PER_INCH = 300
# The longest side of a page in dots: an A0 plan at 300 dpi would take 140 MB of grey.
_LONGEST = 7_000
# PDFium says so where a word was cut at the end of a line; the readers of lines know hyphens.
_CUT_WORD = ("\x02", "\ufffe")


def opened(content: bytes) -> pdfium.PdfDocument:
    """Open a PDF; raises PlanError `encrypted`, `empty` (no pages) or `corrupt`."""
    try:
        return pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise PlanError("encrypted") from error
        if error.err_code == raw.FPDF_ERR_SUCCESS:
            raise PlanError("empty") from error
        raise PlanError("corrupt", detail=str(error)) from error


def read_pdf(content: bytes, *, ocr: Ocr | None, limit_pages: int) -> tuple[str, tuple[Page, ...], list[Problem]]:
    """Return a PDF's text with a form feed between pages, its pages, and what was scanned.

    Raises PlanError `too_large` over the limit of pages, `empty` where nothing stands on any page, and `no_text` where
    all was scanned and there is nobody to recognise it.
    """
    document = opened(content)
    try:
        if len(document) > limit_pages:
            raise PlanError("too_large", pages=len(document), limit=limit_pages)
        texts, scanned, recognised = _texts(document, ocr)
    finally:
        document.close()
    if not any(texts):
        raise PlanError("no_text" if scanned else "empty")
    pages: list[Page] = []
    start = 0
    for number, text in enumerate(texts, start=1):
        pages.append(Page(number, start, start + len(text), has_text=bool(text), by_ocr=number in recognised))
        start += len(text) + 1
    problems = [
        Problem(code, {"pages": ranges(numbers)})
        for code, numbers in (("scanned_pages", scanned), ("ocr_pages", recognised))
        if numbers
    ]
    return PAGE_BREAK.join(texts), tuple(pages), problems


def _texts(document: pdfium.PdfDocument, ocr: Ocr | None) -> tuple[list[str], list[int], list[int]]:
    """The text of every page, the numbers of those that stay without theirs and of those that were recognised."""
    texts: list[str] = []
    scanned: list[int] = []
    recognised: list[int] = []
    for number in range(1, len(document) + 1):
        page = _page(document, number)
        text = _page_text(page) if page is not None else ""
        if page is not None and len(text) < _FEW and _is_scanned(page):
            seen = ocr(page_image(page)).strip() if ocr is not None else ""
            if seen:
                text = seen.replace("\r\n", "\n").replace(PAGE_BREAK, "\n")
            (recognised if seen else scanned).append(number)
        texts.append(text)
        if page is not None:
            page.close()
    return texts, scanned, recognised


def _page(document: pdfium.PdfDocument, number: int) -> pdfium.PdfPage | None:
    """A page, None where only that page is damaged: the others are read."""
    try:
        return document[number - 1]
    except pdfium.PdfiumError:
        return None


def _page_text(page: pdfium.PdfPage) -> str:
    textpage = page.get_textpage()
    text: str = textpage.get_text_range()
    textpage.close()
    text = text.replace("\r\n", "\n")
    for sign in _CUT_WORD:
        if sign in text:
            text = text.replace(f"{sign}\n", "-\n").replace(sign, "-\n")
    return text.replace("\x00", "").replace(PAGE_BREAK, "\n").strip()


def _is_scanned(page: pdfium.PdfPage) -> bool:
    """Whether a picture covers at least half of a page."""
    whole = page.get_width() * page.get_height()
    return any(_area(found) >= _COVERS * whole for found in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE]))


def _area(item: pdfium.PdfObject) -> float:
    left, bottom, right, top = item.get_bounds()
    return float(right - left) * float(top - bottom)


def page_image(page: pdfium.PdfPage) -> bytes:
    """Return a page as a picture for recognition: PNM of 8-bit grey (P5), 300 dots to the inch."""
    scale = min(_DOTS_PER_INCH / 72, _LONGEST / max(page.get_width(), page.get_height(), 1.0))
    bitmap = page.render(scale=scale, grayscale=True)
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    rows = bytes(ctypes.cast(bitmap.buffer, ctypes.POINTER(ctypes.c_ubyte * (stride * height))).contents)
    bitmap.close()
    if stride != width:
        rows = b"".join(rows[at : at + width] for at in range(0, stride * height, stride))
    return b"P5\n%d %d\n255\n" % (width, height) + rows


def ranges(numbers: Iterable[int]) -> str:
    """Return page numbers in order as people write them: «3, 7–12»."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)
