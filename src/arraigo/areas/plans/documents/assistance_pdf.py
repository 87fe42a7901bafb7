"""An assistance plan as a PDF/UA for reading and handing out."""

from arraigo.areas.plans.documents.assistance_typesetting import typeset
from arraigo.areas.plans.documents.assistance_words import Imprint, paper
from arraigo.areas.plans.queries.assistance_content import Content

MEDIA_TYPE = "application/pdf"


def assistance_pdf(content: Content, imprint: Imprint, *, language: str = "es") -> bytes:
    """Return a plan as PDF/UA on A4, in the language that is active; `language` is what it is marked with."""
    return typeset("assistance.typ", paper(content, imprint), language=language, title=content.title)
