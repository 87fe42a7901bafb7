"""Samples of the mail of technical assistance plans. The plan and the people are invented."""

from django.utils.translation import gettext_lazy as _

from arraigo.core.outbox.api import Sample

SAMPLES: tuple[Sample, ...] = (
    Sample(
        "plans_assistance_published",
        _("Plan de asistencia técnica publicado"),
        _("Cuando el equipo publica una edición y avisa a la autoridad."),
        {
            "city": "Municipio de Santa Marina (inventado)",
            "name": "Fausto Alcívar",
            "title": "Asistencia técnica al PMDOT de Santa Marina",
            "number": 2,
            "note": "Nuevas fechas para la mesa cantonal",
            "link": "https://movilidad.example.org/demo/asistencia-tecnica/pmdot/",
        },
    ),
)
