"""Every page of the guide in every language: it answers, it weighs little, it leads somewhere, it tells no secret."""

import gzip
import re

import brotli
import pytest
from django.conf import settings as project
from django.core.management import call_command
from django.core.signals import request_finished
from django.db import close_old_connections
from django.test import Client
from django.urls import resolve
from tests.areas.attention.guide.scene import AT, SECRET, SECRET_ADDRESS

from arraigo.areas.attention.web.guide.addresses import Kind, Links, languages
from arraigo.areas.attention.web.guide.rendering import pages
from arraigo.areas.directory import api as directory

HEAVIEST = 14_000
ENCODINGS = ["gzip", "br"]
RESOURCE = re.compile(r'<(?:link|script)[^>]*\s(?:href|src)="([^"]+)"')
LINK = re.compile(r'<a[^>]*\shref="([^"]+)"')
FORM = re.compile(r"<form[^>]*>")
NAMED = re.compile(r"<(?:input|select|textarea)[^>]*\sname=")
# What a page must never hold: somebody else's server, a style or a handler that the policy refuses, a token.
FORBIDDEN = re.compile(
    r"<(?:script|link|img|iframe)[^>]+(?:src|href)=\"(?:https?:)?//|\sstyle=|\son[a-z]+=|csrfmiddleware"
)
FOREIGN = re.compile(r"(?:https?://|tel:|mailto:|geo:|#)")


@pytest.fixture
def published(guide, settings, tmp_path):
    """A client of the guide with its static files as an installation hands them out: named by hash, compressed."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    settings.STATIC_ROOT = str(tmp_path / "estaticos")
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = False
    call_command(
        "collectstatic", interactive=False, verbosity=0, ignore_patterns=["ninja", "allauth", "mfa", "account"]
    )
    return Client()


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_page_with_all_that_it_loads_is_light_whole_and_discreet(guide, published, encoding):
    resources, heaviest, known, led_to = {}, (0, ""), set(), {}
    for language in languages():
        links = Links(guide.slug, language)
        for page in pages(guide, language, at=AT):
            address = links.to(page)
            known.add(address)
            response = published.get(address, headers={"accept-encoding": encoding})
            html = unpacked(response)
            assert (response.status_code, response["Content-Encoding"]) == (200, encoding), address
            assert not response.cookies, address
            for secret in (SECRET, SECRET_ADDRESS, "-0.2111", "-78.4333"):
                assert secret not in html, address
            assert not FORBIDDEN.search(html), (address, FORBIDDEN.search(html))
            assert all("?" not in link for link in LINK.findall(html) if not FOREIGN.match(link)), address
            # The form that keeps the guide in the telephone has no named field: a script reads it, nobody sends it.
            forms = [form for form in FORM.findall(html) if "data-worker" not in form or NAMED.search(html)]
            assert all('method="post"' in form for form in forms), address
            loaded = sum(weigh(published, one, encoding, resources) for one in RESOURCE.findall(html))
            heaviest = max(heaviest, (int(response["Content-Length"]) + loaded, address))
            led_to |= {link: address for link in LINK.findall(html) if not FOREIGN.match(link)}
    print(f"{encoding}: {len(known)} pages, the heaviest with all that it loads {heaviest[0]} bytes: {heaviest[1]}")

    assert heaviest[0] <= HEAVIEST, heaviest
    lost = {link: seen for link, seen in led_to.items() if link not in known and not is_download(link)}
    assert lost == {}


def is_download(address):
    """Say whether an address is that of a sheet to print or a folder to keep, which have tests of their own."""
    return resolve(address).url_name in {"guide_print", "guide_folder"}


def weigh(client, address, encoding, known):
    """Return how many bytes a file takes over the wire."""
    if address not in known:
        response = client.get(address, headers={"accept-encoding": encoding})
        assert response.status_code == 200, address
        assert "immutable" in response["Cache-Control"], address
        known[address] = int(response["Content-Length"])
        # The test's own connection outlives this answer.
        request_finished.disconnect(close_old_connections)
        response.close()
        request_finished.connect(close_old_connections)
    return known[address]


def unpacked(response):
    packed = response.content
    if response.get("Content-Encoding") == "gzip":
        packed = gzip.decompress(packed)
    elif response.get("Content-Encoding") == "br":
        packed = brotli.decompress(packed)
    return packed.decode()


def test_a_page_names_its_languages_and_the_one_it_speaks(guide):
    for language in languages():
        html = Client().get(Links(guide.slug, language).to(next(iter(pages(guide, language, at=AT))))).text

        assert f'<html lang="{language}" dir="ltr">' in html
        assert re.findall(r'hreflang="(\w+)"', html) == [code for code in languages() if code != language]


def test_what_a_server_of_files_cannot_answer_is_no_static_page(guide):
    static = {page.kind for page in pages(guide, "es", at=AT, mode="static")}

    assert static.isdisjoint({Kind.SEARCH, Kind.FOR_ME})
    assert project.LANGUAGES[0][0] == "es"


def test_what_the_directory_says_tells_its_language_where_the_page_has_another(guide):
    (place, *_rest) = directory.public_places(at=AT, limit=1)
    for language, told in (("es", ""), ("en/", ' lang="es"')):
        below = "" if language == "es" else language
        listed = Client().get(f"/prueba/guia/{below}servicios/todos/todas/").text
        page = Client().get(f"/prueba/guia/{below}servicio/{place.service_id}/").text

        assert re.search(rf'<h3><a href="[^"]+"{told}>', listed)
        assert f"<h1{told}>{place.service}</h1>" in page
