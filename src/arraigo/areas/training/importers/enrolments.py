"""The kind of file that enrols people in a course."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from arraigo.areas.training import permissions
from arraigo.areas.training.actions.enrolling import Candidate, Outcome, Planned, enrol, plan
from arraigo.areas.training.actions.evidence import is_settling_later, settle
from arraigo.areas.training.actions.withdrawing import take_back_enrolments, why_not_take_back
from arraigo.areas.training.importers.columns import columns_of, enrolment_fields, mapping_of, sheet_names
from arraigo.areas.training.importers.people_values import candidate
from arraigo.areas.training.importers.purged import refuse_if_purged, why_keep_purged
from arraigo.areas.training.importers.questions import by_row, questions_of, refuse_file_problems
from arraigo.areas.training.importers.reading import read_enrolments
from arraigo.areas.training.importers.reading.values import EnrolmentFile
from arraigo.areas.training.models import Course
from arraigo.core.accounts.api import Standing
from arraigo.core.accounts.models import User
from arraigo.core.imports.kinds import Outcome as ResultLine
from arraigo.core.imports.kinds import Preview, PreviewRow, Progress
from arraigo.core.imports.models import ImportRun
from arraigo.core.imports.problems import Problem, Severity, problem_at
from arraigo.core.people.api import Gender, PersonDraft, Sex

STATES = {
    Outcome.NEW_PERSON: "ready",
    Outcome.KNOWN_PERSON: "ready",
    Outcome.SAME: "same",
    Outcome.REPEATED: "same",
    Outcome.BAD: "bad",
}


class EnrolmentList:
    """An enrolment list in XLSX, XLS, ODS or CSV; its context is `course:<id>`."""

    name = "training.enrolments"
    label = gettext_lazy("lista de inscripción")
    verb = gettext_lazy("Inscribir")

    def may(self, membership: Standing) -> bool:
        return permissions.manages_training(membership)

    def place(self, context: str) -> tuple[str, str]:
        course = _course(context)
        address = reverse("training:course", kwargs={"city": course.city.slug, "course_id": course.pk})
        return course.title, address

    def preview(self, data: bytes, name: str, *, context: str, options: Mapping[str, Any]) -> Preview:
        course = _course(context)
        refuse_if_purged(course, name)
        listed = _read(data, name, options, year=_year(course))
        file, planned = listed.file, _planned(course, listed)
        told = by_row(_other_problems(file))
        unsuited = [item for item in planned if item.sentence and item.candidate.row not in told]
        shown = _shown(file, planned)
        return Preview(
            source=_("Lista de inscripción"),
            headers=tuple(str(HEADERS[field]) for field in shown),
            rows=[_preview_row(item, shown) for item in planned],
            problems=(*_other_problems(file), *(_problem(item, name, file.columns) for item in unsuited)),
            questions=questions_of(file.problems, options, sheets=lambda: sheet_names(data, name)),
            columns=() if is_settling_later() else columns_of(data, name, "enrolments", options),
            fields=enrolment_fields(),
            private=tuple(at for at, field in enumerate(shown) if field == "document"),
        )

    def apply(
        self, run: ImportRun, data: bytes, name: str, *, by: User | None, at: datetime, progress: Progress
    ) -> Mapping[str, int]:
        course = _course(run.context)
        refuse_if_purged(course, name)
        planned = _planned(course, _read(data, name, run.options, year=_year(course)))
        done = enrol(course, planned, run=run, by=by, at=at, progress=progress)
        settle(course, by=by, at=at)
        return {
            "new_people": done.new_people,
            "known_people": done.known_people,
            "same": done.same,
            "repeated": done.repeated,
            "bad": done.bad,
        }

    def outcome(self, run: ImportRun) -> Sequence[ResultLine]:
        """Say how many were enrolled, how many were there already, and what was left out."""
        counts = run.counts
        same, repeated, bad = (counts.get(name, 0) for name in ("same", "repeated", "bad"))
        enrolled = counts.get("new_people", 0) + counts.get("known_people", 0)
        return [
            ResultLine(
                ngettext("persona inscrita", "personas inscritas", enrolled), enrolled, self.place(run.context)[1]
            ),
            ResultLine(ngettext("ya estaba inscrita", "ya estaban inscritas", same), same),
            ResultLine(ngettext("fila repetida", "filas repetidas", repeated), repeated),
            ResultLine(ngettext("fila por corregir", "filas por corregir", bad), bad, waits=bad > 0),
        ]

    def why_not_undo(self, run: ImportRun) -> Sequence[str]:
        return why_keep_purged(_course(run.context)) or why_not_take_back(run)

    def undo(self, run: ImportRun, *, by: User | None, at: datetime) -> None:
        take_back_enrolments(run, by=by, at=at)


HEADERS = {
    "name": gettext_lazy("Nombre"),
    "document": gettext_lazy("Documento"),
    "institution": gettext_lazy("Institución"),
    "position": gettext_lazy("Cargo"),
    "sex": gettext_lazy("Sexo"),
    "email": gettext_lazy("Correo"),
}
ENROLMENTS = EnrolmentList()


def _course(context: str) -> Course:
    return Course.objects.select_related("city").get(pk=UUID(context.removeprefix("course:")))


@dataclass(frozen=True)
class _List:
    """A list as read, and its rows as the register writes them."""

    file: EnrolmentFile
    candidates: tuple[Candidate, ...]


def _year(course: Course) -> int:
    """Return the year in which the ages of a list were said: that of the course's first session."""
    first = course.sessions.order_by("starts_at").values_list("starts_at", flat=True).first()
    return (first or course.created_at).year


