"""Samples of the mail of public consultations. The comments and addresses are invented."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from arraigo.core.outbox.api import Sample

SAID: dict[str, Any] = {
    "city": "Municipio de Santa Marina (inventado)",
    "consultation": "Consulta del PMDOT de Santa Marina",
    "where": "Artículo 13 › Vivienda",
    "body": "El arriendo social debería llegar también a quien recién llega.",
    "published": True,
    "reason": "",
    "link": "https://movilidad.example.org/demo/consulta/comentario/enlace-de-ejemplo/",
}
SAMPLES: tuple[Sample, ...] = (
    Sample(
        "plans_comment_confirm",
        _("Confirme su comentario"),
        _("Cuando una persona comenta un plan en consulta y deja su correo."),
        SAID,
    ),
    Sample(
        "plans_comment_decided",
        _("Qué pasó con su comentario"),
        _("Cuando el equipo publica un comentario, o decide no publicarlo."),
        SAID,
    ),
)
