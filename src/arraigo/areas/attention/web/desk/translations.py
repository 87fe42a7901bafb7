"""Pages of a version's translations: how far each language is, and one of them beside the Spanish."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from arraigo.areas.attention import permissions
from arraigo.areas.attention.actions.common import AttentionError
from arraigo.areas.attention.actions.translating import CHOSEN, Said, save_texts
from arraigo.areas.attention.enums import TextState
from arraigo.areas.attention.models import RouteVersion
from arraigo.areas.attention.queries import comparing, definitions, termbase, translations
from arraigo.areas.attention.queries.translations import Unit
from arraigo.areas.attention.web.desk.common import FORM, standing, version_for
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.engines.guidance.model import Route
from arraigo.engines.guidance.texts import mark_of

TONES = {
    TextState.MISSING: "warn",
    TextState.DRAFT: "line",
    TextState.NEEDS_REVIEW: "info",
    TextState.CURRENT: "ok",
    TextState.OUTDATED: "danger",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and its translation as the page shows them; `kept` and `was` are what is saved of it."""

    unit: Unit
    where: str
    step: str
    terms: tuple[termbase.Term, ...]
    doubts: tuple[termbase.Doubt, ...]
    tone: str
    chosen: str
    kept: str
    was: str
    rows: int
    mark: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a language is: (state, words, how many) for each state."""

    language: str
    name: str
    counts: tuple[tuple[str, str, int], ...]
    done: int
    whole: int


def language_name(language: str) -> str:
    """Return the name of a language that routes are translated to; raises Http404."""
    name = dict(translations.languages()).get(language)
    if name is None:
        raise Http404(_("La guía no tiene este idioma."))
    return name


def sketch_for(version: RouteVersion) -> Route:
    """Return a version as far as it can be read; raises Http404 where it cannot."""
    route = definitions.sketched(version)
    if route is None:
        raise Http404(_("El texto de esta versión no se puede leer."))
    return route


@require_safe
@membership_required(permissions.reads_routes)
def languages(request: CityRequest, city: str, slug: str, number: int) -> HttpResponse:
    """Show how far the translation to each language is."""
    version = version_for(slug, number)
    route = sketch_for(version)
    context = {
        "route": version.route,
        "version": version,
        "protection": route.protection,
        "standings": [_standing(version, route, code, name) for code, name in translations.languages()],
        **standing(request, version),
    }
    return render(request, "attention/desk/languages.html", context)


def _standing(version: RouteVersion, route: Route, code: str, name: str) -> Standing:
    counts = translations.counts(route, code, translations.row_for(version, code).texts)
    shown = tuple((state.value, str(state.label), counts[state.value]) for state in TextState)
    return Standing(code, name, shown, counts[TextState.CURRENT], sum(counts.values()))


@require_http_methods(FORM)
@membership_required(permissions.reads_routes)
def translate(request: CityRequest, city: str, slug: str, number: int, language: str) -> HttpResponse:
    """Show every text beside its translation; whoever writes routes changes them and saves all at once."""
    name = language_name(language)
    version = version_for(slug, number)
    about = standing(request, version)
    sent, refused = None, ""
    if request.method == "POST":
        if not about["manages"]:
            return HttpResponse(_("Usted puede leer las rutas, no escribirlas."), status=403)
        sent = request.POST
        refused = _saved(request, version, language, sent)
        if not refused:
            return redirect(_address(request, city, version, language))
    route = sketch_for(version)
    units = translations.units(route, language, translations.row_for(version, language).texts)
    only = request.GET.get("ver", "")
    context = {
        "route": version.route,
        "version": version,
        "language": language,
        "name": name,
        "pairs": list(_pairs([one for one in units if _shows(one, only)], route, language, sent)),
        "standing": _standing(version, route, language, name),
        "states": [(state.value, capfirst(state.label)) for state in CHOSEN],
        "only": only,
        "whole": len(units),
        "refused": refused,
        **about,
    }
    return render(request, "attention/desk/translate.html", context, status=422 if refused else 200)


def _shows(unit: Unit, only: str) -> bool:
    if only == "pendientes":
        return unit.state != TextState.CURRENT
    return not only or unit.state == only


def _address(request: CityRequest, city: str, version: RouteVersion, language: str) -> str:
    url = reverse("attention:route_translate", args=[city, version.route.slug, version.number, language])
    only = request.GET.get("ver", "")
    return f"{url}?ver={only}" if only in {"pendientes", *TextState.values} else url


def _saved(request: CityRequest, version: RouteVersion, language: str, sent: QueryDict) -> str:
    """Save what was sent; returns why not, where it cannot be."""
    said = dict(_said(sent))
    try:
        changed = save_texts(
            version=version, language=language, said=said, by=request.membership.user, at=timezone.now()
        )
    except AttentionError as error:
        return str(error)
    words = ngettext("%(n)s texto guardado.", "%(n)s textos guardados.", changed) % {"n": changed}
    messages.success(request, words if changed else _("No cambió ningún texto."))
    return ""


def _said(sent: QueryDict) -> Iterable[tuple[str, Said]]:
    """Yield the texts that were sent. Without a new state, what did not change is not sent on, so that it stays."""
    for key in sent.getlist("clave"):
        text = sent.get(f"texto-{key}", "").replace("\r\n", "\n").strip()
        state, was = sent.get(f"estado-{key}", ""), sent.get(f"antes-{key}", "")
        if text != was.replace("\r\n", "\n").strip() or state != sent.get(f"era-{key}", ""):
            # For the Spanish that the page showed: where it has changed since, the translation is outdated at once.
            yield key, Said(text, state or TextState.DRAFT, sent.get(f"de-{key}", ""))


def _pairs(units: Iterable[Unit], route: Route, language: str, sent: QueryDict | None) -> Iterable[Pair]:
    for unit in units:
        text = sent.get(f"texto-{unit.key}", unit.target) if sent is not None else unit.target
        chosen = sent.get(f"estado-{unit.key}", "") if sent is not None else unit.state.value
        shown = Unit(unit.key, unit.source, text, unit.state, unit.of)
        pieces = unit.key.split(".")
        yield Pair(
            shown,
            comparing.where(unit.key, route),
            pieces[1] if pieces[0] == "steps" else "",
            tuple(one for one in termbase.terms_in(unit.source) if one.said.get(language)),
            tuple(termbase.doubts(unit.source, text, language)),
            TONES[unit.state],
            chosen if chosen in CHOSEN else "",
            unit.target,
            unit.state.value if unit.state in CHOSEN else "",
            min(max(len(unit.source), len(text)) // 48 + 1, 10),
            mark_of(unit.source),
        )


def doubt_words(doubt: termbase.Doubt) -> str:
    """Say what a translation should be looked at for."""
    told: dict[str, Any] = {"word": doubt.word, "term": doubt.term}
    if doubt.code == "forbidden":
        return (_("No se dice «%(word)s»; se dice «%(term)s».") if doubt.term else _("No se dice «%(word)s».")) % told
    if doubt.code == "number":
        return _("Falta la cifra %(word)s.") % told
    return _("«%(word)s» se dice «%(term)s».") % told
