"""The kind of file that says who attended a session."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from arraigo.areas.training import permissions
from arraigo.areas.training.actions.evidence import foresee, is_settling_later, observe, settle
from arraigo.areas.training.actions.matching import Verdict
from arraigo.areas.training.actions.presence import Piece, seconds_present
from arraigo.areas.training.actions.withdrawing import take_back_attendance
from arraigo.areas.training.importers.columns import attendance_fields, columns_of, mapping_of, sheet_names
from arraigo.areas.training.importers.purged import refuse_if_purged, why_keep_purged
from arraigo.areas.training.importers.questions import (
    by_row,
    day_question,
    marks_of,
    questions_of,
    refuse_file_problems,
)
from arraigo.areas.training.importers.reading import read_attendance
from arraigo.areas.training.importers.reading.values import AttendanceFile
from arraigo.areas.training.importers.sessions import Placed, place_rows, unnamed_days
from arraigo.areas.training.models import Evidence, Session
from arraigo.areas.training.queries.other_days import outside_session
from arraigo.core.accounts.api import Standing
from arraigo.core.accounts.models import User
from arraigo.core.imports.kinds import Outcome as ResultLine
from arraigo.core.imports.kinds import Preview, PreviewRow, Progress, Question
from arraigo.core.imports.models import ImportRun
from arraigo.core.imports.problems import Problem

SOURCES = {
    "zoom": "Zoom",
    "zoom_unique": gettext_lazy("Zoom, una fila por persona"),
    "zoom_webinar": gettext_lazy("seminario web de Zoom"),
    "teams": "Teams",
    "teams_live": gettext_lazy("evento en vivo de Teams"),
    "meet": "Google Meet",
    "kobo": "KoBo",
    "sheet": gettext_lazy("lista de firmas"),
}
NOTES = {
    "absent": gettext_lazy("No consta que asistiera."),
    "other_day": gettext_lazy("Es de otro día de la misma lista."),
    "outside": gettext_lazy("Estuvo fuera del horario de la jornada: no suma tiempo."),
}
HEADERS = (
    gettext_lazy("Nombre"),
    gettext_lazy("Documento"),
    gettext_lazy("Correo"),
    gettext_lazy("Entrada"),
    gettext_lazy("Salida"),
    gettext_lazy("Minutos que suman"),
)


class AttendanceList:
    """Attendance of a session, from a platform or from paper; its context is `session:<id>`."""

    name = "training.attendance"
    label = gettext_lazy("asistencia de una jornada")
    verb = gettext_lazy("Cargar asistencia")

    def may(self, membership: Standing) -> bool:
        return permissions.manages_training(membership)

    def place(self, context: str) -> tuple[str, str]:
        session = _session(context)
        address = reverse("training:course", kwargs={"city": session.city.slug, "course_id": session.course_id})
        return f"{session.course.title} · {session.code}", address

    def preview(self, data: bytes, name: str, *, context: str, options: Mapping[str, Any]) -> Preview:
        session = _session(context)
        refuse_if_purged(session.course, name)
        file = _read(data, name, options)
        questions = _questions(data, name, file, session, options)
        placed = place_rows(file, session, day=options.get("day", ""))
        faults = by_row(file.problems)
        counted = [row for row in placed if not row.note and row.source.row not in faults]
        verdicts = {} if questions or is_settling_later() else _foreseen(session, counted)
        rows = [_preview_row(row, session, verdicts, faults) for row in placed]
        may_map = file.source in ("sheet", "kobo") and not is_settling_later()
        return Preview(
            source=str(SOURCES[file.source]),
            headers=tuple(str(title) for title in HEADERS),
            rows=rows,
            problems=(
                *file.problems,
                *_other_date(file, session, name),
                *_outside(counted, session, name, asked=bool(questions)),
            ),
            questions=questions,
            columns=columns_of(data, name, "attendance", options) if may_map else (),
            fields=attendance_fields() if may_map else (),
            private=(1,),
        )

    def apply(
        self, run: ImportRun, data: bytes, name: str, *, by: User | None, at: datetime, progress: Progress
    ) -> Mapping[str, int]:
        session = _session(run.context)
        refuse_if_purged(session.course, name)
        file = _read(data, name, run.options)
        faults = by_row(file.problems)
        placed = place_rows(file, session, day=run.options.get("day", ""))
        rows = [row.observed for row in placed if not row.note and row.source.row not in faults]
        progress(_("Reconociendo a las personas"), 0, len(rows))
        new = observe(session, run, rows)
        settle(session.course, new=new, by=by, at=at)
        progress(_("Reconociendo a las personas"), len(rows), len(rows))
        return {"rows": len(rows), "ignored": len(placed) - len(rows) + len(file.ignored)}

    def outcome(self, run: ImportRun) -> Sequence[ResultLine]:
        """Say how many rows were taken for whom, and how many wait."""
        session = _session(run.context)
        states = list(Evidence.objects.filter(run=run).values_list("state", flat=True))
        review = reverse("training:review", kwargs={"city": session.city.slug})
        matched, waiting = states.count("matched"), states.count("review")
        ignored = int(run.counts.get("ignored", 0))
        return [
            ResultLine(ngettext("fila reconocida", "filas reconocidas", matched), matched, self.place(run.context)[1]),
            ResultLine(
                ngettext("fila por revisar", "filas por revisar", waiting),
                waiting,
                f"{review}?curso={session.course_id}",
                waits=waiting > 0,
            ),
            ResultLine(
                ngettext("fila que no es asistencia", "filas que no son asistencia", ignored),
                ignored,
            ),
        ]

    def why_not_undo(self, run: ImportRun) -> Sequence[str]:
        """Nothing depends on evidence but what is computed from it, and the counts of a purged course."""
        return why_keep_purged(_session(run.context).course)

    def undo(self, run: ImportRun, *, by: User | None, at: datetime) -> None:
        take_back_attendance(run, by=by, at=at)


ATTENDANCE = AttendanceList()


def _session(context: str) -> Session:
    found = Session.objects.select_related("city", "course", "course__city")
    return found.get(pk=UUID(context.removeprefix("session:")))


def _read(data: bytes, name: str, options: Mapping[str, Any]) -> AttendanceFile:
    file = _read_once(data, name, json.dumps(options, sort_keys=True))
    refuse_file_problems(file.problems)
    return file


@lru_cache(maxsize=1)
def _read_once(data: bytes, name: str, answers: str) -> AttendanceFile:
    """Read a file; the preview before an import has just done the same."""
    options = json.loads(answers)
    unmarked = options.get("unmarked")
    return read_attendance(
        data,
        name,
        date_order=options.get("date_order") or None,
        mapping=mapping_of(options),
        sex_meaning=options.get("m_means") or None,
        sheet=options.get("sheet") or None,
        unmarked_present=None if unmarked is None else unmarked == "all",
        marks=marks_of(options),
        max_bytes=settings.IMPORT_MAX_BYTES,
    )


def _questions(
    data: bytes, name: str, file: AttendanceFile, session: Session, options: Mapping[str, Any]
) -> tuple[Question, ...]:
    held_on = session.starts_at.astimezone(ZoneInfo(session.timezone)).date()
    asked = questions_of(
        file.problems,
        options,
        held_on=held_on,
        readings=file.date_readings,
        sheets=lambda: sheet_names(data, name),
    )
    days = unnamed_days(file.rows, held_on)
    return (*asked, day_question(days)) if days and options.get("day") not in days else asked


def _foreseen(session: Session, placed: Sequence[Placed]) -> dict[int, Verdict]:
    """Say whose each row would be, by its position in the file."""
    run = ImportRun(city_id=session.city_id)
    evidence = observe(session, run, [row.observed for row in placed])
    verdicts = foresee(session.course, evidence)
    return {id(row): verdicts[item.pk] for row, item in zip(placed, evidence, strict=True)}


def _seconds(row: Placed, session: Session) -> int:
    observed = row.observed
    piece = Piece(observed.joined, observed.left, observed.seconds)
    return seconds_present([piece], starts_at=session.starts_at, minutes=session.minutes)


def _preview_row(
    row: Placed, session: Session, verdicts: Mapping[int, Verdict], faults: Mapping[int, list[Problem]]
) -> PreviewRow:
    if is_settling_later() and not row.note and row.source.row not in faults:
        # Many files together: nobody looks at this preview, and whose the row is comes out at the end.
        return PreviewRow(row.source.row, (), "review")
    seconds = 0 if row.note else _seconds(row, session)
    cells = (
        row.source.original_name or row.source.name,
        row.source.document,
        row.source.email,
        _clock(row.observed.joined, session),
        _clock(row.observed.left, session),
        str(seconds // 60),
    )
    if fault := faults.get(row.source.row):
        return PreviewRow(row.source.row, cells, "bad", fault[0].message)
    if row.note:
        return PreviewRow(row.source.row, cells, "ignored", str(NOTES[row.note]))
    verdict = verdicts.get(id(row), Verdict())
    outside = "" if seconds else str(NOTES["outside"])
    if verdict.enrolment or verdict.nobody:
        return PreviewRow(row.source.row, cells, "ready", outside or str(capfirst(verdict.by.label)))
    return PreviewRow(row.source.row, cells, "review", str(verdict.doubt.label))


def _clock(moment: datetime | None, session: Session) -> str:
    return f"{moment.astimezone(ZoneInfo(session.timezone)):%H:%M}" if moment else ""


def _outside(rows: Sequence[Placed], session: Session, name: str, *, asked: bool) -> tuple[Problem, ...]:
    """Warn when not one row of a file falls inside its session: it is probably another day's file."""
    if asked or not rows or any(_seconds(row, session) for row in rows):
        return ()
    return (outside_session(session, name),)


def _other_date(file: AttendanceFile, session: Session, name: str) -> tuple[Problem, ...]:
    """Warn when the file itself says that it is of another day than its session."""
    held_on = session.starts_at.astimezone(ZoneInfo(session.timezone)).date()
    said = file.meeting_start.date() if file.meeting_start else file.meeting_date
    if said is None or abs((said - held_on).days) <= 1:
        return ()
    sentence = _("«%(file)s» dice ser del %(said)s y la jornada «%(code)s» es del %(held)s. Revise que sea el archivo.")
    values = {"file": name, "said": f"{said:%d/%m/%Y}", "code": session.code, "held": f"{held_on:%d/%m/%Y}"}
    return (Problem("other_date", sentence % values, file=name, severity="warning"),)
