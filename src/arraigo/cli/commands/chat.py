"""`arraigo chat`: the guide in a terminal. Nothing that is typed is kept, counted or written anywhere."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone, translation
from django.utils.translation import get_language_info

from arraigo.areas.attention import api as attention
from arraigo.areas.attention.api import PublishedRoute
from arraigo.areas.attention.web.guide import addresses, hours
from arraigo.areas.directory import api as directory
from arraigo.areas.directory.api import Place
from arraigo.cli.commands.guide import the_city
from arraigo.cli.printer import OK, MendableError, out
from arraigo.core import tenancy
from arraigo.core.places.models import City
from arraigo.engines.guidance.channels import Channel
from arraigo.engines.guidance.model import GO_ON, Step
from arraigo.engines.guidance.pages import Page

_ = translation.gettext

EMERGENCY, PLACES, NEEDS = "emergency", 3, 3
LEAVE = frozenset({"salir", "exit", "quit", "sortir", "quitter", "sair", "soti", "lluqsina"})
BACK = frozenset({"volver", "back", "retour", "voltar", "tounen", "inicio", "home"})


class LeftError(Exception):
    """Somebody leaves, or has nothing more to say."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a number stands for."""

    name: str
    need: str = ""
    route: str = ""


def chat(*, city: str, language: str) -> int:
    """Talk until somebody leaves; works from a terminal and from a pipe."""
    place = the_city(city)
    if language and language not in addresses.languages():
        known = ", ".join(addresses.languages())
        raise MendableError(
            _("La guía no está en «%(lang)s». Está en: %(known)s.") % {"lang": language, "known": known}
        )
    with tenancy.scope(place):
        try:
            chosen = language or _language()
            with translation.override(chosen), timezone.override(place.timezone):
                Talk(place, chosen).run()
        except LeftError:
            pass
    return OK


def _language() -> str:
    codes = addresses.languages()
    say(
        "\n".join(
            f"{number}. {get_language_info(code)['name_local'].capitalize()}" for number, code in enumerate(codes, 1)
        )
    )
    while True:
        typed = hear().casefold()
        if typed in codes:
            return typed
        if typed.isdecimal() and 0 < int(typed) <= len(codes):
            return codes[int(typed) - 1]
        say(f"1-{len(codes)}?")


def say(text: str) -> None:
    """Print what the guide says."""
    out.print(text + "\n", markup=False)


def hear() -> str:
    """Return what somebody types; raises LeftError at «salir» and where nothing more comes."""
    if sys.stdin.isatty():
        out.print("> ", end="")
    line = sys.stdin.readline()
    typed = line.strip()
    if not line or typed.casefold() in LEAVE:
        raise LeftError
    return typed


