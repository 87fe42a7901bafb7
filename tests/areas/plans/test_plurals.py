"""One thing is told in the singular: no sentence of the templates has a number before a noun that is always plural."""

import re
from pathlib import Path

import arraigo.areas.plans

TEMPLATES = Path(arraigo.areas.plans.__file__).parent / "templates" / "plans"
NOUNS = (
    r"(?:actividades|comentarios|criterios|filas|objetivos|pasajes|páginas|recomendaciones|respondidas|respuestas)\b"
)
SENTENCE = re.compile(r"{% blocktranslate\b(.*?)%}(.*?){% endblocktranslate %}", re.S)
# Numbers that are never one: how many passages a search shows at most.
ALWAYS_MANY = {"{{ most }} pasajes"}


def one_sided(text):
    """The pieces of a template that say a plural whatever the number."""
    for arguments, sentence in SENTENCE.findall(text):
        told = re.findall(rf"{{{{ \w+ }}}} {NOUNS}", sentence)
        if not re.search(r"\bcount\b", arguments):
            yield from (one for one in told if one not in ALWAYS_MANY)
    yield from re.findall(rf'{{% translate "{NOUNS}[^"]*" as noun %}}', text)


def test_a_number_and_its_noun_agree():
    found = {
        str(path.relative_to(TEMPLATES)): told
        for path in sorted(TEMPLATES.rglob("*.html"))
        if (told := list(one_sided(path.read_text())))
    }

    assert found == {}


def test_the_rule_sees_what_it_forbids():
    assert list(one_sided("{% blocktranslate with n=1 %}{{ n }} pasajes{% endblocktranslate %}"))
    counted = "{% blocktranslate count n=1 %}{{ n }} pasaje{% plural %}{{ n }} pasajes{% endblocktranslate %}"
    assert not list(one_sided(counted))
