"""Writes: a file comes in, is answered, applied, undone or discarded. Each is one transaction, with its audit entry."""

import hashlib
import json
import mimetypes
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from arraigo.core import tenancy
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit
from arraigo.core.files import api as files
from arraigo.core.imports import queries
from arraigo.core.imports.answers import checked_answers, checked_columns
from arraigo.core.imports.enums import RunState
from arraigo.core.imports.errors import (
    CannotUndo,
    NoLongerOpen,
    NothingInside,
    NothingToImport,
    StillAsking,
    StillRunning,
    TooLarge,
)
from arraigo.core.imports.kinds import Preview, Progress, kind_named
from arraigo.core.imports.memory import remember
from arraigo.core.imports.models import ImportRun
from arraigo.core.jobs import api as jobs
from arraigo.core.ui.formats import long_date

JOB_ROWS = 2000
JOB_HANDLER = "arraigo.core.imports.tasks.apply_run"
LONGEST_PLACE = 200
LONGEST_TITLE = 160


def quiet(step: str, done: int, total: int) -> None:
    """Report progress to nobody."""


def check_size(size: int, name: str) -> None:
    """Refuse a file by its size in bytes, before anybody reads it; raises TooLarge or NothingInside."""
    if size > settings.IMPORT_MAX_BYTES:
        raise TooLarge(name, size, settings.IMPORT_MAX_BYTES)
    if size == 0:
        raise NothingInside(name)


def receive(
    data: bytes, *, kind: str, name: str, context: str, by: User | None, at: datetime, look: bool = False
) -> ImportRun:
    """Keep a file as it came, encrypted, and open a run for it; content that is there already gives its run back.

    The run that comes back has `repeated` when its content was already applied to this context. With `look` the file is
    read first: what cannot be read is not kept, and the columns are mapped as they were for the same headers.
    Raises TooLarge, NothingInside, UnknownKind, what the kind's `place` raises and, with `look`, FileRefused.
    """
    name = files.clean_name(name)
    check_size(len(data), name)
    place, _address = kind_named(kind).place(context)
    options: dict[str, Any] = {}
    rows = None
    if look:
        seen, options = queries.look(kind, data, name, context=context, options={})
        rows = len(seen.rows)
    digest = hashlib.sha256(data).hexdigest()
    with transaction.atomic():
        _lock(context)
        before = _same_content(kind, context, digest, RunState.APPLIED, RunState.UPLOADED)
        if before is not None:
            before.repeated = before.state == RunState.APPLIED
            return before
        file = files.store(data, name=name, media_type=_media_type(name), by=by, at=at)
        run = ImportRun.objects.create(
            city_id=file.city_id,
            kind=kind,
            context=context,
            place=place[:LONGEST_PLACE],
            file=file,
            sha256=digest,
            rows=rows,
            options=options,
            by=by,
            created_at=at,
        )
        _record("import.received", run, by, at, sha256=digest)
    return run


def answer(
    run: ImportRun, options: Mapping[str, Any], *, by: User | None, at: datetime, forget: Iterable[str] = ()
) -> ImportRun:
    """Store what a person answered, and remember how they mapped the columns of this source.

    `options` holds values by question, and `columns` by column; questions in `forget` are asked again.
    Raises BadAnswer, NoLongerOpen, StillRunning, FileRefused.
    """
    with transaction.atomic():
        run = _open(run)
        dropped = set(forget)
        kept = {key: value for key, value in run.options.items() if key not in dropped}
        kept["said"] = {key: words for key, words in run.options.get("said", {}).items() if key not in dropped}
        run.options = kept
        seen, used = queries.settle(run, files.read(run.file))
        values, said = checked_answers(seen, options)
        run.options = {**used, **values, "said": {**kept["said"], **said}}
        if "columns" in options:
            run.options["columns"] = checked_columns(seen, options["columns"])
            remember(run.city_id, run.kind, seen, run.options["columns"], at=at)
        run.save(update_fields=["options"])
        _record("import.answered", run, by, at, questions=sorted(values), columns="columns" in options)
    return run


def apply(
    run: ImportRun, *, by: User | None, at: datetime, progress: Progress = quiet, seen: Preview | None = None
) -> ImportRun:
    """Import a run's file in one transaction, once: whoever comes second gets the first one's run, `repeated`.

    `seen` spares reading again what the caller has just previewed with the run's own options.
    Raises StillAsking, NothingToImport, NoLongerOpen, FileRefused; whatever fails, nothing is left behind.
    """
    with transaction.atomic():
        _lock(run.context)
        run = _locked(run)
        done = _already_applied(run)
        if done is not None:
            done.repeated = True
            return done
        if run.state != RunState.UPLOADED:
            raise _closed(run)
        data = files.read(run.file)
        seen, run.options = queries.settle(run, data, seen)
        _refuse_unready(run, seen)
        run.counts = dict(kind_named(run.kind).apply(run, data, run.file.name, by=by, at=at, progress=progress))
        run.state, run.applied_at, run.applied_by = RunState.APPLIED, at, by
        run.rows, run.imported = len(seen.rows), seen.importable
        run.findings = json.dumps([problem.as_dict() for problem in seen.problems], ensure_ascii=False)
        run.save()
        _record("import.applied", run, by, at, counts=run.counts, sha256=run.sha256)
    return run


