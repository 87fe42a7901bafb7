"""The gallery, which shows every component with its states, and the choice of theme."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from arraigo.core.ui import charts, tables
from arraigo.core.ui.templatetags.ui import THEMES
from arraigo.core.ui.web import samples

A_YEAR = 60 * 60 * 24 * 365


@require_http_methods(["GET", "HEAD", "POST"])
def gallery(request: HttpRequest) -> HttpResponseBase:
    """Every component with all its states; its forms and tables answer as real ones do, and keep nothing."""
    form = samples.SampleForm(request.POST if "modalidad" in request.POST or "nombre" in request.POST else None)
    context = {
        "form": form,
        "mistaken": samples.mistaken(),
        "icons": samples.icon_names(),
        "by_sex": charts.bars(samples.BY_SEX, whole=210),
        "by_institution": charts.stacked(samples.BY_INSTITUTION, samples.SEXES, whole=210),
        "by_session": charts.line(samples.BY_SESSION),
        "roles": samples.ROLES,
        "now": samples.MOMENT,
        "nothing": tables.listing(samples.EMPTY_TABLE, request, []),
    }
    people = tables.listing(samples.PEOPLE_TABLE, request, samples.PEOPLE)
    return tables.respond(request, "ui/gallery.html", people, context, filename="participantes")


@require_GET
def gallery_progress(request: HttpRequest) -> HttpResponse:
    """The job of the gallery, always three quarters done."""
    return render(request, "ui/gallery/progress.html")


@require_GET
def sample(request: HttpRequest, name: str) -> HttpResponse:
    """A whole page of a kind that the gallery cannot hold inside itself."""
    if name not in samples.PAGES:
        raise Http404
    template, status = samples.PAGES[name]
    return render(request, template, {"form": samples.SampleSignInForm()}, status=status)


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or what the device says, and return to the page."""
    chosen = request.POST.get("tema", "")
    response = redirect(tables.back(request, "ui:gallery"))
    if chosen in THEMES:
        response.set_cookie("tema", chosen, max_age=A_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
    else:
        response.delete_cookie("tema", samesite="Lax")
    return response
