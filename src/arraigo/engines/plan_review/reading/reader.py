"""From bytes to text, whatever the format: what the bytes are decides, the name only where they do not say."""

import hashlib
import re
import unicodedata
from dataclasses import replace
from pathlib import PurePath

from arraigo.engines.plan_review.model import Page
from arraigo.engines.plan_review.problems import PlanError, Problem
from arraigo.engines.plan_review.reading import values
from arraigo.engines.plan_review.reading.language import language_of
from arraigo.engines.plan_review.reading.markup import markdown_levels, read_html
from arraigo.engines.plan_review.reading.opendocument import read_odt
from arraigo.engines.plan_review.reading.packed import archive
from arraigo.engines.plan_review.reading.pdf import read_pdf
from arraigo.engines.plan_review.reading.plain import decoded, paged
from arraigo.engines.plan_review.reading.values import Blocks, Ocr, Reading, Shape
from arraigo.engines.plan_review.reading.word import read_docx

LIMIT_PAGES = 10_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|div|p|h[1-6]|table|article|section)\b", re.IGNORECASE)
_MARKDOWN_NAMES = frozenset({".md", ".markdown", ".mkd"})
_MARKDOWN = re.compile(r"^#{1,6} +[A-ZÁÉÍÓÚÑ¿¡*]|^#{2,6} +\d|^\*\*[^*\n]+\*\*", re.MULTILINE)
# Control signs that no text has: pictures, programs, databases.
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a]")
_FOREIGN_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


def read(content: bytes, *, name: str = "", ocr: Ocr | None = None, limit_pages: int = LIMIT_PAGES) -> Reading:
    """Read a file's text, page by page where it has pages, with what the format says of headings and table rows.

    `ocr` recognises a page's picture (PNM) where a PDF was scanned. Raises PlanError: `empty`, `unknown_format`,
    `old_word`, `encrypted`, `encrypted_file`, `corrupt`, `zip_bomb`, `too_large`, `no_text`.
    """
    if not content.strip():
        raise PlanError("empty")
    media_type = sniffed(content, name)
    if media_type == values.PDF:
        text, pages, problems = read_pdf(content, ocr=ocr, limit_pages=limit_pages)
        reading = Reading("", media_type, text, pages, problems=tuple(problems))
    elif media_type in (values.DOCX, values.ODT):
        blocks, problems = (read_docx if media_type == values.DOCX else read_odt)(content)
        reading = _of_blocks(blocks, media_type, "utf-8", problems)
    elif media_type == values.HTML:
        blocks, encoding, is_guess = read_html(content)
        reading = _of_blocks(blocks, media_type, encoding, _guess(encoding, is_guess))
    else:
        reading = _plain(content, media_type)
    return _finished(reading, content)


def sniffed(content: bytes, name: str) -> str:
    """Return the media type of a file by its content; raises PlanError `old_word`, `unknown_format` or `corrupt`."""
    if b"%PDF-" in content[:1024]:
        return values.PDF
    if content.startswith(_OLD_OFFICE):
        raise PlanError("old_word")
    if content.startswith(b"PK"):
        return _packed_type(content)
    if content.startswith(b"{\\rtf") or content.startswith(_FOREIGN_PICTURES):
        raise PlanError("unknown_format")
    text, encoding, _is_guess = decoded(content[:8_192])
    if not encoding.startswith(("utf-16", "utf-32")) and len(_BINARY.findall(content[:8_192])) > len(text) // 50:
        raise PlanError("unknown_format")
    suffix = PurePath(name).suffix.lower()
    if suffix in (".html", ".htm", ".xhtml") or (suffix not in _MARKDOWN_NAMES and _HTML.search(text[:2_048])):
        return values.HTML
    return values.MARKDOWN if suffix in _MARKDOWN_NAMES or _looks_like_markdown(content) else values.PLAIN


def _packed_type(content: bytes) -> str:
    with archive(content) as packed:
        names = frozenset(packed.namelist())
    if "word/document.xml" in names:
        return values.DOCX
    if "content.xml" in names:
        return values.ODT
    raise PlanError("unknown_format")


def _looks_like_markdown(content: bytes) -> bool:
    """A nameless text is Markdown where it marks several headings as Markdown does."""
    return len(_MARKDOWN.findall(decoded(content[:200_000])[0])) >= 3


def _plain(content: bytes, media_type: str) -> Reading:
    text, encoding, is_guess = decoded(content)
    text, pages = paged(text)
    levels = markdown_levels(text) if media_type == values.MARKDOWN else {}
    problems = tuple(_guess(encoding, is_guess))
    return Reading("", media_type, text, pages, levels=levels, encoding=encoding, problems=problems)


def _guess(encoding: str, is_guess: bool) -> list[Problem]:
    return [Problem("guessed_encoding", {"encoding": encoding})] if is_guess else []


def _of_blocks(blocks: Blocks, media_type: str, encoding: str, problems: list[Problem]) -> Reading:
    text = blocks.text
    return Reading(
        "",
        media_type,
        text,
        (Page(1, 0, len(text), has_text=bool(text)),),
        shape=Shape.PARAGRAPHS,
        levels=blocks.levels,
        rows=frozenset(blocks.rows),
        encoding=encoding,
        problems=tuple(problems),
    )


def _finished(reading: Reading, content: bytes) -> Reading:
    """Add the hash and the language; letters stand composed, so that a search for «ó» finds every «ó»."""
    if not reading.text.strip():
        raise PlanError("empty")
    if not unicodedata.is_normalized("NFC", reading.text):
        reading = _composed(reading)
    language = language_of(reading.text)
    problems = reading.problems
    if language not in ("", "es"):
        problems = (*problems, Problem("other_language", {"language": language}))
    return replace(reading, sha256=hashlib.sha256(content).hexdigest(), language=language, problems=problems)


def _composed(reading: Reading) -> Reading:
    """Compose letters line by line, and move what is known by offset along."""
    levels: dict[int, int] = {}
    rows: set[int] = set()
    lines: list[str] = []
    old = new = 0
    for line in reading.text.split("\n"):
        composed = unicodedata.normalize("NFC", line)
        if old in reading.levels:
            levels[new] = reading.levels[old]
        if old in reading.rows:
            rows.add(new)
        lines.append(composed)
        old += len(line) + 1
        new += len(composed) + 1
    text = "\n".join(lines)
    return replace(reading, text=text, levels=levels, rows=frozenset(rows), pages=_moved(reading.pages, text))


def _moved(pages: tuple[Page, ...], text: str) -> tuple[Page, ...]:
    moved: list[Page] = []
    start = 0
    parts = text.split(values.PAGE_BREAK) if len(pages) > 1 else [text]
    for page, part in zip(pages, parts, strict=True):
        moved.append(Page(page.number, start, start + len(part), page.has_text, page.by_ocr))
        start += len(part) + 1
    return tuple(moved)
