"""The drawings of a page, and no others: each page carries those that it uses."""

import re
from functools import cache
from importlib.resources import files

_SYMBOL = re.compile(r'<symbol id="([\w-]+)".*?</symbol>', re.DOTALL)
_USED = re.compile(r'<use href="#([\w-]+)"/>')
PLACE = "<!--icons-->"


def with_icons(html: str) -> str:
    """Put the drawings that a page uses where it leaves room for them."""
    known = _drawings()
    used = dict.fromkeys(_USED.findall(html))
    sheet = "".join(known[name] for name in used if name in known)
    return html.replace(PLACE, f'<svg class="ic" aria-hidden="true">{sheet}</svg>', 1)


@cache
def _drawings() -> dict[str, str]:
    text = (files("arraigo.core.ui") / "static" / "ui" / "icons.svg").read_text(encoding="utf-8")
    return {found[1]: found[0] for found in _SYMBOL.finditer(text)}
