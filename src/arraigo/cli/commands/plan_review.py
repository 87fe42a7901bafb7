"""`arraigo plan review`: a plan read, tagged and reviewed against a pack's criteria, without a database."""

import os
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.markup import escape
from rich.table import Table

from arraigo.areas.plans.documents.review_words import levels, people
from arraigo.cli.call import load
from arraigo.cli.language import _, language
from arraigo.cli.printer import MendableError, complain, counter, err, out
from arraigo.engines.plan_review.problems import PlanError, Problem
from arraigo.engines.plan_review.reviewing.catalogue import Pack
from arraigo.engines.plan_review.reviewing.findings import LEVEL_NAMES, Review
from arraigo.engines.plan_review.reviewing.loading import load_pack
from arraigo.engines.plan_review.reviewing.review import review as review_document
from arraigo.engines.plan_review.structure import open_document
from arraigo.engines.plan_review.tagging.tagger import Tagger
from arraigo.engines.plan_review.tagging.thesaurus import load_thesaurus

Write = Callable[[Review, Pack, str], bytes]
_DOCUMENTS = "arraigo.areas.plans.documents"


def review(*, file: Path, instrument: str, pack: str, out_files: Sequence[Path]) -> None:
    """Review a plan and write the reports, all of them or none; without any, print the summary.

    Raises MendableError with a sentence for what a person can mend.
    """
    writers = {path: _writer(path) for path in out_files}
    try:
        thesaurus = load_thesaurus()
        catalogue = load_pack(pack, thesaurus=thesaurus)
        catalogue.of_instrument(instrument)
        content = _content(file)
        with counter() as progress:
            progress(_("Leyendo"), 0, 0)
            document = open_document(content, name=file.name)
            found = review_document(
                document,
                catalogue,
                instrument=instrument,
                tagger=Tagger(thesaurus),
                progress=lambda done, total: progress(_("Revisando"), done, total),
            )
    except PlanError as error:
        raise MendableError(_told(error.problem)) from None
    for problem in found.problems:
        complain(_told(problem))
    _write_all({path: write(found, catalogue.pack, file.name) for path, write in writers.items()})
    if out_files:
        for path in out_files:
            err.print(_("Escrito: {path}").format(path=path), markup=False)
    else:
        _print(found, catalogue.pack, file.name)


def _told(problem: Problem) -> str:
    return _(problem.template).format(**problem.values)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        raise PlanError("not_found", name=file) from None


def _writer(path: Path) -> Write:
    """Return what writes a report by its suffix; the libraries of the others are not loaded."""
    name = path.suffix.lower().removeprefix(".")
    if name not in ("json", "xlsx", "docx", "pdf"):
        raise MendableError(
            _("No se sabe escribir «{name}». Termine el archivo en .json, .xlsx, .docx o .pdf.").format(name=path.name)
        )
    if not path.parent.is_dir():
        raise MendableError(_("No existe la carpeta «{folder}».").format(folder=path.parent))
    if path.is_dir():
        raise MendableError(_("«{path}» es una carpeta. Diga el nombre del archivo.").format(path=path))
    write: Callable[..., Any] = load(f"{_DOCUMENTS}.review_{name}:review_{name}")
    dated = (
        {"at": datetime.now(UTC).replace(microsecond=0), "language": _written_language(name)}
        if name in ("docx", "pdf")
        else {}
    )
    return lambda review, pack, title: bytes(write(review, pack, name=title, say=_, **dated))


def _written_language(name: str) -> str:
    spoken = language()
    return {"es": "es-EC", "en": "en-US"}[spoken] if name == "docx" else spoken


def _write_all(contents: dict[Path, bytes]) -> None:
    """Write files whole: each beside its place first, and moved there once all are written."""
    written: list[tuple[str, Path]] = []
    try:
        for path, content in contents.items():
            handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
            written.append((temporary, path))
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.chmod(temporary, 0o644)
        for temporary, path in written:
            os.replace(temporary, path)
    except OSError as error:
        raise MendableError(_("No se pudo escribir: {reason}.").format(reason=error.strerror)) from None
    finally:
        for temporary, _path in written:
            Path(temporary).unlink(missing_ok=True)


def _print(review: Review, pack: Pack, name: str) -> None:
    summary = review.summary
    out.print(f"[bold]{escape(name)}[/] · {escape(_(pack.instruments[review.instrument]))}")
    out.print(
        _("{relevant} de {passages} pasajes hablan de personas en movilidad humana; {committing} comprometen.").format(
            relevant=summary.relevant, passages=summary.passages, committing=summary.committing
        )
    )
    for title, counted, names in (
        (_("Tema"), summary.by_theme, pack.themes),
        (_("Parte del plan"), summary.by_part, pack.plan_parts),
    ):
        table = Table(title, *(str(int(level)) for level in LEVEL_NAMES), box=None)
        for column in table.columns[1:]:
            column.justify = "right"
        for key in names:
            if key in counted:
                table.add_row(_(names[key]), *(str(count) if count else "·" for count in counted[key]))
        out.print(table)
    for one in levels(summary.levels, _):
        out.print(f"{one['level']} {one['name']}: {one['of']}")
    for line in people(review, _):
        out.print(line, markup=False)
    out.print(_(pack.legal_note), style="dim", markup=False)
