"""Text of any encoding: byte order marks decide; then the zeros of UTF-16, the form of UTF-8, the letters of others."""

import codecs
import re

from arraigo.engines.plan_review.model import Page
from arraigo.engines.plan_review.reading.values import PAGE_BREAK

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# One byte a letter: Windows, DOS and old Mac. The first wins a draw.
_ONE_BYTE = ("cp1252", "cp850", "mac-roman")
_SAMPLE = 50_000
_ACCENTED_WORD = re.compile(r"[a-záéíóúñü][áéíóúñü][a-zñ]|[A-Z][ÁÉÍÓÚÑÜ][A-ZÑ]|[a-z][áéíóú]\b|\b[áéíóúÁÉÍÓÚñÑ][a-z]{2}")
_MULTIBYTE = re.compile(rb"(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2})")
# A text that PDFium wrote page by page has CRLF inside a page and a bare line feed between two.
_BARE_FEED = re.compile(r"(?<!\r)\n")
_LINES_PER_PAGE = 12


def decoded(content: bytes) -> tuple[str, str, bool]:
    """Return the text of bytes, the encoding, and whether it was guessed rather than said or proved."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace"), encoding, False
    wide = _wide(content)
    if wide:
        return content.decode(wide, errors="replace"), wide, True
    try:
        return content.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError:
        pass
    if _is_mostly_utf8(content):
        return _mixed(content), "utf-8 + cp1252", True
    best = max(_ONE_BYTE, key=lambda encoding: (_plausible(content, encoding), -_ONE_BYTE.index(encoding)))
    return _one_byte(content, best), best, True


def _wide(content: bytes) -> str:
    """UTF-16 without a mark: Latin letters leave every other byte at zero."""
    sample = content[:4_000]
    half = len(sample) // 2
    if half < 2:
        return ""
    if sample[1::2].count(0) > 0.7 * half and sample[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return ""


def _is_mostly_utf8(content: bytes) -> bool:
    """Whether most bytes above ASCII form UTF-8: a file joined from several, or cut in the middle of a letter."""
    high = sum(map(len, re.findall(rb"[\x80-\xff]+", content)))
    return sum(map(len, _MULTIBYTE.findall(content))) > 0.5 * high


def _mixed(content: bytes) -> str:
    parts: list[str] = []
    done = 0
    for found in _MULTIBYTE.finditer(content):
        parts.append(_one_byte(content[done : found.start()], "cp1252"))
        parts.append(found.group().decode("utf-8", errors="replace"))
        done = found.end()
    parts.append(_one_byte(content[done:], "cp1252"))
    return "".join(parts)


def _one_byte(content: bytes, encoding: str) -> str:
    """Decode; the five bytes that Windows leaves open are kept as the control signs that Latin-1 makes of them."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return "".join(bytes((byte,)).decode(encoding, errors="ignore") or chr(byte) for byte in content)


def _plausible(content: bytes, encoding: str) -> int:
    return len(_ACCENTED_WORD.findall(_one_byte(content[:_SAMPLE], encoding)))


def paged(text: str) -> tuple[str, tuple[Page, ...]]:
    """Return a text with line feeds only, and its pages: at form feeds, or where PDFium joined them."""
    if PAGE_BREAK not in text:
        text = _marked(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, pages_of(text)


def _marked(text: str) -> str:
    """Put a form feed where a text from a PDF joins its pages by a bare line feed."""
    whole = text.count("\r\n")
    bare = text.count("\n") - whole
    if not bare or whole < _LINES_PER_PAGE * bare:
        return text
    return _BARE_FEED.sub(PAGE_BREAK, text)


def pages_of(text: str) -> tuple[Page, ...]:
    """Return the pages of a text that has form feeds between them."""
    pages: list[Page] = []
    start = 0
    for number, part in enumerate(text.split(PAGE_BREAK), start=1):
        pages.append(Page(number, start, start + len(part), has_text=bool(part.strip())))
        start += len(part) + 1
    return tuple(pages)
