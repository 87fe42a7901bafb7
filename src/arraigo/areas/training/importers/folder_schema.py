"""What `curso.toml` says: a course, its lists of enrolment, its sessions with their attendance files."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from arraigo.areas.training.enums import Modality, ProgrammeArea
from arraigo.areas.training.importers.questions import MARK
from arraigo.core.imports.problems import FileRefused, Problem

NAME = "curso.toml"
ANSWERS = {"date_order": ("mdy", "dmy"), "m_means": ("woman", "man"), "unmarked": ("all", "none")}
LONGEST = 1440
# As much as the tables hold.
ROOM = {"code": 40, "title": 200, "institution": 200, "series": 160, "place": 200, "link": 500}
SESSION_CODE = 60
YEARS = range(1990, 2200)


@dataclass(frozen=True)
class SessionEntry:
    """A session and its files; `starts_at` is aware."""

    code: str
    starts_at: datetime
    minutes: int
    modality: str
    attendance: tuple[Path, ...]
    title: str = ""
    place: str = ""
    link: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CourseEntry:
    """A course as its folder describes it."""

    code: str
    title: str
    institution: str
    timezone: str
    programme_area: str
    series: str
    enrolments: tuple[Path, ...]
    sessions: tuple[SessionEntry, ...]
    answers: Mapping[str, str] = field(default_factory=dict)


class _Reader:
    """Reads values one by one and gathers what is wrong with them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.problems: list[Problem] = []

    def wrong(self, where: str, sentence: str) -> None:
        """Note a problem of one entry."""
        self.problems.append(Problem("course_file", f"«{NAME}», {where}: {sentence}", file=NAME, column=where))

    def text(
        self, values: Mapping[str, Any], key: str, where: str, *, default: str | None = None, room: int = 0
    ) -> str:
        value = values.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            self.wrong(where + key, _("falta un texto entre comillas."))
            return ""
        most = room or ROOM.get(key, LONGEST)
        if len(value.strip()) > most:
            self.wrong(where + key, _("es demasiado largo: caben %(most)d letras.") % {"most": most})
        elif not value.isprintable():
            self.wrong(where + key, _("tiene signos que no se ven. Escríbalo otra vez."))
        return value.strip()

    def choice(self, values: Mapping[str, Any], key: str, where: str, known: tuple[str, ...], default: str) -> str:
        value = values.get(key, default)
        if value != default and value not in known:
            self.wrong(where + key, _("debe ser uno de estos: %(known)s.") % {"known": ", ".join(known)})
            return default
        return str(value)

    def files(self, values: Mapping[str, Any], key: str, where: str) -> tuple[Path, ...]:
        names = values.get(key, [])
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            self.wrong(where + key, _("debe ser una lista de nombres de archivo entre corchetes."))
            return ()
        return tuple(path for name in names if (path := self._file(name, where + key)) is not None)

    def _file(self, name: str, where: str) -> Path | None:
        try:
            path = (self.folder / name).resolve()
            if path.is_relative_to(self.folder) and path.is_file():
                return path
            is_outside = not path.is_relative_to(self.folder)
        except (OSError, ValueError):  # a name that no system of files takes
            is_outside = False
        if is_outside:
            self.wrong(where, _("«%(name)s» está fuera de la carpeta del curso. Cópielo dentro.") % {"name": name})
        else:
            self.wrong(where, _("no se encuentra el archivo «%(name)s» en la carpeta.") % {"name": name})
        return None

    def zone(self, values: Mapping[str, Any]) -> str:
        name = self.text(values, "timezone", "", default="America/Guayaquil")
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            self.wrong("timezone", _("no existe la zona horaria «%(name)s».") % {"name": name})
            return "America/Guayaquil"
        return name

    def moment(self, values: Mapping[str, Any], where: str, zone: str) -> datetime:
        value = values.get("start")
        if not isinstance(value, datetime) or value.year not in YEARS:
            self.wrong(where + "start", _("escriba fecha y hora así: 2021-04-09T09:00:00."))
            return datetime(1970, 1, 1, tzinfo=ZoneInfo(zone))
        return value if value.tzinfo else value.replace(tzinfo=ZoneInfo(zone))

    def minutes(self, values: Mapping[str, Any], where: str) -> int:
        value = values.get("minutes")
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= LONGEST:
            self.wrong(where + "minutes", _("escriba cuántos minutos dura, de 1 a %(longest)d.") % {"longest": LONGEST})
            return 1
        return value


