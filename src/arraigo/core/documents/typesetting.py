"""Pages from a Typst template and plain values: PDF/UA for handing out, pictures for tests."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock
from typing import Any

import typst

# Compiling keeps fonts and the parsed template, which is most of the time; one at a time, since it holds its inputs.
_compilers: dict[Path, typst.Compiler] = {}
_one_at_a_time = Lock()
# PDF/UA asks that every sign have a shape in the fonts at hand. Control signs, the bullets of Word's own fonts and
# pictographs never have one; other scripts may, and become a dot only where they have not.
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ufeff]+")
_PICTURES = re.compile("[\ue000-\uf8ff\U00010000-\U0010ffff]")
_UNSURE = re.compile(
    "[^\n -~\xa0-\u017f\u0391-\u03a1\u03a3-\u03c9\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac"
    "\u2122\u2190-\u2193\u2212\u2260\u2264\u2265]"
)


def typeset(template: Path, data: Mapping[str, Any], **how: Any) -> Any:  # noqa: ANN401 - as the library says
    """Compile a template that reads `data` as JSON; `how` are the library's own words for the format."""
    with _one_at_a_time:
        if template not in _compilers:
            _compilers[template] = typst.Compiler(template, ignore_system_fonts=True)
        compiler = _compilers[template]
        return drawn(data, lambda text: compiler.compile(sys_inputs={"data": text}, **how))


def drawn(data: Mapping[str, Any], make: Callable[[str], Any]) -> Any:  # noqa: ANN401 - as the library says
    """Return what `make` makes of `data` as JSON, with a blank or a dot for the signs that the fonts do not draw.

    make: compiles a page; asked a second time where a sign of another script has no shape. Raises TypstError for
    anything else that is wrong.
    """
    told = _replaced(data, lambda text: _PICTURES.sub("·", _CONTROL.sub(" ", text)))
    try:
        return make(json.dumps(told, ensure_ascii=False))
    except typst.TypstError as error:
        if "PDF/UA-1 error: the text" not in str(error):
            raise
    return make(json.dumps(_replaced(told, lambda text: _UNSURE.sub("·", text)), ensure_ascii=False))


def _replaced(value: Any, words: Callable[[str], str]) -> Any:  # noqa: ANN401 - what JSON holds
    if isinstance(value, str):
        return words(value)
    if isinstance(value, Mapping):
        return {key: _replaced(one, words) for key, one in value.items()}
    return [_replaced(one, words) for one in value] if isinstance(value, list | tuple) else value
