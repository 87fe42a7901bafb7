"""Texts that know in which language they are, so that a page says where it fell back to Spanish."""

from arraigo.areas.attention.web.guide.addresses import SPANISH
from arraigo.engines.guidance.model import Route
from arraigo.engines.guidance.texts import texts


class Told(str):
    """A text with its language; "" is the language of the page."""

    __slots__ = ("language",)
    language: str

    @classmethod
    def of(cls, text: str, language: str = "") -> "Told":
        """Return a text in a language."""
        told = cls(text)
        told.language = language
        return told


class Teller:
    """Says the texts of a route in the language of a page; `fell_back` tells whether any of them stayed in Spanish."""

    def __init__(self, route: Route) -> None:
        spanish = texts(route.origin or route) if route.fell_back else {}
        self._spanish = frozenset(spanish[key] for key in route.fell_back if key in spanish)
        self.fell_back = False

    def __call__(self, text: str) -> Told:
        if text and text in self._spanish:
            self.fell_back = True
            return Told.of(text, SPANISH)
        return Told.of(text)
