"""What the templates of the guide draw: icons, texts in another language, texts with addresses of the web."""

import re
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from arraigo.areas.attention.web.guide.addresses import SPANISH
from arraigo.areas.attention.web.guide.telling import Told

register = template.Library()
MIRRORED = frozenset({"chevron", "back", "exit"})
_WEB = re.compile(r"\bwww\.[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[\w/-]*)?", re.IGNORECASE)


@register.simple_tag
def glyph(name: str) -> SafeString:
    """Draw an icon beside words that say the same; arrows turn round where one reads from the right."""
    turned = " flip" if name in MIRRORED else ""
    # A name of ours, never what somebody wrote.
    return mark_safe(f'<svg class="i{turned}" aria-hidden="true"><use href="#{name}"/></svg>')  # noqa: S308


@register.filter
def tongue(text: object) -> SafeString:
    """Return the attribute that says in which language a text is, where it is not the page's."""
    language = text.language if isinstance(text, Told) else ""
    return mark_safe(f' lang="{escape(language)}"' if language else "")  # noqa: S308 - escaped


@register.simple_tag(takes_context=True)
def as_kept(context: template.Context) -> SafeString:
    """Return the attribute of what the directory says: it keeps its texts in Spanish, whatever the page's language."""
    return mark_safe("" if context["g"]["language"] == SPANISH else f' lang="{SPANISH}"')  # noqa: S308 - ours


@register.filter
def linked(text: object) -> SafeString:
    """Return a text with its web addresses as links; all else is escaped."""
    made, at = [], 0
    said = str(text)
    for found in _WEB.finditer(said):
        name = escape(found[0].rstrip("/"))
        made.append(f'{escape(said[at : found.start()])}<a href="https://{name}" rel="noreferrer">{name}</a>')
        at = found.end()
    return mark_safe("".join((*made, escape(said[at:]))))  # noqa: S308 - every part is escaped


@register.filter
def paragraphs(text: object) -> list[Any]:
    """Return the paragraphs of a text: a blank line stands between them."""
    language = text.language if isinstance(text, Told) else ""
    return [Told.of(one.strip(), language) for one in re.split(r"\n\s*\n", str(text)) if one.strip()]
