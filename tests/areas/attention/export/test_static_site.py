"""The guide as files: whole, without dead links, the same twice, and with nothing that must stay in the house."""

import gzip
import json
import re
from xml.etree import ElementTree

import pytest
from tests.areas.attention.guide import scene
from tests.areas.attention.guide.scene import AT

from arraigo.areas.attention.web.guide import exporting
from arraigo.cli.commands import guide as command
from arraigo.cli.printer import MendableError

BASE = "https://guia.example/santa/"
LINK = re.compile(r'(?:href|src)="([^"#]*)"')


def write(guide, folder, languages=("es", "en")):
    folder.mkdir()
    return exporting.export(guide, folder, languages, base=BASE, at=AT, progress=lambda *_told: None)


@pytest.fixture
def site(guide, tmp_path):
    return write(guide, tmp_path / "sitio"), tmp_path / "sitio"


def test_every_link_of_every_page_leads_to_a_file(site):
    told, folder = site
    pages = sorted(folder.rglob("index.html"))
    assert len(pages) == sum(told.pages.values()) + 1
    broken = []
    for page in pages:
        for link in LINK.findall(page.read_text()):
            if re.match(r"[a-z]+:", link):
                continue
            if not (page.parent / link).resolve().is_file():
                broken.append((str(page.relative_to(folder)), link))
    assert not broken, broken[:5]


def test_nothing_in_it_needs_a_program(site):
    _told, folder = site
    for page in folder.rglob("*.html"):
        text = page.read_text()
        assert "<form" not in text, page
        assert "Abierto hasta" not in text
        assert "data-left" not in text


def test_no_reserved_place_is_in_any_file(site):
    _told, folder = site
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix not in {".gz", ".br"}:
            text = path.read_text()
            for secret in (scene.SECRET, scene.SECRET_ADDRESS, "0.2111", "78.433"):
                assert secret not in text, (path, secret)


def test_it_says_what_is_there_and_where_nothing_is(site):
    _told, folder = site
    places = [one.text for one in ElementTree.parse(folder / "sitemap.xml").iter() if one.tag.endswith("loc")]
    assert f"{BASE}guia/" in places
    assert f"{BASE}guia/en/rutas/asilo/" in places
    assert 'href="/santa/guia/index.html"' in (folder / "404.html").read_text()
    told = json.loads((folder / exporting.MANIFEST).read_text())
    assert "guia/rutas/asilo/index.html" in told["files"]
    page = folder / "guia/rutas/asilo/index.html"
    assert gzip.decompress(page.with_name("index.html.gz").read_bytes()) == page.read_bytes()


def test_the_same_guide_makes_the_same_bytes(guide, site, tmp_path):
    _told, folder = site
    write(guide, tmp_path / "otra")
    assert content(tmp_path / "otra") == content(folder)


def content(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_many_pages_ask_few_questions(guide, tmp_path, django_assert_max_num_queries):
    with django_assert_max_num_queries(10_000) as asked:
        told = write(guide, tmp_path / "sitio", ["es"])
    # The stamp and what else a page must not get wrong; the directory is read once for all.
    assert len(asked) <= 6 * told.pages["es"]
    assert sum("directory_service" in one["sql"] for one in asked) <= 10


class TestCommand:
    def run(self, folder, **told):
        how = {"city": "prueba", "languages": ["es"], "url": BASE, "yes": False, "json": True} | told
        return command.export(folder=folder, **how)

    def test_it_replaces_an_earlier_export_whole(self, guide, tmp_path, capsys):
        folder = tmp_path / "sitio"
        assert self.run(folder) == 0
        before = content(folder)
        (folder / "guia" / "sobra.html").write_text("de antes")
        assert self.run(folder) == 0
        assert content(folder) == before
        assert [path.name for path in tmp_path.iterdir()] == ["sitio"]
        assert '"heaviest_page_gzip"' in capsys.readouterr().out

    def test_it_does_not_replace_what_is_something_else(self, guide, tmp_path):
        folder = tmp_path / "fotos"
        folder.mkdir()
        (folder / "mama.jpg").write_text("no es una guía")
        with pytest.raises(MendableError, match="tiene otras cosas"):
            self.run(folder)
        assert (folder / "mama.jpg").read_text() == "no es una guía"
        assert self.run(folder, yes=True) == 0
        assert not (folder / "mama.jpg").exists()

    @pytest.mark.parametrize(
        ("told", "words"),
        [
            ({"languages": ["xx"]}, "no está en «xx»"),
            ({"url": "guia"}, "no es una dirección"),
            ({"city": "loja"}, "loja"),
        ],
    )
    def test_it_says_what_is_not_right(self, guide, tmp_path, told, words):
        with pytest.raises(MendableError, match=words):
            self.run(tmp_path / "sitio", **told)
        assert list(tmp_path.iterdir()) == []

    def test_what_breaks_leaves_what_was_there(self, guide, tmp_path, monkeypatch):
        folder = tmp_path / "sitio"
        assert self.run(folder) == 0
        before = content(folder)

        def broken(*_told, **_more):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(exporting, "_rest", broken)
        with pytest.raises(OSError, match="No space"):
            self.run(folder)
        assert content(folder) == before
        assert [path.name for path in tmp_path.iterdir()] == ["sitio"]
