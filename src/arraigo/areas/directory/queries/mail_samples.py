"""Every mail of the directory, with invented values, so that it can be looked at before it is ever sent."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from arraigo.core.outbox.api import Sample

SAID: dict[str, Any] = {
    "city": "Municipio de Santa Marina (inventado)",
    "organization": "Casa Abierta de Santa Marina",
    "services": ["Comedor del puerto", "Clases de español"],
    "service": "Comedor del puerto",
    "link": "https://movilidad.example.org/demo/directorio/actualizar/enlace-de-ejemplo/",
    "expires": datetime(2026, 12, 22, 10, 0),  # noqa: DTZ001 - a clock of the city, as the mail shows it
    "confirmed": False,
    "taken": ["Teléfonos", "Horario en Oficina del puerto"],
    "left": ["Qué documentos pide"],
    "reason": "Nadie debe quedarse sin comer por no tener documento.",
}
SAMPLES: tuple[Sample, ...] = (
    Sample(
        "directory_update",
        _("Revise los datos de su organización"),
        _("Cuando el equipo pide a una organización que revise lo que dice la guía de sus servicios."),
        SAID,
    ),
    Sample(
        "directory_update_decided",
        _("Qué pasó con los cambios que envió"),
        _("Cuando el equipo acepta o no los cambios que propuso una organización."),
        SAID,
    ),
)
