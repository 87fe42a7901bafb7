"""QR codes."""

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_svg(text: str, *, label: str) -> SafeString:
    """Return a QR code as an inline drawing that scales with its box; `label` says to a screen reader what it is."""
    code = segno.make(text, error="m", micro=False)
    drawn = code.svg_inline(border=2, omitsize=True, svgclass=None, lineclass=None, title=label)
    return mark_safe(drawn)  # noqa: S308 - drawn by the library; it escapes the title
