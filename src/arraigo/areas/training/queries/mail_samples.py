"""The mails of training, to look at in the desk. The people, courses and addresses are invented."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from arraigo.core.outbox.api import Sample

SESSION: dict[str, Any] = {
    "title": "Rutas de atención",
    "starts": datetime(2026, 12, 3, 9, 0),  # noqa: DTZ001 - as a clock on the wall shows it
    "ends": datetime(2026, 12, 3, 11, 0),  # noqa: DTZ001
    "place": "Sala Condamine",
    "join": "https://reunion.example.org/rutas",
}
PERSON: dict[str, Any] = {
    "name": "Ana Lucía",
    "city": "Municipio de Santa Marina (inventado)",
    "course": "Movilidad humana y servicios",
    "contact": "formacion@santamarina.example",
    "link": "https://movilidad.example.org/demo/mi-curso/enlace-de-ejemplo/",
    "sessions": [SESSION],
}
SAMPLES = (
    Sample(
        "training_session_moved",
        _("Cambió una jornada"),
        _("Cuando se mueve una jornada y se pide avisar."),
        {**PERSON, "reason": ""},
        ("curso.ics",),
    ),
    Sample(
        "training_session_cancelled",
        _("Se cancela una jornada"),
        _("Cuando se cancela una jornada."),
        {**PERSON, "reason": "Paro de transporte."},
        ("curso.ics",),
    ),
    Sample(
        "training_course_cancelled",
        _("Se cancela un curso"),
        _("Cuando se cancela un curso."),
        {**PERSON, "reason": "La sala no estará disponible."},
        ("curso.ics",),
    ),
)
