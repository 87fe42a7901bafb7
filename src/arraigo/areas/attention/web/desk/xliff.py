"""Translations that leave as XLIFF and come back: shown before they are kept, unit by unit."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from arraigo.areas.attention import permissions
from arraigo.areas.attention.actions.common import AttentionError
from arraigo.areas.attention.actions.translating import save_texts
from arraigo.areas.attention.documents.xliff import MEDIA_TYPE, write_xliff
from arraigo.areas.attention.importers import xliff as importer
from arraigo.areas.attention.importers.xliff import Planned
from arraigo.areas.attention.models import RouteVersion
from arraigo.areas.attention.queries import comparing, translations
from arraigo.areas.attention.web.desk.common import FORM, draft_for, version_for
from arraigo.areas.attention.web.desk.forms import XliffForm
from arraigo.areas.attention.web.desk.translations import language_name, sketch_for
from arraigo.core.accounts.api import CityRequest, membership_required

OUTCOMES = {
    "new": (gettext_lazy("Nueva"), "ok"),
    "changed": (gettext_lazy("Cambia"), "info"),
    "outdated": (gettext_lazy("El español cambió: queda desactualizada"), "warn"),
    "older": (gettext_lazy("Hay una más nueva: no se toca"), "line"),
    "same": (gettext_lazy("Igual"), "line"),
    "empty": (gettext_lazy("Sin traducir: no se toca"), "line"),
    "wrong": (gettext_lazy("No se puede usar"), "danger"),
}


@require_safe
@membership_required(permissions.reads_routes)
def download(request: CityRequest, city: str, slug: str, number: int, language: str) -> HttpResponse:
    """Hand out a version's texts in a language as XLIFF."""
    language_name(language)
    version = version_for(slug, number)
    route = sketch_for(version)
    units = translations.units(route, language, translations.row_for(version, language).texts)
    content = write_xliff(slug, language, units, lambda key: comparing.where(key, route))
    name = f"{slug}.{number}.{language}.xlf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=MEDIA_TYPE, headers=headers)


@require_http_methods(FORM)
@membership_required(permissions.manages_routes)
def upload(request: CityRequest, city: str, slug: str, number: int, language: str) -> HttpResponse:
    """Take a file back: first it is shown what would change, then it is kept, all of it or nothing."""
    version = draft_for(slug, number)
    form = XliffForm()
    context = {
        "route": version.route,
        "version": version,
        "language": language,
        "name": language_name(language),
        "form": form,
    }
    content = _content(request)
    if request.method == "POST" and content is not None:
        try:
            planned = _planned(version, language, content)
            if "content" in request.POST:
                return _kept(request, city, version, language, planned)
        except AttentionError as error:
            context["form"] = form = XliffForm(request.POST, request.FILES)
            form.add_error("file", str(error))
        else:
            return render(request, "attention/desk/xliff_preview.html", {**context, **_shown(planned, content)})
    elif request.method == "POST":
        context["form"] = XliffForm(request.POST, request.FILES)
    return render(request, "attention/desk/xliff.html", context, status=422 if request.method == "POST" else 200)


def _content(request: CityRequest) -> bytes | None:
    """Return the file, as it was chosen or as the page that showed it carries it."""
    if "content" in request.POST:
        return request.POST["content"].encode()
    given = request.FILES.get("file")
    return given.read(importer.LARGEST + 1) if given is not None else None


def _planned(version: RouteVersion, language: str, content: bytes) -> list[Planned]:
    route = sketch_for(version)
    units = importer.read_xliff(content, route=version.route.slug, language=language)
    known = translations.units(route, language, translations.row_for(version, language).texts)
    return importer.plan(units, known, language)


def _shown(planned: list[Planned], content: bytes) -> dict[str, object]:
    counts = {key: sum(one.outcome == key for one in planned) for key in OUTCOMES}
    return {
        "rows": [(one, *OUTCOMES[one.outcome]) for one in planned],
        "counts": [(words, tone, counts[key]) for key, (words, tone) in OUTCOMES.items() if counts[key]],
        "kept": sum(one.is_kept for one in planned),
        "wrong": counts["wrong"],
        "content": importer.carried(content),
    }


def _kept(
    request: CityRequest, city: str, version: RouteVersion, language: str, planned: list[Planned]
) -> HttpResponse:
    said = importer.said(planned)
    changed = save_texts(version=version, language=language, said=said, by=request.membership.user, at=timezone.now())
    words = ngettext("%(n)s traducción importada.", "%(n)s traducciones importadas.", changed) % {"n": changed}
    messages.success(request, words if changed else _("El archivo no cambió ninguna traducción."))
    return redirect("attention:route_translate", city, version.route.slug, version.number, language)
