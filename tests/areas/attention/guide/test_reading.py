"""What the guide publishes can be read: INFLESZ of at least 55, and colours that are those of the house."""

import html
import re
from pathlib import Path

import pytest
from django.test import Client
from tests.areas.attention.guide.scene import AT

import arraigo
from arraigo.areas.attention.api import published
from arraigo.areas.attention.web.guide.addresses import Kind, Links
from arraigo.areas.attention.web.guide.rendering import pages
from arraigo.engines.guidance.readability import EASY_ENOUGH, readability, readability_of

# Names of institutions, sources and addresses of the web are as they are: nobody wrote them for the guide.
_NOT_OURS = re.compile(
    r'<(?:nav|aside|select|svg)\b.*?</(?:nav|aside|select|svg)>|<section class="sec" id="(?:fuentes|ir)">.*?</section>',
    re.S,
)
_BLOCK = re.compile(r"</(?:p|li|h\d|dt|dd|summary|label|button|legend)>|<br>")
PLAIN = (Kind.HOME, Kind.NUMBERS, Kind.PRIVACY, Kind.ACCESSIBILITY, Kind.OFFLINE, Kind.FOR_ME, Kind.SEARCH, Kind.REPORT)


def words(page):
    """The sentences of a page's content, each block by itself."""
    main = _NOT_OURS.sub("", page[page.index("<main") : page.index("</main>")])
    blocks = (html.unescape(re.sub(r"<[^>]+>", " ", block)).strip() for block in _BLOCK.split(main))
    return [block for block in blocks if block]


def test_every_published_route_is_easy_enough_to_read(guide):
    scores = {one.slug: readability_of(one.route).value for one in published("es")}

    assert len(scores) >= 12
    assert {slug: score for slug, score in scores.items() if score < EASY_ENOUGH} == {}


def test_every_answer_and_every_page_of_our_own_words_is_easy_enough_to_read(guide):
    client, hard = Client(), {}
    for page in pages(guide, "es", at=AT):
        if page.kind not in {*PLAIN, Kind.ROUTE}:
            continue
        address = Links(guide.slug, "es").to(page)
        score = readability(words(client.get(address).text)).value
        if score is None or score < EASY_ENOUGH:
            hard[address] = score

    assert hard == {}


ROLES = {"ink": "ink", "ink2": "ink-2", "line": "line", "brand": "brand", "link": "link"}


@pytest.mark.parametrize(("role", "token"), ROLES.items())
def test_the_colours_of_the_guide_are_those_of_the_house(role, token):
    style = own("areas/attention/static/attention/guide.css")
    tokens = own("core/ui/static/ui/tokens.css")
    light, dark = re.findall(rf"--{role}:(#[0-9a-f]+)", style)[:2]

    assert {light, dark} <= resolved(tokens, token)


def test_every_colour_of_the_guide_is_a_step_of_a_ramp():
    style, tokens = own("areas/attention/static/attention/guide.css"), own("core/ui/static/ui/tokens.css")
    ramps = {long(value) for value in re.findall(r"#[0-9a-fA-F]{3,8}\b", tokens)}
    used = {long(value) for value in re.findall(r"#[0-9a-fA-F]{3,8}\b", style)}
    # Shades of black and white, over whatever is below.
    shades = {"#ffffff", "#000000", "#222222", "#999999"}

    assert {value for value in used if value[:7] not in ramps | shades and len(value) == 7} == set()


def own(path):
    return (Path(arraigo.__file__).parent / path).read_text(encoding="utf-8")


def long(value):
    value = value.lower()
    return "#" + "".join(sign * 2 for sign in value[1:]) if len(value) in {4, 5} else value


def resolved(tokens, name):
    """Every colour that a token may come to, whichever light."""
    found = set()
    for value in re.findall(rf"--{name}:\s*([^;]+);", tokens):
        inner = re.match(r"var\(--([\w-]+)\)", value.strip())
        found |= resolved(tokens, inner[1]) if inner else set(re.findall(r"#[0-9a-fA-F]{3,8}", value))
    return found
