"""One tag draws a state wherever it is shown, and one piece the way about the public pages."""

import pytest
from django.template import Context, Template
from django.test import Client

from arraigo.areas.plans.enums import Verdict


@pytest.mark.parametrize(
    ("verdict", "tone", "words"),
    [
        (Verdict.ACCEPTED, "ok", "La acepta"),
        (Verdict.IN_PART, "warn", "La acepta en parte"),
        (Verdict.REJECTED, "danger", "No la acepta"),
    ],
)
def test_a_verdict_is_drawn_by_one_tag(verdict, tone, words):
    drawn = Template("{% load plans %}{% verdict_state verdict %}").render(Context({"verdict": str(verdict)}))

    assert f"tag {tone}" in drawn
    assert words in drawn


@pytest.mark.parametrize(
    ("address", "here"),
    [("consulta", "Consultas"), ("adopcion", "Recomendaciones"), ("asistencia-tecnica", "Asistencia técnica")],
)
def test_the_public_pages_share_one_way_about(city, address, here):
    text = Client().get(f"/prueba/{address}/").content.decode()

    assert f'<a href="/prueba/{address}/" aria-current="page">{here}</a>' in text
    assert text.count('aria-current="page"') == 1