def begin(run: ImportRun, *, by: User | None, at: datetime) -> ImportRun:
    """Apply a run: at once, or as a job where the file is longer than JOB_ROWS; then the run is still open.

    Raises what `apply` raises, and StillRunning when a job is at it already.
    """
    seen = queries.preview(run) if run.rows is None else None
    rows = run.rows or (len(seen.rows) if seen else 0)
    if rows <= JOB_ROWS and not queries.is_running(run):
        return apply(run, by=by, at=at, seen=seen)
    with transaction.atomic():
        run = _open(run)
        # The file's own name may say whose it is, and a job's title is not sealed.
        title = f"{capfirst(kind_named(run.kind).label)}: {run.place}"[:LONGEST_TITLE]
        run.job = jobs.start(JOB_HANDLER, title=title, arguments={"import_run": str(run.pk)}, by=by, at=at)
        run.rows = rows
        run.save(update_fields=["job", "rows"])
    return run


def undo(run: ImportRun, *, by: User | None, at: datetime) -> ImportRun:
    """Take back what an applied run wrote; its file is kept. Raises CannotUndo with the reasons."""
    with transaction.atomic():
        _lock(run.context)
        run = _locked(run)
        reasons = queries.why_not_undo(run, at=at)
        if reasons:
            raise CannotUndo(reasons)
        kind_named(run.kind).undo(run, by=by, at=at)
        run.state, run.undone_at = RunState.UNDONE, at
        run.save(update_fields=["state", "undone_at"])
        _record("import.undone", run, by, at, sha256=run.sha256)
    return run


def discard(run: ImportRun, *, by: User | None, at: datetime) -> ImportRun:
    """Drop a file that was never imported, and erase what it held. Raises NoLongerOpen, StillRunning."""
    with transaction.atomic():
        run = _open(run)
        run.state = RunState.DISCARDED
        run.save(update_fields=["state"])
        files.erase(run.file, by=by, at=at)
        _record("import.discarded", run, by, at, sha256=run.sha256)
    return run


def _lock(context: str) -> None:
    """Let one session at a time write to a context, until the transaction ends."""
    with connection.cursor() as cursor:
        key = f"imports:{tenancy.current_city_id()}:{context}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def _locked(run: ImportRun) -> ImportRun:
    """Read a run again under a lock of its row, so that nobody else decides about it meanwhile."""
    return ImportRun.objects.select_for_update(of=("self",)).select_related("file", "job").get(pk=run.pk)


def _open(run: ImportRun) -> ImportRun:
    run = _locked(run)
    if run.state != RunState.UPLOADED:
        raise _closed(run)
    if queries.is_running(run):
        raise StillRunning(run.file.name)
    return run


def _closed(run: ImportRun) -> NoLongerOpen:
    sentences = {
        RunState.APPLIED: _("«%(name)s» ya se importó el %(day)s. Si hay que cambiarlo, deshaga esa importación."),
        RunState.UNDONE: _("La importación de «%(name)s» se deshizo el %(day)s. Cargue el archivo otra vez."),
        RunState.DISCARDED: _("«%(name)s» se descartó y ya no se guarda. Cargue el archivo otra vez."),
    }
    day = long_date(run.undone_at or run.applied_at)
    return NoLongerOpen(sentences[RunState(run.state)] % {"name": run.file.name, "day": day})


def _same_content(kind: str, context: str, digest: str, *states: RunState) -> ImportRun | None:
    found = ImportRun.objects.select_related("file", "job", "by", "applied_by")
    same = found.filter(kind=kind, context=context, sha256=digest, state__in=states)
    # «applied» sorts before «uploaded»: what is done already wins over what is only open.
    return same.order_by("state", "created_at").first()


def _already_applied(run: ImportRun) -> ImportRun | None:
    if run.state == RunState.APPLIED:
        return run
    return _same_content(run.kind, run.context, run.sha256, RunState.APPLIED)


def _refuse_unready(run: ImportRun, seen: Preview) -> None:
    if seen.questions:
        raise StillAsking(run.file.name, [question.label for question in seen.questions])
    if not seen.may_apply:
        raise NothingToImport(run.file.name)


def _media_type(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def _record(action: str, run: ImportRun, by: User | None, at: datetime, **detail: Any) -> None:
    audit.record(action=action, subject=run, by=by, at=at, detail={"kind": run.kind, "context": run.context, **detail})
