"""A file → the document that everybody works on: its text, its sections, its passages."""

from arraigo.engines.plan_review.model import Document
from arraigo.engines.plan_review.reading import Ocr, Reading, read
from arraigo.engines.plan_review.reading.reader import LIMIT_PAGES
from arraigo.engines.plan_review.structure.contents import drop_index
from arraigo.engines.plan_review.structure.furniture import drop_furniture
from arraigo.engines.plan_review.structure.lines import lines_of
from arraigo.engines.plan_review.structure.outline import outline_of
from arraigo.engines.plan_review.structure.paragraphs import passages_of
from arraigo.engines.plan_review.structure.ranking import ranked
from arraigo.engines.plan_review.structure.resolving import resolved


def open_document(
    content: bytes, *, name: str = "", ocr: Ocr | None = None, limit_pages: int = LIMIT_PAGES
) -> Document:
    """Read a file of any format and structure it; raises PlanError as `read` does."""
    return structured(read(content, name=name, ocr=ocr, limit_pages=limit_pages))


def structured(reading: Reading) -> Document:
    """Return a reading with its sections and passages."""
    lines = lines_of(reading)
    drop_furniture(lines)
    drop_index(lines)
    lines = lines.kept()
    outline = outline_of(lines, ranked(resolved(lines)), len(reading.text))
    return Document(
        sha256=reading.sha256,
        media_type=reading.media_type,
        text=reading.text,
        pages=reading.pages,
        sections=tuple(outline.sections),
        passages=passages_of(lines, outline),
        language=reading.language,
        encoding=reading.encoding,
        problems=reading.problems,
    )
