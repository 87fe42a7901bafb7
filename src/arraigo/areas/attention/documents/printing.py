"""A published route on paper: a poster for a wall and a leaflet folded in three, as PDF/UA, with a code to the guide.

Paper cannot ask: it shows the way that most people end on, and the code leads to the questions for the others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
from django.utils.translation import gettext as _

from arraigo.areas.attention.queries.published import Emergency, PublishedRoute
from arraigo.core.documents.typesetting import typeset
from arraigo.core.ui.formats import long_date
from arraigo.engines.guidance.model import Contact, Kind
from arraigo.engines.guidance.pages import Page

HERE = Path(__file__).parent
MEDIA_TYPE = "application/pdf"
POSTER, LEAFLET = "poster.typ", "leaflet.typ"
SHEETS: Mapping[str, tuple[str, str]] = {
    "poster": (POSTER, "a4"),
    "poster-a3": (POSTER, "a3"),
    "triptico": (LEAFLET, "a4"),
}
"""What can be printed, by its word in addresses: its template and its paper."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a sheet says besides the route: whose it is, the address of the route in the guide, and whom to call."""

    issuer: str
    office: str
    url: str
    invented: bool
    numbers: Sequence[Emergency]


def printed(route: PublishedRoute, sheet: Sheet, kind: str, *, language: str, **how: Any) -> Any:  # noqa: ANN401
    """Return a route as PDF/UA, in the language that is spoken now; the same route gives the same bytes.

    kind: one of SHEETS. how: the library's own words for another format, for looking at it.
    """
    template, paper = SHEETS[kind]
    data = _data(route, sheet, language) | {"paper": paper}
    made_at: datetime = route.published_at.replace(microsecond=0)
    manner = how or {"format": "pdf", "pdf_standards": ["ua-1"], "timestamp": made_at}
    return typeset(HERE / template, data, **manner)


def chosen_outcome(route: PublishedRoute) -> Page | None:
    """Return the page on which paper rests, or None: of the outcome with the most to do, what holds for most people.

    Of the pages of one outcome that is the one with the least, without what is only for some.
    """
    ends = [one for one in route.pages.pages.values() if one.step.kind is Kind.OUTCOME]
    fullest = max(ends, key=_much, default=None)
    return min((one for one in ends if one.step.id == fullest.step.id), key=_much) if fullest else None


def _much(page: Page) -> tuple[int, int, int]:
    return len(page.step.do), len(page.step.bring), len(page.step.contacts)


def _data(route: PublishedRoute, sheet: Sheet, language: str) -> dict[str, Any]:
    page = chosen_outcome(route)
    step = page.step if page else None
    first = next(iter(sheet.numbers), None)
    return {
        # What readers aloud speak: texts that are not translated stay in Spanish.
        "lang": "es" if route.route.fell_back else language,
        "title": route.title,
        "summary": route.summary,
        "issuer": sheet.issuer,
        "office": sheet.office,
        "right": step.right if step else route.summary,
        "due": _due(page),
        "emergency": {"label": _("En peligro, llame al"), "number": first.number, "about": _about(first)}
        if first
        else None,
        "numbers": [{"number": one.number, "name": one.name, "about": one.purpose} for one in sheet.numbers[:4]],
        "steps": [{"title": one.title, "text": one.text} for one in step.do] if step else [],
        "bring": [one.text for one in step.bring] if step else [],
        "bring_note": step.bring_note if step else "",
        "free": [one.text for one in step.reassurance] if step else [],
        "refused": step.refused if step else "",
        "contacts": [_contact(one) for one in step.contacts] if step else [],
        "others": _others(route, page),
        "url": sheet.url,
        "shown_url": sheet.url.partition("://")[2],
        "qr": _qr(sheet.url),
        "checked": _checked(route.verified_on, unverified=bool(page and (page.unverified or page.step.verify))),
        "invented": _("Demostración: la ciudad y sus servicios son inventados.") if sheet.invented else "",
        "mark": _mark(),
        "words": _words(),
    }


def _words() -> dict[str, str]:
    return {
        "do": _("Qué hacer"),
        "bring": _("Qué llevar"),
        "free": _("Lo que conviene saber"),
        "refused": _("Si le cobran o no le reciben"),
        "where": _("Dónde preguntar"),
        "others": _("Si su situación es otra"),
        "others_note": _("Abra la guía con el código. Unas pocas preguntas le llevan a su respuesta."),
        "numbers": _("Números de emergencia"),
        "scan": _("Apunte la cámara del teléfono"),
        "more": _("La guía dice dónde atienden cerca de usted, a qué hora y en su idioma."),
        "private": _("Es gratis. No pide su nombre."),
        "qr": _("Código QR que abre la guía de esta ruta"),
    }


def _due(page: Page | None) -> dict[str, str] | None:
    deadline = page.step.deadline if page else None
    if deadline is None:
        return None
    told = _("Tiene %(days)s días %(since)s.") % {"days": deadline.days, "since": deadline.since}
    return {"title": told, "text": deadline.text}


def _about(one: Emergency) -> str:
    parts = [one.name, _("gratis") if one.is_free else "", one.hours]
    return ", ".join(part for part in parts if part)


def _contact(one: Contact) -> dict[str, str]:
    return {"name": one.name, "phone": one.phone, "note": one.note, "email": one.email}


def _others(route: PublishedRoute, chosen: Page | None) -> list[str]:
    ends = [one.step.title for one in route.pages.pages.values() if one.step.kind is Kind.OUTCOME and one != chosen]
    own = chosen.step.title if chosen else ""
    return [title for title in dict.fromkeys(ends) if title != own][:6]


def _checked(day: date | None, *, unverified: bool) -> str:
    if day is None:
        return _("Por verificar.")
    told = _("Comprobado el %(day)s.") % {"day": long_date(day)}
    return f"{told} {_('Hay datos por verificar: llame antes de ir.')}" if unverified else told


@cache
def _mark() -> str:
    return (files("arraigo.core.ui") / "static" / "ui" / "logo.svg").read_text(encoding="utf-8")


def _qr(url: str) -> str:
    """Return a QR code as the text of an SVG of one path."""
    out = BytesIO()
    code = segno.make(url, error="m", micro=False)
    code.save(out, kind="svg", border=2, xmldecl=False, svgclass=None, lineclass=None, omitsize=True)
    return out.getvalue().decode()
