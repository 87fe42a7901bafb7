"""`arraigo plan structure`: the structure of a plan or an ordinance as JSON."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from arraigo.cli.language import _
from arraigo.cli.printer import OK, MendableError, answer, complain
from arraigo.cli.whole import write_whole
from arraigo.engines.plan_review.model import Document
from arraigo.engines.plan_review.problems import PlanError, Problem
from arraigo.engines.plan_review.structure import open_document
from arraigo.gateways.ocr import OcrError, tesseract


def structure(*, file: Path, out: Path | None, ocr: bool) -> int:
    """Write the sections of a file to `out`, or print them; problems go to standard error, sentence by sentence."""
    document = opened(file, ocr=ocr)
    say_problems(document.problems)
    sections = table_of_contents(document)
    if out is None:
        answer(sections)
    else:
        write_whole(out, json.dumps(sections, ensure_ascii=False, indent=1) + "\n")
    return OK


def opened(file: Path, *, ocr: bool) -> Document:
    """Read and structure a file; raises MendableError with a sentence where that cannot be."""
    recogniser = tesseract() if ocr else None
    if ocr and recogniser is None:
        raise MendableError(_("Tesseract no está instalado en esta máquina; sin él no se leen páginas escaneadas."))
    try:
        return open_document(file.read_bytes(), name=file.name, ocr=recogniser)
    except FileNotFoundError:
        raise MendableError(said(Problem("not_found", {"name": str(file)}))) from None
    except OSError as error:
        raise MendableError(
            _("No se pudo abrir «{name}»: {detail}.").format(name=file, detail=error.strerror)
        ) from None
    except PlanError as error:
        raise MendableError(said(error.problem)) from None
    except OcrError as error:
        raise MendableError(str(error)) from None


def table_of_contents(document: Document) -> list[dict[str, Any]]:
    """Return a document's sections in reading order, as the command writes them."""
    return [
        {
            "kind": str(section.kind),
            "number": section.number,
            "title": section.title,
            "path": list(section.path),
            "page": section.page,
            "start": section.start,
            "end": section.end,
        }
        for section in document.sections
    ]


def say_problems(problems: Iterable[Problem]) -> None:
    """Print each problem as a sentence on standard error."""
    for problem in problems:
        complain(said(problem))


def said(problem: Problem) -> str:
    """Return a problem's sentence in the language of the terminal."""
    return _(problem.template).format(**problem.values)
