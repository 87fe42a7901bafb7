"""Attendance as Zoom, Teams and Meet write it."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

ZOOM_WORDS = {
    "es": (
        ("ID de la reunión", "Tema", "Hora de inicio", "Hora de finalización", "Participantes"),
        ("Nombre (nombre original)", "E-mail del usuario", "Hora para unirse", "Hora para salir", "Duración (minutos)",
         "Invitado"),
    ),
    "en": (
        ("Meeting ID", "Topic", "Start Time", "End Time", "Participants"),
        ("Name (Original Name)", "User Email", "Join Time", "Leave Time", "Duration (Minutes)", "Guest"),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """Somebody in a session as a file shows them; times are local and naive."""

    name: str
    joined: datetime
    left: datetime
    original: str = ""
    email: str = ""
    surnames: str = ""

    @property
    def seconds(self) -> int:
        return int((self.left - self.joined).total_seconds())


def zoom(seen: Sequence[Seen], *, title: str, language: str) -> bytes:
    """Return Zoom's list of participants: month first, minutes rounded up, the original name in brackets."""
    meta, header = ZOOM_WORDS[language]
    out = io.StringIO()
    lines = csv.writer(out)
    first, last = min(one.joined for one in seen), max(one.left for one in seen)
    lines.writerow(meta)
    lines.writerow(["812 0000 0000", title, _american(first), _american(last), len(seen)])
    out.write("\r\n")
    lines.writerow(header)
    for one in seen:
        name = f"{one.name} ({one.original})" if one.original else one.name
        minutes = -(-one.seconds // 60)
        guest = {"es": "Sí", "en": "Yes"}[language] if not one.email else "No"
        lines.writerow([name, one.email, _american(one.joined), _american(one.left), minutes, guest])
    return out.getvalue().encode("utf-8-sig")


def teams(seen: Sequence[Seen], *, title: str) -> bytes:
    """Return Teams' report in Spanish: sections, tabs, UTF-16, day first with two digits of the year."""
    first, last = min(one.joined for one in seen), max(one.left for one in seen)
    lines = [
        "1. Resumen",
        f"Título de la reunión\t{title}",
        f"Participantes que asistieron\t{len(seen)}",
        f"Hora de inicio\t{_short(first)}",
        f"Hora de finalización\t{_short(last)}",
        "",
        "2. Participantes",
        "Nombre\tPrimera entrada\tÚltima salida\tDuración de la reunión\tCorreo electrónico"
        "\tId. de participante (UPN)\tRol",
    ]
    for one in seen:
        duration = f"{one.seconds // 3600} h {one.seconds // 60 % 60} min {one.seconds % 60} s"
        values = (one.name, _short(one.joined), _short(one.left), duration, one.email, one.email, "Asistente")
        lines.append("\t".join(values))
    return ("\r\n".join(lines) + "\r\n").encode("utf-16")


def meet(seen: Sequence[Seen]) -> bytes:
    """Return Meet's report: hours without a date."""
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(["First name", "Last name", "Email", "Duration", "Time joined", "Time exited"])
    for one in seen:
        given = (one.original or one.name).removesuffix(one.surnames).strip()
        hours, minutes = divmod(one.seconds // 60, 60)
        duration = f"{hours} hr {minutes} min" if hours else f"{minutes} min"
        lines.writerow([given, one.surnames, one.email, duration, _clock(one.joined), _clock(one.left)])
    return out.getvalue().encode()


def _american(moment: datetime) -> str:
    return f"{moment:%m/%d/%Y %I:%M:%S %p}"


def _short(moment: datetime) -> str:
    return f"{moment:%d/%m/%y, %H:%M:%S}"


def _clock(moment: datetime) -> str:
    return f"{moment:%I:%M %p}".lstrip("0")
