"""What somebody still lacks to be certified in a course, in words: plain values in, sentences out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arraigo.areas.training.enums import AttendanceMeasure
from arraigo.areas.training.queries.scoring import passes
from arraigo.core.ui.formats import NBSP


@dataclass(frozen=True)
class SessionFact:
    """One session that is held; a cancelled one is no condition and is left out before."""

    id: UUID
    code: str
    starts_at: datetime
    minutes: int
    is_required: bool

    def is_over(self, at: datetime) -> bool:
        """Whether it has ended at a moment."""
        return self.starts_at + timedelta(minutes=self.minutes) <= at


@dataclass(frozen=True)
class ExamFact:
    """One required test or survey. Without `pass_percent`, as a survey is, it only has to be handed in."""

    id: UUID
    title: str
    pass_percent: int | None
    is_survey: bool = False


@dataclass(frozen=True)
class Conditions:
    """What a course asks of everybody."""

    measure: str
    minimum_percent: int
    sessions: tuple[SessionFact, ...]
    tests: tuple[ExamFact, ...]

    @property
    def total_seconds(self) -> int:
        """The time of all its sessions."""
        return 60 * sum(session.minutes for session in self.sessions)


@dataclass(frozen=True)
class Result:
    """The best of somebody's sittings of a test: points of how many, or (0, 0) where nothing is scored."""

    score: int
    out_of: int

    def reaches(self, percent: int | None) -> bool:
        """Whether it passes a test that asks for a percentage, or for none."""
        return passes(self.score, self.out_of, percent)


@dataclass(frozen=True)
class Record:
    """What one person did: seconds by session, the best result by test."""

    seconds: Mapping[UUID, int]
    results: Mapping[UUID, Result]


def missing(conditions: Conditions, record: Record, *, at: datetime) -> tuple[str, ...]:
    """Return what a person lacks, each as a sentence; empty when they meet everything.

    While sessions are still to come nobody is certified: what may yet be reached is not called missing.
    """
    over = [session for session in conditions.sessions if session.is_over(at)]
    to_come = len(conditions.sessions) - len(over)
    said = [*_sessions_to_come(to_come, len(over)), *_required_sessions(over, record)]
    if over and not to_come:
        said += _attendance(conditions, record)
    return (*said, *(sentence for test in conditions.tests if (sentence := _test(test, record))))


def criteria(conditions: Conditions) -> str:
    """Say what a course asks, in one sentence."""
    share = {"wanted": conditions.minimum_percent, "space": NBSP}
    if conditions.measure == AttendanceMeasure.SESSIONS:
        said = [_("Asistir al menos al %(wanted)d%(space)s%% de las jornadas") % share]
    else:
        said = [_("Asistir al menos al %(wanted)d%(space)s%% del tiempo") % share]
    required = [one.code for one in conditions.sessions if one.is_required]
    if required:
        said.append(_("asistir a %(codes)s") % {"codes": ", ".join(required)})
    for test in conditions.tests:
        if test.pass_percent is None:
            said.append(_("entregar «%(title)s»") % {"title": test.title})
        else:
            words = _("aprobar «%(title)s» con %(wanted)d%(space)s%%")
            said.append(words % {"title": test.title, "wanted": test.pass_percent, "space": NBSP})
    return "; ".join(said) + "."


def attended(conditions: Conditions, record: Record) -> tuple[int, int]:
    """Return how much was attended, of how much: seconds, or sessions where the course counts these."""
    if conditions.measure == AttendanceMeasure.SESSIONS:
        return sum(record.seconds.get(one.id, 0) > 0 for one in conditions.sessions), len(conditions.sessions)
    within = sum(min(record.seconds.get(one.id, 0), one.minutes * 60) for one in conditions.sessions)
    return within, conditions.total_seconds


def _sessions_to_come(to_come: int, over: int) -> list[str]:
    if to_come:
        words = ngettext("Todavía falta %(n)d jornada", "Todavía faltan %(n)d jornadas", to_come)
        return [words % {"n": to_come}]
    return [] if over else [_("El curso todavía no tiene jornadas")]


def _required_sessions(over: list[SessionFact], record: Record) -> list[str]:
    absent = [one.code for one in over if one.is_required and not record.seconds.get(one.id, 0)]
    if not absent:
        return []
    words = ngettext("Falta: %(n)d jornada (%(codes)s)", "Faltan: %(n)d jornadas (%(codes)s)", len(absent))
    return [words % {"n": len(absent), "codes": ", ".join(absent)}]


def _attendance(conditions: Conditions, record: Record) -> list[str]:
    part, whole = attended(conditions, record)
    if part * 100 >= conditions.minimum_percent * whole:
        return []
    # Rounded down: 79,6 % must not read as the 80 % that is asked.
    said = {"wanted": conditions.minimum_percent, "has": part * 100 // whole, "space": NBSP}
    if conditions.measure == AttendanceMeasure.SESSIONS:
        sentence = _(
            "Falta asistir al %(wanted)d%(space)s%% de las jornadas: tiene %(has)d%(space)s%% (%(part)d de %(whole)d)"
        )
        return [sentence % {**said, "part": part, "whole": whole}]
    return [_("Falta asistir al %(wanted)d%(space)s%% del tiempo: tiene %(has)d%(space)s%%") % said]


def _test(test: ExamFact, record: Record) -> str:
    result = record.results.get(test.id)
    if result is None:
        if test.pass_percent is None:
            return _("Falta entregar «%(title)s»") % {"title": test.title}
        return _("Falta aprobar «%(title)s»") % {"title": test.title}
    if test.pass_percent is None or result.reaches(test.pass_percent):
        return ""
    said = {
        "title": test.title,
        "has": result.score * 100 // result.out_of if result.out_of else 0,
        "wanted": test.pass_percent,
        "space": NBSP,
    }
    sentence = _("Falta aprobar «%(title)s»: tiene %(has)d%(space)s%% y necesita %(wanted)d%(space)s%%")
    return sentence % said
