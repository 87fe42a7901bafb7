"""Pages from a Typst template of this folder and plain values, as PDF/UA for reading and handing out."""

import json
import re
from pathlib import Path
from threading import Lock
from typing import Any

import typst

HERE = Path(__file__).parent
# PDF/UA asks that every sign have a shape in the fonts at hand; others become a blank or a dot.
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\ufeff]+")
_SHAPELESS = re.compile(
    "[^\n -~\xa0-\u017f\u0391-\u03a1\u03a3-\u03c9\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac"
    "\u2122\u2190-\u2193\u2212\u2260\u2264\u2265]"
)
# Compiling keeps fonts and the parsed template, which is most of the time; one at a time, since it holds its inputs.
_compilers: dict[str, typst.Compiler] = {}
_one_at_a_time = Lock()


def typeset(template: str, data: dict[str, Any], *, language: str, title: str) -> bytes:
    """Compile a template that reads `data` as JSON, with the language and title that readers aloud need."""
    told = _printable({**data, "lang": language, "title": title})
    inputs = {"data": json.dumps(told, ensure_ascii=False)}
    with _one_at_a_time:
        if template not in _compilers:
            _compilers[template] = typst.Compiler(HERE / template, ignore_system_fonts=True)
        made = _compilers[template].compile(sys_inputs=inputs, format="pdf", pdf_standards=["ua-1"])
    assert isinstance(made, bytes)  # noqa: S101 - a PDF is one file
    return made


def _printable(value: Any) -> Any:  # noqa: ANN401 - what JSON holds
    if isinstance(value, str):
        return _SHAPELESS.sub("·", _CONTROL.sub(" ", value))
    if isinstance(value, dict):
        return {key: _printable(one) for key, one in value.items()}
    return [_printable(one) for one in value] if isinstance(value, list | tuple) else value
