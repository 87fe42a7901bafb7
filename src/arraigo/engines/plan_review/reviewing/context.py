"""«Movilidad humana» that is transport, which one passage cannot tell: a city's plan called its transport programme so.

A passage or heading that says only «movilidad humana», of nobody, is transport where transport is spoken of around it
and people on the move are not. Once a heading of the document is that, so is the name everywhere else in it but where
people on the move are near.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from arraigo.engines.plan_review.model import Blocked, Document, Tagged

CONCEPT = "movilidad_humana"
NEAR, OF_SECTION, ENOUGH = 3, 30, 3
_STRONG = 2
_OF_SOMEBODY = re.compile(
    r"\b(?:personas?|poblaci[óo]n(?:es)?|familias?|hogares|niñ\w+|adolescentes|mujeres|sujetos?|grupos?|situaci[óo]n|contexto|"
    r"condici[óo]n)\s+(?:\w+\s+){0,3}(?:en|de)\s+(?:\w+\s+){0,3}movilidad",
    re.IGNORECASE,
)
_TRANSPORT = re.compile(
    r"\b(?:transportes?|vial(?:es)?|vehicular(?:es)?|veh[íi]culos?|peat[óo]n(?:es|al|ales)?|cicl\w+|bicicletas?|tr[áa]nsito|"
    r"metro|tranv[íi]a|buses|taxis?|parqueaderos?|semaf\w+|malla vial|motorizad\w+)\b",
    re.IGNORECASE,
)


def _(text: str) -> str:
    """Mark a text for translation; who shows it translates it."""
    return text


SENSE = _("transporte, por lo que lo rodea en el documento")


def in_context(
    document: Document, tags: Sequence[Tagged], titles: Sequence[Tagged]
) -> tuple[Sequence[Tagged], Sequence[Tagged]]:
    """Return the tags of passages and headings, in which «movilidad humana» that is transport counts no more."""
    bare = [n for n, one in enumerate(tags) if _is_bare(one, document.passages[n].text)]
    heads = [n for n, one in enumerate(titles) if _is_bare(one, document.sections[n].title)]
    if not bare and not heads:
        return tags, titles
    first_of = _passages_of(document)
    transport = {head for head in heads if _is_transport(document, tags, first_of.get(head, range(0)))}
    around = {n: range(max(n - NEAR, 0), min(n + NEAR + 1, len(tags))) for n in bare}
    blocked = {
        n
        for n, near in around.items()
        if _is_transport(document, tags, near) or (transport and not _speaks_of_people(tags, near))
    }
    return (
        [_without(one, document.passages[n].text) if n in blocked else one for n, one in enumerate(tags)],
        [_without(one, document.sections[n].title) if n in transport else one for n, one in enumerate(titles)],
    )


def _is_bare(tagged: Tagged, text: str) -> bool:
    """Whether all that makes a text relevant is «movilidad humana», said of nobody."""
    strong = {hit.concept for hit in tagged.hits if hit.strength >= _STRONG}
    return tagged.relevant and strong == {CONCEPT} and not _OF_SOMEBODY.search(text)


def _passages_of(document: Document) -> dict[int, range]:
    """Return the first passages under each heading, those of its own sections included."""
    found: dict[int, range] = {}
    for passage in document.passages:
        section = passage.section
        while section is not None:
            known = found.get(section)
            if known is None:
                found[section] = range(passage.index, passage.index + 1)
            elif len(known) < OF_SECTION:
                found[section] = range(known.start, passage.index + 1)
            section = document.sections[section].parent
    return found


def _is_transport(document: Document, tags: Sequence[Tagged], near: range) -> bool:
    words = sum(len(_TRANSPORT.findall(document.passages[n].text)) for n in near)
    return words >= ENOUGH and not _speaks_of_people(tags, near)


def _speaks_of_people(tags: Sequence[Tagged], near: range) -> bool:
    """Whether a passage among these speaks of people on the move with any other word."""
    return any(
        hit.strength >= _STRONG and hit.concept != CONCEPT for n in near if tags[n].relevant for hit in tags[n].hits
    )


def _without(tagged: Tagged, text: str) -> Tagged:
    hits = [hit for hit in tagged.hits if hit.concept == CONCEPT]
    blocked = (Blocked(text[hit.start : hit.end], SENSE, "", hit.start, hit.end) for hit in hits)
    return replace(tagged, relevant=False, commits=False, concepts=(), hits=(), blocked=(*tagged.blocked, *blocked))
