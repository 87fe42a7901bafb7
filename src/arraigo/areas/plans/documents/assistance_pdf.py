"""An assistance plan as a PDF/UA for reading and handing out."""

from pathlib import Path

from arraigo.areas.plans.documents.assistance_words import Imprint, paper
from arraigo.areas.plans.queries.assistance_content import Content
from arraigo.core.documents.typesetting import typeset

TEMPLATE = Path(__file__).with_name("assistance.typ")
MEDIA_TYPE = "application/pdf"


def assistance_pdf(content: Content, imprint: Imprint, *, language: str = "es") -> bytes:
    """Return a plan as PDF/UA on A4, in the language that is active; `language` is what it is marked with."""
    data = {**paper(content, imprint), "lang": language, "title": content.title}
    return bytes(typeset(TEMPLATE, data, format="pdf", pdf_standards=["ua-1"]))
