"""The gallery shows every component, and is itself a page like any other."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

from arraigo.core.ui.templatetags import ui
from arraigo.core.ui.web import samples

TEMPLATES = Path(samples.__file__).resolve().parents[1] / "templates" / "ui"
OF_THE_PAGE = {"page_theme", "sure_static", "chosen_theme", "message_kind", "field_groups"}

pytestmark = pytest.mark.django_db


def _gallery_source() -> str:
    files = [TEMPLATES / "gallery.html", *TEMPLATES.glob("gallery/*.html"), *TEMPLATES.glob("table.html")]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


@pytest.mark.parametrize("name", sorted(set(ui.register.tags) - OF_THE_PAGE))
def test_every_component_is_in_the_gallery(name):
    closing = name.startswith("end")

    assert closing or re.search(rf"{{% {name}\b", _gallery_source())


@pytest.mark.parametrize("name", sorted(set(ui.register.filters) - OF_THE_PAGE))
def test_every_way_of_writing_a_value_is_in_the_gallery(name):
    assert re.search(rf"\|{name}\b", _gallery_source())


def test_the_gallery_is_public_and_shows_every_drawing(client):
    response = client.get(reverse("ui:gallery"))
    html = response.content.decode()

    assert response.status_code == 200
    for name in samples.icon_names():
        assert f"icons.svg#{name}" in html or f"#{name}" in html


def test_no_two_elements_of_the_gallery_share_an_id(client):
    ids = re.findall(r'\sid="([^"]+)"', client.get(reverse("ui:gallery")).content.decode())

    assert sorted({name for name in ids if ids.count(name) > 1}) == []


def test_every_link_inside_the_gallery_leads_somewhere(client):
    html = client.get(reverse("ui:gallery")).content.decode()
    ids = set(re.findall(r'\sid="([^"]+)"', html))

    assert set(re.findall(r'href="#([^"]+)"', html)) - ids == set()


@pytest.mark.parametrize(("name", "status"), [(name, page[1]) for name, page in samples.PAGES.items()])
def test_whole_pages_can_be_looked_at(client, name, status):
    assert client.get(reverse("ui:sample", args=[name])).status_code == status


def test_a_page_that_is_not_a_sample_does_not_exist(client):
    assert client.get(reverse("ui:sample", args=["otra"])).status_code == 404


def test_the_table_of_the_gallery_answers_in_part_and_as_a_file(client):
    part = client.get(reverse("ui:gallery"), headers={"HX-Request": "true", "HX-Target": "participantes"})
    file = client.get(reverse("ui:gallery") + "?formato=csv&q=yepez")

    assert b"<html" not in part.content
    assert "Darío Yépez Morán" in b"".join(file.streaming_content).decode("utf-8-sig")


def test_the_form_of_the_gallery_says_what_is_wrong(client):
    response = client.post(reverse("ui:gallery"), {"nombre": "", "jornada": "31/11/2026"})

    assert "Noviembre de 2026 tiene 30 días" in response.content.decode()


@pytest.mark.parametrize(("chosen", "attribute"), [("oscuro", 'data-theme="dark"'), ("claro", 'data-theme="light"')])
def test_the_theme_that_one_chooses_stays(client, chosen, attribute):
    response = client.post(reverse("ui:theme"), {"tema": chosen, "volver": "/componentes/"})

    assert response["Location"] == "/componentes/"
    assert attribute in client.get(reverse("ui:gallery")).content.decode()


def test_the_device_decides_again_when_one_says_so(client):
    client.post(reverse("ui:theme"), {"tema": "oscuro"})
    client.post(reverse("ui:theme"), {"tema": "equipo"})

    assert "data-theme=" not in client.get(reverse("ui:gallery")).content.decode().split("<head>")[0]


def test_a_job_asks_for_itself_again(client):
    assert b'hx-trigger="every 2s"' in client.get(reverse("ui:gallery-progress")).content
