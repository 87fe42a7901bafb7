"""`arraigo plan compare`: what became of each passage of a plan in its next version, as JSON."""

import json
from pathlib import Path
from typing import Any

from arraigo.cli.commands.plan_structure import opened, said, say_problems, write_whole
from arraigo.cli.language import _
from arraigo.cli.printer import OK, WRONG, MendableError, answer
from arraigo.engines.plan_review.comparing import Comparison, PairKind, compare, word_diff
from arraigo.engines.plan_review.problems import Problem
from arraigo.engines.plan_review.reading.plain import decoded


def compare_files(*, old: Path, new: Path, out: Path | None, paragraphs: bool, words: bool) -> int:
    """Write what became of each passage to `out`, or print it; return 1 where both seem to be different plans."""
    before, after = (_lines(file) if paragraphs else _passages(file) for file in (old, new))
    comparison = compare(before, after)
    report = reported(comparison)
    if words:
        report["words"] = word_diffs(comparison, before, after)
    if out is None:
        answer(report)
    else:
        write_whole(out, json.dumps(report, ensure_ascii=False, indent=1) + "\n")
    say_problems(comparison.problems)
    return WRONG if comparison.problems else OK


def reported(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as the command writes it; indices count passages from 0."""
    return {
        "pairs": [
            {"old": pair.old, "new": pair.new, "kind": str(pair.kind), "similarity": pair.similarity}
            for pair in comparison.pairs
        ],
        "added": list(comparison.added),
        "removed": list(comparison.removed),
        "problems": [
            {"code": problem.code, "message": said(problem), **problem.values} for problem in comparison.problems
        ],
    }


def word_diffs(comparison: Comparison, old: list[str], new: list[str]) -> list[dict[str, Any]]:
    """Return the changes of words of each passage that became one other and is not the same."""
    return [
        {
            "old": pair.old,
            "new": pair.new,
            "changes": [[str(change.kind), change.text] for change in word_diff(old[pair.old], new[pair.new])],
        }
        for pair in comparison.pairs
        if pair.kind in (PairKind.EDITED, PairKind.MOVED) and pair.similarity < 1
    ]


def _passages(file: Path) -> list[str]:
    document = opened(file, ocr=False)
    say_problems(document.problems)
    return [passage.text for passage in document.passages]


def _lines(file: Path) -> list[str]:
    """Return the lines of a text file, the blank ones too, so that an index is the number of a line from 0."""
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        raise MendableError(said(Problem("not_found", {"name": str(file)}))) from None
    except OSError as error:
        raise MendableError(
            _("No se pudo abrir «{name}»: {detail}.").format(name=file, detail=error.strerror)
        ) from None
    lines = decoded(content)[0].split("\n")
    return lines if lines[-1] else lines[:-1]
