"""Pages from a Typst template and plain values: PDF/UA for handing out, pictures for tests."""

import json
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Any

import typst

# Compiling keeps fonts and the parsed template, which is most of the time; one at a time, since it holds its inputs.
_compilers: dict[Path, typst.Compiler] = {}
_one_at_a_time = Lock()


def typeset(template: Path, data: Mapping[str, Any], **how: Any) -> Any:  # noqa: ANN401 - as the library says
    """Compile a template that reads `data` as JSON; `how` are the library's own words for the format."""
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    with _one_at_a_time:
        if template not in _compilers:
            _compilers[template] = typst.Compiler(template, ignore_system_fonts=True)
        return _compilers[template].compile(sys_inputs=inputs, **how)
