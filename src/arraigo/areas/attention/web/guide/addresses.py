"""The pages of the guide and their addresses: a route and a page of it, never what somebody answered or typed."""

from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.templatetags.static import static

SPANISH = "es"
ALL_NEEDS, ALL_AREAS = "todos", "todas"
NAME = "guia"
LEFT = "sin-terminar/"
"""Where a question that was left is counted, below the guide of a language."""
WORKER = "sin-internet.js"
"""The program that a telephone keeps: it lies at the top of the guide, and reaches as far."""


class Kind(StrEnum):
    """What a page of the guide is."""

    HOME = "home"
    NEED = "need"
    ROUTE = "route"
    SERVICES = "services"
    LIST = "list"
    SERVICE = "service"
    REPORT = "report"
    SEARCH = "search"
    FOR_ME = "for_me"
    NUMBERS = "numbers"
    PRIVACY = "privacy"
    ACCESSIBILITY = "accessibility"
    OFFLINE = "offline"
    MISSING = "missing"


class Mode(StrEnum):
    """Who hands a page out: the program, which knows the hour, or any server of files, which does not.

    A packed page lies in the reader's telephone, under the very addresses of the program.
    """

    LIVE = "live"
    STATIC = "static"
    PACKED = "packed"


_PLAIN = {
    Kind.HOME: "",
    Kind.SERVICES: "servicios/",
    Kind.SEARCH: "buscar/",
    Kind.FOR_ME: "para-mi/",
    Kind.NUMBERS: "emergencia/",
    Kind.PRIVACY: "privacidad/",
    Kind.ACCESSIBILITY: "accesibilidad/",
    Kind.OFFLINE: "sin-internet/",
    Kind.MISSING: "no-esta/",
}


@dataclass(frozen=True, slots=True)
class GuidePage:
    """A page: `one` is the need, the route or the service that it is about, `two` the page of a route or the area."""

    kind: Kind
    one: str = ""
    two: str = ""
    number: int = 1

    @property
    def path(self) -> str:
        """The address below the guide's own, the same in every language."""
        if self.kind in _PLAIN:
            return _PLAIN[self.kind]
        if self.kind is Kind.NEED:
            return f"temas/{self.one}/"
        if self.kind is Kind.ROUTE:
            return f"rutas/{self.one}/{self.two}/" if self.two else f"rutas/{self.one}/"
        if self.kind is Kind.SERVICE:
            return f"servicio/{self.one}/"
        if self.kind is Kind.REPORT:
            return f"servicio/{self.one}/avisar/" if self.one else "avisar/"
        return self._list()

    def _list(self) -> str:
        parts = [self.one or ALL_NEEDS]
        if self.two or self.number > 1:
            parts.append(self.two or ALL_AREAS)
        if self.number > 1:
            parts.append(str(self.number))
        return f"servicios/{'/'.join(parts)}/"


HOME = GuidePage(Kind.HOME)


def prefix(language: str) -> str:
    """Return where the pages of a language begin, below the city's address."""
    return f"{NAME}/" if language == SPANISH else f"{NAME}/{language}/"


def languages() -> list[str]:
    """Return the languages of the guide, Spanish first."""
    return [code for code, _name in settings.LANGUAGES]


@dataclass(frozen=True, slots=True)
class Links:
    """How a page names others. Static pages do it from where they lie, so that they work below any address."""

    city: str
    language: str
    page: GuidePage = HOME
    mode: Mode = Mode.LIVE

    def to(self, page: GuidePage, language: str = "") -> str:
        """Return the address of a page as this one names it."""
        below = prefix(language or self.language) + page.path
        return f"{self._up()}{below}index.html" if self.mode is Mode.STATIC else f"/{self.city}/{below}"

    def absolute(self, page: GuidePage) -> str:
        """Return the address that works anywhere: what is shared, and read on paper."""
        return f"{settings.PUBLIC_URL}/{self.city}/{prefix(self.language)}{page.path}"

    def resource(self, name: str) -> str:
        """Return the address of a static file of ours."""
        return f"{self._up()}{NAME}/{name.rpartition('/')[2]}" if self.mode is Mode.STATIC else str(static(name))

    def _up(self) -> str:
        return "../" * (prefix(self.language) + self.page.path).count("/")


RESOURCES = ("attention/guide.css", "attention/guide.js", "ui/favicon.svg")
"""The files that a page loads besides itself."""