def read_course(folder: Path) -> CourseEntry:
    """Read and check a folder's `curso.toml`; raises FileRefused with every problem found."""
    values = _load(folder)
    reader = _Reader(folder)
    zone = reader.zone(values)
    entries = values.get("sessions", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        reader.wrong("sessions", _("cada jornada se escribe bajo [[sessions]]."))
        entries = []
    course = CourseEntry(
        code=reader.text(values, "code", ""),
        title=reader.text(values, "title", ""),
        institution=reader.text(values, "institution", "", default=""),
        timezone=zone,
        programme_area=reader.choice(values, "programme_area", "", tuple(ProgrammeArea.values), ProgrammeArea.OTHER),
        series=reader.text(values, "series", "", default=""),
        enrolments=reader.files(values, "enrolments", ""),
        sessions=tuple(_session(reader, entry, number, zone) for number, entry in enumerate(entries, 1)),
        answers=_answers(reader, values, "", ("date_order", "m_means", "sheet")),
    )
    _refuse_twins(reader, course)
    if reader.problems:
        raise FileRefused(*reader.problems)
    return course


def told_code(folder: Path) -> str:
    """Return the course's code that a folder tells, however wrong the rest of it is; empty when it tells none."""
    try:
        code = _load(folder).get("code", "")
    except FileRefused:
        return ""
    return code if isinstance(code, str) else ""


def _load(folder: Path) -> dict[str, Any]:
    try:
        return tomllib.loads((folder / NAME).read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        sentence = _("No hay «%(name)s» en la carpeta «%(folder)s». Ahí se describe el curso y sus archivos.")
        raise FileRefused(
            Problem("no_course_file", sentence % {"name": NAME, "folder": folder.name}, file=NAME)
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        sentence = _("«%(name)s» no se puede leer: %(reason)s. Guárdelo como texto UTF-8 y corrija esa línea.")
        raise FileRefused(Problem("bad_course_file", sentence % {"name": NAME, "reason": error}, file=NAME)) from None


def _session(reader: _Reader, entry: Mapping[str, Any], number: int, zone: str) -> SessionEntry:
    where = f"sessions[{number}]."
    return SessionEntry(
        code=reader.text(entry, "code", where, room=SESSION_CODE),
        starts_at=reader.moment(entry, where, zone),
        minutes=reader.minutes(entry, where),
        modality=_modality(reader, entry, where),
        attendance=reader.files(entry, "attendance", where),
        title=reader.text(entry, "title", where, default=""),
        place=reader.text(entry, "place", where, default=""),
        link=reader.text(entry, "link", where, default=""),
        answers=_answers(reader, entry, where, ("date_order", "m_means", "sheet", "day", "unmarked", "marks")),
    )


def _answers(reader: _Reader, values: Mapping[str, Any], where: str, keys: tuple[str, ...]) -> dict[str, str]:
    """Return what the folder answers to the questions of its files, by the question's key."""
    found = {
        key: reader.choice(values, key, where, ANSWERS[key], "")
        if key in ANSWERS
        else reader.text(values, key, where, default="")
        for key in keys
        if key != "marks"
    }
    marks = values.get("marks", {}) if "marks" in keys else {}
    if not isinstance(marks, dict) or not all(isinstance(came, bool) for came in marks.values()):
        reader.wrong(where + "marks", _("escriba cada marca y si quiere decir que asistió: marks = {A = true}."))
        marks = {}
    said = {f"{MARK}{mark}": "present" if came else "absent" for mark, came in marks.items()}
    return {key: value for key, value in {**found, **said}.items() if value}


def _modality(reader: _Reader, entry: Mapping[str, Any], where: str) -> str:
    if "modality" not in entry:
        known = ", ".join(Modality.values)
        reader.wrong(where + "modality", _("falta: diga cómo fue la jornada (%(known)s).") % {"known": known})
    return reader.choice(entry, "modality", where, tuple(Modality.values), Modality.IN_PERSON)


def _refuse_twins(reader: _Reader, course: CourseEntry) -> None:
    seen: set[str] = set()
    for number, session in enumerate(course.sessions, 1):
        if session.code and session.code in seen:
            reader.wrong(f"sessions[{number}].code", _("dos jornadas tienen el código «%(c)s».") % {"c": session.code})
        seen.add(session.code)
