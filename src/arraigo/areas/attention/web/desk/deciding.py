"""Taking a version further: a draft begun, sent, reviewed, published, retired or discarded."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from arraigo.areas.attention import permissions
from arraigo.areas.attention.actions import publishing
from arraigo.areas.attention.actions import routes as actions
from arraigo.areas.attention.actions.common import AttentionError, DefinitionRefusedError
from arraigo.areas.attention.models import RouteVersion
from arraigo.areas.attention.web.desk.common import FORM, faults, route_for, standing, version_for
from arraigo.areas.attention.web.desk.forms import ReviewForm, SubmitForm
from arraigo.core.accounts.api import CityRequest, membership_required


@require_POST
@membership_required(permissions.manages_routes)
def start(request: CityRequest, city: str, slug: str) -> HttpResponse:
    """Begin a draft out of what is published, or go on with the one there is."""
    try:
        draft = actions.start_draft(route=route_for(slug), by=request.membership.user, at=timezone.now())
    except AttentionError as error:
        messages.error(request, str(error))
        return redirect("attention:route", city, slug)
    return redirect("attention:route_edit", city, slug, draft.number)


@require_http_methods(FORM)
@membership_required(permissions.manages_routes)
def submit(request: CityRequest, city: str, slug: str, number: int) -> HttpResponse:
    """Send a draft to be reviewed by somebody else; what keeps it from that is told, line by line."""
    version = version_for(slug, number)
    form = SubmitForm(request.POST or None, initial={"note": version.note})
    wrong = []
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        try:
            publishing.submit(version=version, by=request.membership.user, at=timezone.now(), note=note)
        except AttentionError as error:
            form.add_error(None, str(error))
            wrong = faults(getattr(error, "problems", ()), version.definition)
        else:
            messages.success(request, _("Enviada. Ahora la revisa otra persona del equipo."))
            return _to(version, city)
    context = {"route": version.route, "version": version, "form": form, "faults": wrong}
    return render(request, "attention/desk/submit.html", context, status=422 if form.is_bound else 200)


@require_http_methods(FORM)
@membership_required(permissions.manages_routes)
def review(request: CityRequest, city: str, slug: str, number: int) -> HttpResponse:
    """Say whether a version that another person wrote may be published."""
    version = version_for(slug, number)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            said = _reviewed(request, version, form)
        except AttentionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, said)
            return _to(version, city)
    context = {"route": version.route, "version": version, "form": form, **standing(request, version)}
    return render(request, "attention/desk/review.html", context, status=422 if form.is_bound else 200)


def _reviewed(request: CityRequest, version: RouteVersion, form: ReviewForm) -> str:
    by, at, note = request.membership.user, timezone.now(), form.cleaned_data["note"]
    if form.cleaned_data["decision"] == "approve":
        publishing.approve(version=version, by=by, at=at, note=note)
        return _("Revisada. Ya se puede publicar.")
    publishing.send_back(version=version, by=by, at=at, note=note)
    return _("Devuelta: es un borrador otra vez, con su nota.")


@require_POST
@membership_required(permissions.manages_routes)
def publish(request: CityRequest, city: str, slug: str, number: int) -> HttpResponse:
    """Put a reviewed version in the guide."""
    return _done(request, city, slug, number, publishing.publish, _("Publicada. La guía ya la muestra."))


@require_POST
@membership_required(permissions.manages_routes)
def retire(request: CityRequest, city: str, slug: str, number: int) -> HttpResponse:
    """Take a version out of the guide."""
    words = _("Retirada de la guía. Sigue guardada y puede publicarse otra versión.")
    return _done(request, city, slug, number, publishing.retire, words)


@require_POST
@membership_required(permissions.manages_routes)
def discard(request: CityRequest, city: str, slug: str, number: int) -> HttpResponse:
    """Take away a draft; a route of which nothing is left goes with it."""
    version = version_for(slug, number)
    try:
        actions.discard_draft(version=version, by=request.membership.user, at=timezone.now())
    except AttentionError as error:
        messages.error(request, str(error))
        return _to(version, city)
    messages.success(request, _("Borrador descartado."))
    left = RouteVersion.objects.filter(route__slug=slug).exists()
    return redirect("attention:route", city, slug) if left else redirect("attention:routes", city)


def _done(
    request: CityRequest, city: str, slug: str, number: int, act: Callable[..., object], words: str
) -> HttpResponse:
    version = version_for(slug, number)
    try:
        act(version=version, by=request.membership.user, at=timezone.now())
    except DefinitionRefusedError as error:
        first = next(iter(faults(error.problems, version.definition)), None)
        messages.error(request, f"{error} {first.words if first else ''}".strip())
    except AttentionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, words)
    return _to(version, city)


def _to(version: RouteVersion, city: str) -> HttpResponse:
    return redirect("attention:route_version", city, version.route.slug, version.number)
