"""Small documents and a catalogue written by hand, with the tagger that the program has."""

from functools import cache

from arraigo.engines.plan_review.model import Document, Kind, Page, Passage, Section
from arraigo.engines.plan_review.reviewing.catalogue import Catalogue
from arraigo.engines.plan_review.reviewing.findings import Finding, Review
from arraigo.engines.plan_review.reviewing.loading import load_catalogue, load_pack
from arraigo.engines.plan_review.reviewing.review import review
from arraigo.engines.plan_review.tagging.tagger import Tagger
from arraigo.engines.plan_review.tagging.thesaurus import Thesaurus, load_thesaurus

PACK = {
    "name": "prueba",
    "title": "Prueba",
    "country": "EC",
    "version": "1",
    "date": "2026-01-01",
    "legal_note": "Por revisar.",
    "instruments": {"PMDOT": "Plan", "PUGS": "Plan de suelo"},
    "themes": {"servicios": "Servicios", "suelo": "Suelo"},
    "plan_parts": {"propuesta": "Propuesta", "diagnostico": "Diagnóstico"},
    "groups": ["refugiado", "desplazado", "migrante"],
}


def criterion(**more) -> dict:
    """A criterion on health for people on the move; `search` is put over its own."""
    search = {"concepts": [], "phrases": ["servicios de salud"], "with_mobility": True, **more.pop("search", {})}
    return {
        "id": "S-1",
        "instrument": "Ley",
        "article": "1",
        "requires": "Los servicios llegan a todas las personas.",
        "asks": "¿Llegan los servicios?",
        "applies_to": ["PMDOT"],
        "theme": "servicios",
        "plan_part": "propuesta",
        "expected": ["commitment"],
        "source": "Leído",
        "confidence": "alta",
        "verified_on": None,
        "legal_sign_off": None,
        **more,
        "search": search,
    }


@cache
def thesaurus() -> Thesaurus:
    return load_thesaurus()


@cache
def tagger() -> Tagger:
    return Tagger(thesaurus())


@cache
def ecuador() -> Catalogue:
    return load_pack("ec", thesaurus=thesaurus())


def catalogue(*criteria: dict) -> Catalogue:
    return load_catalogue(PACK, {"a.yaml": {"criteria": list(criteria)}}, thesaurus=thesaurus())


def document(*parts: tuple[str, list[str]], kind: Kind = Kind.APARTADO) -> Document:
    """A document of sections, each a title with its passages; ten passages make a page."""
    sections: list[Section] = []
    passages: list[Passage] = []
    text = ""
    for title, texts in parts:
        begin = len(text)
        for one in texts:
            number = len(passages)
            passages.append(Passage(number, one, number // 10 + 1, len(text), len(text) + len(one), len(sections)))
            text += one + "\n"
        sections.append(Section(kind, "", title, (title,), 1, begin, len(text)))
    pages = tuple(Page(number + 1, 0, len(text)) for number in range(len(passages) // 10 + 1))
    return Document("0" * 64, "text/plain", text, pages, tuple(sections), tuple(passages), language="es")


def reviewed(made: Document, *criteria: dict, instrument: str = "PMDOT") -> Review:
    return review(made, catalogue(*criteria), instrument=instrument, tagger=tagger())


def found(made: Document, rule: dict | None = None) -> Finding:
    """What one criterion finds."""
    return reviewed(made, rule or criterion()).findings[0]
