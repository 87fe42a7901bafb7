"""Samples of the mail of recommendations, letters and answers."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from arraigo.core.outbox.api import Sample

LETTER: dict[str, Any] = {
    "city": "Municipio de Santa Marina (inventado)",
    "number": "AR-2026-001",
    "subject": "Recomendaciones al PMDOT de Santa Marina",
    "plan": "PMDOT de Santa Marina 2024–2027",
    "recommendations": 8,
    "answer_by": date(2026, 12, 15),
    "expires": datetime(2026, 12, 31, 18, 0),  # noqa: DTZ001 - as a clock on the wall shows it
    "link": "https://movilidad.example.org/demo/respuesta/enlace-de-ejemplo/",
}
ANSWERS = [
    {"number": 3, "title": "Vivienda sin discriminación por nacionalidad", "verdict": "la acepta", "reason": ""},
    {
        "number": 5,
        "title": "Meta de cupos en los centros infantiles",
        "verdict": "la acepta en parte",
        "reason": "El presupuesto alcanza para la mitad de los cupos.",
    },
]
SAMPLES: tuple[Sample, ...] = (
    Sample(
        "plans_letter",
        _("Un oficio con recomendaciones"),
        _("Cuando el equipo envía recomendaciones a una autoridad."),
        LETTER,
        ("oficio.pdf", "oficio.docx", "matriz.docx", "matriz.xlsx"),
    ),
    Sample(
        "plans_answer_code",
        _("El código para responder"),
        _("Cuando la autoridad abre el enlace de un oficio y pide su código."),
        {**LETTER, "code": "204 817", "minutes": 15},
    ),
    Sample(
        "plans_answer_receipt",
        _("Constancia de las respuestas"),
        _("Cuando la autoridad responde."),
        {**LETTER, "answers": ANSWERS},
    ),
    Sample(
        "plans_answered",
        _("La autoridad respondió"),
        _("Cuando la autoridad responde o escribe, a quien sigue esas recomendaciones."),
        {
            **LETTER,
            "name": "Darío Yépez",
            "answers": ANSWERS,
            "remarks": [{"number": 5, "body": "Proponemos conversarlo el jueves."}],
            "link": "https://movilidad.example.org/demo/planes/oficios/oficio-de-ejemplo/",
        },
    ),
    Sample(
        "plans_letter_reminder",
        _("Faltan respuestas"),
        _("Cinco días y un día antes de la fecha en que se pidió responder."),
        {**LETTER, "unanswered": 4, "days": 5},
    ),
)
