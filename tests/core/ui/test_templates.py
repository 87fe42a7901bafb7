"""What the strict content security policy asks of every template in the tree."""

import re
from pathlib import Path

import pytest

from arraigo.core.ui.web.samples import icon_names

SOURCE = Path(__file__).resolve().parents[3] / "src" / "arraigo"
TEMPLATES = sorted(SOURCE.glob("**/templates/**/*.html"))
PYTHON = sorted(SOURCE.glob("**/*.py"))


def _found(pattern: str, paths: list[Path]) -> list[str]:
    return [
        f"{path.relative_to(SOURCE)}:{at} {match}"
        for path in paths
        for at, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        for match in re.findall(pattern, line)
    ]


@pytest.mark.parametrize(
    "pattern",
    [
        r"\sstyle\s*=",
        r"<style\b",
        r"""\son[a-z]+\s*=\s*["']""",
        r"\shx-on",
        r"javascript:",
        r"<script(?![^>]*\b(?:src|nonce|type=.application/json.))[^>]*>",
    ],
)
def test_no_template_carries_inline_styles_or_scripts(pattern):
    assert _found(pattern, TEMPLATES) == []


def test_no_template_loads_anything_from_another_host():
    assert _found(r"""<(?:script|link|img|iframe|use)\b[^>]*(?:src|href)=["'](?:https?:)?//""", TEMPLATES) == []


def test_every_drawing_that_is_named_exists():
    known = {*icon_names(), "mark", "mark-small"}
    named = _found(r'{% icon "([a-z-]+)"', TEMPLATES) + _found(r'\bicon="([a-z-]+)"', PYTHON)

    assert [where for where in named if where.rsplit(" ", 1)[1] not in known] == []


def test_the_sprite_loads_nothing_and_runs_nothing():
    sprite = (SOURCE / "core" / "ui" / "static" / "ui" / "icons.svg").read_text(encoding="utf-8")

    assert re.findall(r"<script|\son\w+=|style=|href=", sprite) == []
