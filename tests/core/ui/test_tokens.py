"""One file holds every colour and size, and its pairs can be read."""

import re

import pytest
from tests.core.ui import colours

GROUNDS = ("bg", "surface", "surface-2")
AAA = [(ink, ground) for ink in ("ink", "ink-2", "ink-3", "link", "brand-ink") for ground in GROUNDS] + [
    ("ink", "surface-3"),
    ("ink-2", "surface-3"),
    ("on-brand", "brand"),
    ("on-brand", "brand-hover"),
    ("on-danger", "danger"),
    ("on-deep", "deep"),
    ("on-deep", "deep-2"),
    ("on-deep-2", "deep"),
    ("on-deep-2", "deep-2"),
    ("brand-ink", "brand-soft"),
    ("mark-ink", "mark"),
    ("count-ink", "count"),
    *((f"{state}-ink", f"{state}-{ground}") for state in ("ok", "info", "warn", "danger") for ground in ("bg", "soft")),
]
AA = [("danger", ground) for ground in GROUNDS] + [
    ("on-d1", "d1"),
    ("on-d2", "d2"),
    ("on-d1", "d3"),
    ("ink-3", "surface-3"),
]
LARGE = (
    [("line-strong", ground) for ground in GROUNDS]
    + [
        (bar, ground)
        for bar in ("d1", "d2", "d3", "d4", "d5", "danger-line", "ok-line", "info-line", "warn-line", "focus")
        for ground in ("bg", "surface")
    ]
    + [("deep-focus", "deep"), ("rail-mark", "deep")]
)
SHEETS = sorted(path for path in colours.STATIC.glob("*.css") if path.name not in {"tokens.css", "public.css"})


@pytest.mark.parametrize("oklch", [False, True], ids=["hex", "oklch"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("least", "pairs"), [(7, AAA), (4.5, AA), (3, LARGE)], ids=["text", "accents", "controls"])
def test_every_pair_reaches_its_contrast_in_light_and_dark(least, pairs, dark, oklch):
    measured = {pair: round(colours.contrast(*pair, dark=dark, oklch=oklch), 2) for pair in pairs}

    assert {pair: ratio for pair, ratio in measured.items() if ratio < least} == {}


def test_dark_by_device_and_dark_by_choice_are_the_same():
    assert colours.DARK_BY_DEVICE == colours.DARK_BY_CHOICE


def test_the_two_spellings_of_a_ramp_are_one_colour():
    apart = {}
    for name, text in colours.OKLCH.items():
        one, other = colours.from_hex(colours.HEX[name]), colours.from_oklch(text)
        apart[name] = max(abs(a - b) for a, b in zip(one, other, strict=True))

    assert {name: gap for name, gap in apart.items() if gap > 0.02} == {}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_no_colour_and_no_size_stands_outside_the_tokens(sheet):
    rules = re.sub(r"/\*.*?\*/|@media[^{]*", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)

    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(|\b\d*\.?\d+(?:px|rem)\b", rules) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_every_token_that_is_used_exists(sheet):
    text = sheet.read_text(encoding="utf-8")
    known = set(colours.HEX) | set(re.findall(r"(--[\w-]+):", text))

    assert set(re.findall(r"var\((--[\w-]+)", text)) - known == set()


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_components_use_roles_and_never_a_step_of_a_ramp(sheet):
    assert re.findall(r"--(?:piedra|ceiba|anil|maiz|ladrillo)-\d+", sheet.read_text(encoding="utf-8")) == []
