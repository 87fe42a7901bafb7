"""Reads: what a file would do, what was done, and what keeps it from being undone."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from arraigo.core.files import api as files
from arraigo.core.imports.enums import RunState
from arraigo.core.imports.kinds import Outcome, Preview, TellsOutcome, kind_named
from arraigo.core.imports.memory import recall
from arraigo.core.imports.models import ImportRun
from arraigo.core.imports.problems import Problem
from arraigo.core.jobs.api import Job, JobState
from arraigo.core.ui.formats import long_date

UNDO_WINDOW = timedelta(days=7)
LIVE = (JobState.WAITING, JobState.RUNNING)


def runs(kinds: Iterable[str]) -> QuerySet[ImportRun]:
    """Return the city's runs of these kinds, newest first, with what a list shows of each."""
    return ImportRun.objects.filter(kind__in=list(kinds)).select_related("file", "by", "applied_by", "job")


def preview(run: ImportRun, options: Mapping[str, Any] | None = None) -> Preview:
    """Read a run's file as it would be imported, writing nothing; `options` go over those that the run holds.

    Columns that nobody has mapped yet are mapped as the same headers were before. Raises FileRefused.
    """
    used = {**run.options, **(options or {})}
    return look(run.kind, files.read(run.file), run.file.name, context=run.context, options=used)[0]


def settle(run: ImportRun, data: bytes, seen: Preview | None = None) -> tuple[Preview, dict[str, Any]]:
    """Return what to import and with which options: `seen` when the caller has just read it, else read now."""
    if seen is None:
        return look(run.kind, data, run.file.name, context=run.context, options=run.options)
    mapping = {} if "columns" in run.options else recall(run.kind, seen)
    return seen, {**run.options, **({"columns": mapping} if mapping else {})}


def look(
    kind: str, data: bytes, name: str, *, context: str, options: Mapping[str, Any]
) -> tuple[Preview, dict[str, Any]]:
    """Preview a file that may not have been stored; return also the options with the columns that are remembered."""
    found, used = kind_named(kind), dict(options)
    seen = found.preview(data, name, context=context, options=used)
    mapping = {} if "columns" in used else recall(kind, seen)
    if mapping:
        used["columns"] = mapping
        seen = found.preview(data, name, context=context, options=used)
    return seen, used


def is_running(run: ImportRun) -> bool:
    """Tell whether a job is applying the run now, or waits to do so."""
    return run.state == RunState.UPLOADED and run.job is not None and run.job.state in LIVE


def failed_job(run: ImportRun) -> Job | None:
    """Return the job that was to apply an open run and did not: it failed, or somebody stopped it."""
    over = run.state == RunState.UPLOADED and run.job is not None and run.job.state not in (*LIVE, JobState.DONE)
    return run.job if over else None


def findings(run: ImportRun) -> list[Problem]:
    """Return the problems that were kept when the run was applied."""
    return [Problem(**values) for values in json.loads(run.findings or "[]")]


def outcome(run: ImportRun) -> Sequence[Outcome]:
    """Say what an applied run did, in its kind's words."""
    kind = kind_named(run.kind)
    if isinstance(kind, TellsOutcome):
        return kind.outcome(run)
    return [Outcome(key.replace("_", " "), value) for key, value in run.counts.items()]


def undo_until(run: ImportRun) -> datetime | None:
    """Return until when the run may be undone; None when it was never applied."""
    return run.applied_at + UNDO_WINDOW if run.applied_at else None


def why_not_undo(run: ImportRun, *, at: datetime) -> list[str]:
    """Return why an applied run cannot be undone now, as sentences; empty when it can."""
    until = undo_until(run)
    if run.state != RunState.APPLIED or until is None:
        return [_("Solo se deshace lo que está importado.")]
    if at > until:
        return [_("Se podía deshacer hasta el %(day)s.") % {"day": long_date(until)}]
    return list(kind_named(run.kind).why_not_undo(run))
