"""Samples of the mail of the technical assistance plan. The names and addresses are invented."""

from django.utils.translation import gettext_lazy as _

from arraigo.core.outbox.api import Sample

SAMPLES: tuple[Sample, ...] = (
    Sample(
        "plans_assistance_published",
        _("Plan de asistencia técnica publicado"),
        _("Cuando el equipo avisa a la autoridad que publicó una edición de su plan de asistencia técnica."),
        {
            "city": "Municipio de Santa Marina (inventado)",
            "name": "Fausto Alcívar",
            "title": "Asistencia técnica al PMDOT de Santa Marina",
            "number": 2,
            "note": "Se alargó la asistencia en vivienda y se agregó un registro de espera.",
            "link": "https://movilidad.example.org/demo/asistencia-tecnica/asistencia-tecnica-al-pmdot/",
        },
    ),
)
