"""Reads tokens.css as a browser would and measures contrast as WCAG 2.2 defines it."""

import math
import re
from pathlib import Path

STATIC = Path(__file__).resolve().parents[3] / "src" / "arraigo" / "core" / "ui" / "static" / "ui"
TOKENS = (STATIC / "tokens.css").read_text(encoding="utf-8")
DECLARATION = re.compile(r"(--[\w-]+):\s*([^;]+);")


def block(start: str, after: str = "") -> dict[str, str]:
    """The custom properties declared in the first block that opens with `start` (after the text `after`)."""
    opening = TOKENS.index(start, TOKENS.index(after) if after else 0)
    body = TOKENS[TOKENS.index("{", opening) + 1 :]
    return dict(DECLARATION.findall(body[: body.index("}")]))


HEX = block(":root {")
OKLCH = block(":root {", "@supports")
DARK_BY_CHOICE = block(':root[data-theme="dark"]')
DARK_BY_DEVICE = block(':root:not([data-theme="light"])')


def resolve(name: str, *, dark: bool, oklch: bool = False) -> tuple[float, float, float]:
    """The colour of a role as linear-light RGB between 0 and 1."""
    values = {**HEX, **(OKLCH if oklch else {}), **(DARK_BY_CHOICE if dark else {})}
    text = values[f"--{name}"]
    while match := re.fullmatch(r"var\((--[\w-]+)\)", text):
        text = values[match.group(1)]
    return from_hex(text) if text.startswith("#") else from_oklch(text)


def from_hex(text: str) -> tuple[float, float, float]:
    """`#rrggbb` as linear-light RGB."""
    channels = (int(text[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)


def from_oklch(text: str) -> tuple[float, float, float]:
    """`oklch(L% C H)` as linear-light RGB, cut to sRGB. Source: CSS Color 4, section 9."""
    light, chroma, hue = (float(part.rstrip("%")) for part in text[6:-1].split())
    light, a = light / 100, chroma * math.cos(math.radians(hue))
    b = chroma * math.sin(math.radians(hue))
    lms = (
        (light + 0.3963377774 * a + 0.2158037573 * b) ** 3,
        (light - 0.1055613458 * a - 0.0638541728 * b) ** 3,
        (light - 0.0894841775 * a - 1.2914855480 * b) ** 3,
    )
    rgb = (
        4.0767416621 * lms[0] - 3.3077115913 * lms[1] + 0.2309699292 * lms[2],
        -1.2684380046 * lms[0] + 2.6097574011 * lms[1] - 0.3413193965 * lms[2],
        -0.0041960863 * lms[0] - 0.7034186147 * lms[1] + 1.7076147010 * lms[2],
    )
    return tuple(min(max(c, 0.0), 1.0) for c in rgb)


def contrast(one: str, other: str, *, dark: bool, oklch: bool = False) -> float:
    """The contrast ratio of two roles."""
    lights = sorted(_luminance(resolve(name, dark=dark, oklch=oklch)) for name in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(rgb: tuple[float, float, float]) -> float:
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]
