"""Every page of the guide is there, whole, and leads only to pages that are there."""

from django.test import Client
from tests.areas.attention.guide.scene import AT

from arraigo.areas.attention.web.guide.addresses import Links, languages
from arraigo.areas.attention.web.guide.rendering import pages


def test_every_page_answers_in_every_language(guide):
    client = Client()
    seen = 0
    for language in languages():
        links = Links(guide.slug, language)
        for page in pages(guide, language, at=AT):
            response = client.get(links.to(page))
            assert response.status_code == 200, links.to(page)
            seen += 1
    print(seen)
