"""`arraigo plan tag`: passages as JSON lines → what each speaks of, its part of the plan, its commitment, and why."""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any

from arraigo.cli.language import _
from arraigo.cli.printer import OK, WRONG, complain
from arraigo.cli.whole import drafts
from arraigo.engines.plan_review.model import Tagged
from arraigo.engines.plan_review.problems import PlanError
from arraigo.engines.plan_review.tagging.tagger import Tagger
from arraigo.engines.plan_review.tagging.thesaurus import load_thesaurus

_AT_ONCE = 1_000


def tag(*, file: Path, out: Path) -> int:
    """Tag the passages of a file and write the answers, in order; nothing is written when a line is wrong."""
    try:
        with file.open("rb") as source:
            _write(out, _answers(_passages(source)))
    except PlanError as error:
        complain(_(error.problem.template).format(**error.problem.values))
        return WRONG
    except OSError as error:
        complain(_("No se pudo usar «{name}»: {detail}.").format(name=error.filename or file, detail=error.strerror))
        return WRONG
    return OK


def _answers(passages: Iterator[tuple[Any, str]]) -> Iterator[str]:
    tagger = Tagger(load_thesaurus())
    while block := list(islice(passages, _AT_ONCE)):
        for (name, _text), tagged in zip(block, tagger.tag_many(text for _name, text in block), strict=True):
            yield json.dumps({"id": name, **_answer(tagged)}, ensure_ascii=False)


def _answer(tagged: Tagged) -> dict[str, Any]:
    return {
        "relevant": tagged.relevant,
        "concepts": list(tagged.concepts),
        "part": tagged.part.value,
        "commits": tagged.commits,
        "why": list(tagged.why),
    }


def _passages(source: IO[bytes]) -> Iterator[tuple[Any, str]]:
    """Yield the id and text of each line. Raises PlanError «bad_passage» with the number of the line."""
    for number, line in enumerate(source, 1):
        line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if line.strip():
            yield _passage(line, number)


def _passage(line: bytes, number: int) -> tuple[Any, str]:
    try:
        data = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise _wrong(number, _("no está en UTF-8")) from None
    except (ValueError, RecursionError):
        raise _wrong(number, _("no es JSON")) from None
    if not isinstance(data, dict):
        raise _wrong(number, _("no es un objeto con «id» y «texto»"))
    if "id" not in data:
        raise _wrong(number, _("falta «id»"))
    if not isinstance(data.get("texto"), str):
        raise _wrong(number, _("falta «texto», o no es un texto"))
    return data["id"], data["texto"]


def _wrong(line: int, detail: str) -> PlanError:
    return PlanError("bad_passage", line=line, detail=detail)


def _write(out: Path, lines: Iterator[str]) -> None:
    """Write the lines, all of them or none."""
    with drafts([out]) as (file,):
        for line in lines:
            # JSON may name half a sign («\\ud800»), which UTF-8 cannot write; it is named again.
            file.write(f"{line}\n".encode(errors="backslashreplace"))
