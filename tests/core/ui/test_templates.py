"""What the strict content security policy asks of every template in the tree."""

import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string

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


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("rosa.q@santa-marina.gob.ec", "rosa.<wbr>q<wbr>@santa-marina.<wbr>gob.<wbr>ec"),
        ("<b>@x.", "&lt;b&gt;<wbr>@x."),
        ("", ""),
    ],
)
def test_an_email_breaks_before_the_at_and_after_dots_and_is_escaped(text, drawn):
    page = Template("{{ text|breakable }}").render(Context({"text": text}))

    assert page == drawn


def test_an_empty_state_is_a_second_heading_whatever_its_size():
    page = Template('{% empty "Nada" %}{% endempty %}{% empty "Nada" "search" True %}{% endempty %}').render(Context())

    assert page.count("<h2>Nada</h2>") == 2


def test_the_page_of_a_failure_has_its_styles_even_without_the_manifest(settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    settings.DEBUG = False

    page = render_to_string("500.html")

    assert f'href="{settings.STATIC_URL}ui/tokens.css"' in page


def test_every_form_and_dialog_ends_with_its_main_button():
    main = r'class="btn (?:primary|danger)"(?:(?!</form>|</div>|</p>).)*</(?:button|a)>'
    main_before_another = main + r'\s*(?:{%[^%]*%}\s*)*<(?:a|button) class="btn"'

    own = [path for path in TEMPLATES if "core" in path.parts and "gallery" not in path.parts]

    assert [path.name for path in own if re.search(main_before_another, path.read_text(encoding="utf-8"))] == []


def test_a_finished_task_says_so():
    page = Template('{% stepper 3 "Archivo" "Revisión" %}').render(Context())

    assert "Listo" in page
    assert "Listo" not in Template('{% stepper 2 "Archivo" "Revisión" %}').render(Context())
