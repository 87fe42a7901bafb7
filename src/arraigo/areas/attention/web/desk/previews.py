"""How a version looks in each channel before it is public: the web guide, print, chat, SMS and the call centre."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from arraigo.areas.attention import permissions
from arraigo.areas.attention.queries import channels, definitions, translations
from arraigo.areas.attention.web.desk.common import faults, standing, version_for
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.engines.guidance.channels import Channel


@dataclass(frozen=True, slots=True)
class Shown:
    """A channel: its word in addresses, its name, and the engine's channel where it is plain text."""

    slug: str
    label: Any
    icon: str
    channel: Channel | None = None


CHANNELS = (
    Shown("web", gettext_lazy("Guía web"), "mobile"),
    Shown("papel", gettext_lazy("Impreso"), "print"),
    Shown("chat", gettext_lazy("Chat"), "send", Channel.CHAT),
    Shown("sms", gettext_lazy("SMS"), "mail", Channel.SMS),
    Shown("llamada", gettext_lazy("Llamada"), "phone", Channel.CALL),
)


@require_safe
@membership_required(permissions.reads_routes)
def preview(request: CityRequest, city: str, slug: str, number: int, channel: str) -> HttpResponse:
    """Show a page of a version as a channel tells it, in a language; one whose way is broken is not shown, and why."""
    shown = next((one for one in CHANNELS if one.slug == channel), None)
    if shown is None:
        raise Http404(_("No hay este canal."))
    version = version_for(slug, number)
    language = request.GET.get("idioma", "es")
    checked = definitions.check_version(version, today=request.city.day_of(timezone.now()))
    seen = channels.seen(version, checked, language)
    page = seen.pages.pages.get(request.GET.get("pagina") or seen.pages.start) if seen else None
    if seen and page is None:
        raise Http404(_("Esta página ya no existe en la ruta."))
    context = {
        "route": version.route,
        "version": version,
        "channels": CHANNELS,
        "shown": shown,
        "language": seen.route.lang if seen else "es",
        "languages": [("es", _("español")), *translations.languages()],
        "seen": seen,
        "page": page,
        "told": channels.told(page, shown.channel, language) if page and shown.channel else None,
        "leaflet": channels.leaflet(seen) if seen and shown.slug == "papel" else [],
        "numbers": channels.numbers(language),
        "faults": [] if seen else faults(checked.errors, version.definition),
        **standing(request, version),
    }
    return render(request, "attention/desk/preview.html", context)