def _read(data: bytes, name: str, options: Mapping[str, Any], *, year: int) -> _List:
    listed = _read_once(data, name, json.dumps(options, sort_keys=True), year)
    refuse_file_problems(listed.file.problems)
    return listed


@lru_cache(maxsize=1)
def _read_once(data: bytes, name: str, answers: str, year: int) -> _List:
    """Read a list; the preview before an import has just done the same."""
    options = json.loads(answers)
    file = read_enrolments(
        data,
        name,
        mapping=mapping_of(options),
        m_means=options.get("m_means") or None,
        date_order=options.get("date_order") or None,
        sheet=options.get("sheet") or None,
        max_bytes=settings.IMPORT_MAX_BYTES,
    )
    return _List(file, tuple(candidate(row, year=year) for row in file.rows))


def _planned(course: Course, listed: _List) -> list[Planned]:
    """Plan every row; what the reader found wrong with a row is its own fault, before any other."""
    faults = by_row(_other_problems(listed.file))
    planned = plan(course, [item for item in listed.candidates if item.row not in faults])
    for item in listed.candidates:
        for problem in faults.get(item.row, ())[:1]:
            planned.append(Planned(item, Outcome.BAD, sentence=problem.message, column=problem.column or ""))
    return sorted(planned, key=lambda item: item.candidate.row)


def _shown(file: EnrolmentFile, planned: Sequence[Planned]) -> tuple[str, ...]:
    """Return the columns that the preview has: those of the file, and those for which a row has something."""
    found = {"name", *file.columns}
    for item in planned:
        found |= {field for field, text in _texts(item).items() if text}
    return tuple(field for field in HEADERS if field in found)


def _texts(item: Planned) -> dict[str, str]:
    draft = item.candidate.draft
    return {
        "name": draft.name,
        "document": draft.documents[0].number if draft.documents else "",
        "institution": item.candidate.institution,
        "position": item.candidate.position,
        "sex": _sex(draft),
        "email": draft.emails[0] if draft.emails else "",
    }


def _sex(draft: PersonDraft) -> str:
    """Return what the list says of somebody's sex, in words; nothing where it says nothing."""
    if draft.gender == Gender.OTHER:
        return str(capfirst(Gender.OTHER.label))
    return "" if draft.sex == Sex.UNKNOWN else str(capfirst(Sex(draft.sex).label))


def _preview_row(item: Planned, shown: Sequence[str]) -> PreviewRow:
    texts = _texts(item)
    at = shown.index(item.column) if item.column in shown else None
    cells = tuple(texts[field] for field in shown)
    bad = {} if at is None else {at: item.sentence}
    return PreviewRow(item.candidate.row, cells, STATES[item.outcome], item.sentence, bad)


def _other_problems(file: EnrolmentFile) -> tuple[Problem, ...]:
    """Return the reader's problems but for shared documents and repeated rows, which the plan judges for all rows."""
    return tuple(problem for problem in file.problems if problem.code not in ("document_twice", "repeated_row"))


def _problem(item: Planned, name: str, labels: Mapping[str, str]) -> Problem:
    column = labels.get(item.column) or None
    severity: Severity = "error" if item.outcome == Outcome.BAD else "warning"
    return problem_at("row", item.sentence, file=name, row=item.candidate.row, column=column, severity=severity)