class Talk:
    """One talk, in one language. What is typed lives in the memory of this process and nowhere else."""

    def __init__(self, city: City, language: str) -> None:
        self.city, self.language = city, language
        self.choices: list[Choice] = []

    def run(self) -> None:
        """Greet, and answer whatever is typed."""
        say(
            _("Guía de %(city)s. Es gratis y no guarda lo que escribe. «salir» termina; «volver» empieza de nuevo.")
            % {"city": self.city.name}
        )
        self._home()
        while True:
            typed = hear()
            if typed.casefold() in BACK:
                self._home()
            elif typed.isdecimal():
                self._choose(int(typed))
            elif typed:
                self._search(typed)

    def _home(self) -> None:
        tops = [one for one in directory.needs(self.language) if not one.parent]
        self._offer(
            _("¿Qué necesita? Escríbalo con sus palabras, o un número:"),
            [Choice(one.name, need=one.code) for one in tops],
        )

    def _offer(self, words: str, choices: Sequence[Choice]) -> None:
        self.choices = list(choices)
        say("\n".join([words, *(f"{number}. {one.name}" for number, one in enumerate(self.choices, 1))]))

    def _choose(self, number: int) -> None:
        if not 0 < number <= len(self.choices):
            say(_("Escriba un número del 1 al %(last)s, o lo que necesita.") % {"last": len(self.choices)})
            return
        chosen = self.choices[number - 1]
        if chosen.route:
            found = attention.published_route(chosen.route, self.language)
            if found is not None:
                self._walk(found)
        else:
            self._need(chosen.need)

    def _search(self, words: str) -> None:
        """Find needs by words: in danger, whom to call comes before anything else."""
        found = directory.find_needs(words, self.language, limit=NEEDS)
        names = {one.code: one for one in directory.needs(self.language)}
        codes = [one.code for one in found if one.code in names]
        if any(EMERGENCY in {code, names[code].parent} or names[code].sensitive for code in codes):
            self._danger()
        routes = [one for code in codes for one in self._routes(code)]
        choices = [Choice(one.title, route=one.slug) for one in {one.slug: one for one in routes}.values()]
        choices += [Choice(names[code].name, need=code) for code in codes]
        if choices:
            self._offer(_("Esto puede servirle. Escriba el número:"), choices)
            return
        places = directory.search_places(words, at=self._now(), limit=PLACES)
        if places:
            self._places(places)
        else:
            say(_("No encontré eso. Pruebe con otras palabras, o escriba «volver» para ver los temas."))

    def _danger(self) -> None:
        lines = [
            f"{one.number} · {one.name}"
            + (f", {_('opción %(option)s') % {'option': one.option}}" if one.option else "")
            for one in attention.emergency_numbers(self.language)[:3]
        ]
        say("\n".join([_("Si está en peligro ahora, llame:"), *lines]))

    def _need(self, code: str) -> None:
        """Tell what there is for a need: its parts, its routes and who attends."""
        known = directory.needs(self.language)
        one = next(need for need in known if need.code == code)
        if EMERGENCY in {one.code, one.parent}:
            self._danger()
        choices = [Choice(need.name, need=need.code) for need in known if need.parent == code]
        choices += [Choice(route.title, route=route.slug) for route in self._routes(code)]
        self._places(directory.public_places(needs=[code], at=self._now(), limit=PLACES, best_first=True))
        if choices:
            self._offer(one.name + ":", choices)
        else:
            self._home()

    def _routes(self, code: str) -> list[PublishedRoute]:
        return [one for one in attention.published(self.language) if one.need == code]

    def _walk(self, route: PublishedRoute) -> None:
        """Ask what a route asks, page by page, until its end or until somebody goes back."""
        page = route.pages.pages[route.pages.start]
        say(f"{route.title}\n{route.summary}")
        while True:
            said = attention.told(page, Channel.CHAT, self.language)
            say(said.text)
            if page.step.is_end:
                break
            answer = self._answer(page)
            if answer is None:
                self._home()
                return
            page = route.pages.pages[dict(page.step.ways())[answer]]
        self._after(page, page.step)

    def _after(self, page: Page, step: Step) -> None:
        if step.services is not None:
            found = directory.public_places(needs=step.services.needs, at=self._now(), limit=PLACES, best_first=True)
            self._places(found)
        for one in page.sources[:PLACES]:
            say(_("Fuente: %(title)s") % {"title": one.title})
        self._home()

    def _answer(self, page: Page) -> str | None:
        """Return the answer whose number is typed; None goes back to the beginning."""
        ways = [answer for answer, _to in page.step.ways()]
        while True:
            typed = hear().casefold()
            if typed in BACK:
                return None
            if typed.isdecimal() and 0 < int(typed) <= len(ways):
                return ways[int(typed) - 1]
            if not typed and ways == [GO_ON]:
                return GO_ON
            asked = (
                _("Escriba un número del 1 al %(last)s, o «volver».") if len(ways) > 1 else _("Escriba 1, o «volver».")
            )
            say(asked % {"last": len(ways)})

    def _places(self, found: Sequence[Place]) -> None:
        if found:
            say("\n\n".join([_("Quién atiende:"), *("\n".join(self._lines(one)) for one in found)]))

    def _lines(self, place: Place) -> Iterator[str]:
        yield f"* {place.service}" + (f" ({place.organization})" if place.organization else "")
        yield "  " + hours.state(place.opening, self._now()).words
        if place.is_reserved:
            yield "  " + _("La dirección es reservada. Llame y le dirán cómo llegar.")
        elif place.location or place.address:
            yield "  " + ", ".join(filter(None, (place.location, place.address)))
        for phone in place.phones[:2]:
            yield "  " + _("Llamar al %(number)s") % {"number": phone.number}

    def _now(self) -> datetime:
        return timezone.now().astimezone(ZoneInfo(self.city.timezone))
