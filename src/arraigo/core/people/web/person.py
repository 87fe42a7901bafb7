"""One person: what the city holds of them, why, and their rights over it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arraigo.core.accounts.api import (
    CityRequest,
    changes_people,
    membership_required,
    sees_identity,
    sees_some_people,
)
from arraigo.core.audit import api as audit
from arraigo.core.consent.api import NoBasisError, Purpose, bases_of, require, withdraw
from arraigo.core.people import exporting, hooks
from arraigo.core.people.actions import erase_person
from arraigo.core.people.countries import country_name, language_name
from arraigo.core.people.models import PersonDocument
from arraigo.core.people.permissions import purposes_of
from arraigo.core.people.profiles import Profile
from arraigo.core.people.queries import profiles
from arraigo.core.people.web.forms import EraseForm, ExportForm, WithdrawForm
from arraigo.core.people.web.words import group_words
from arraigo.core.ui import htmx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@membership_required(sees_some_people)
def profile(request: CityRequest, city: str, pk: UUID) -> HttpResponseBase:
    """Show a person, documents masked; who looked is recorded.

    Without a legal basis the page holds no identity, only what may be done about it.
    """
    shown = readable(request, pk)
    try:
        _require(request, pk)
    except NoBasisError as refusal:
        context = {"city": city, "pk": pk, "why": str(refusal), "bases": bases_of(pk), **_may(request)}
        return render(request, "people/no_basis.html", context, status=403)
    _seen(request, pk, "people.profile")
    return render(request, "people/person.html", {**_context(request, city, shown), **_may(request)})


@membership_required(sees_identity)
@require_POST
def document(request: CityRequest, city: str, pk: UUID, document: UUID) -> HttpResponseBase:
    """Show one document whole, once; that it was shown is recorded first."""
    shown = readable(request, pk)
    _require(request, pk)
    row = get_object_or_404(PersonDocument, pk=document, person_id=pk)
    _seen(request, pk, "people.document")
    if htmx.asked(request):
        return render(request, "people/parts/number.html", {"number": row.number})
    context = {**_context(request, city, shown), **_may(request), "uncovered": row.pk}
    return render(request, "people/person.html", context)


@membership_required(sees_identity)
def export(request: CityRequest, city: str, pk: UUID) -> HttpResponseBase:
    """Give all that is held of a person as a file, after asking why; the reason is recorded with it."""
    shown = readable(request, pk)
    _require(request, pk)
    form = ExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        at = timezone.now()
        reason = form.cleaned_data["reason"]
        told = exporting.sections(shown, list(bases_of(pk)), hooks.panels(pk, request.membership))
        _seen(request, pk, "people.export", reason=reason)
        if form.cleaned_data["format"] == "json":
            return _file(exporting.as_json(told, at=at, city=request.city.name), "application/json", "json")
        return _file(exporting.as_xlsx(told, at=at, city=request.city.name), XLSX, "xlsx")
    title = _("Descargar los datos de una persona")
    context = {"form": form, "city": city, "pk": pk, "title": title, "verb": _("Descargar"), "name": shown.full_name}
    return render(request, "people/ask.html", context, status=422 if request.method == "POST" else 200)


@membership_required(changes_people)
def erase(request: CityRequest, city: str, pk: UUID) -> HttpResponseBase:
    """Remove a person's identity at their request."""
    shown = readable(request, pk)
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        erase_person(pk, reason=form.cleaned_data["reason"], by=request.membership.user, at=timezone.now())
        messages.success(request, _("Se borró la identidad. Lo contado en las cifras se conserva sin nombre."))
        return redirect("people", city)
    context = {"form": form, "city": city, "pk": pk, "title": _("Borrar la identidad"), "name": shown.full_name}
    context |= {"verb": _("Borrar la identidad"), "danger": True}
    return render(request, "people/ask.html", context, status=422 if request.method == "POST" else 200)


@membership_required(changes_people)
@require_POST
def withdraw_basis(request: CityRequest, city: str, pk: UUID) -> HttpResponseBase:
    """End a consent at the person's request."""
    readable(request, pk)
    form = WithdrawForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        at = timezone.now()
        withdraw(pk, purpose=told["purpose"], legal_basis=told["legal_basis"], by=request.membership.user, at=at)
        label = Purpose(told["purpose"]).label
        messages.success(request, _("Se retiró el consentimiento para «%(purpose)s».") % {"purpose": label})
    return redirect("person", city, pk)


def readable(request: CityRequest, pk: UUID) -> Profile:
    """Return a person whom this membership may see; raises Http404 for all others, so that nobody learns of them."""
    found = profiles([pk]).get(pk)
    if found is None or pk not in hooks.within_scope(request.membership, [pk]):
        raise Http404
    return found


def _require(request: CityRequest, pk: UUID) -> None:
    require([pk], purposes_of(request.membership), request.membership.user, timezone.now())


def _seen(request: CityRequest, pk: UUID, what: str, reason: str = "") -> None:
    subject = f"people.person:{pk}"
    audit.seen(what=what, subject=subject, by=request.membership.user, at=timezone.now(), reason=reason)


def _may(request: CityRequest) -> dict[str, bool]:
    return {"may_change": changes_people(request.membership), "may_uncover": sees_identity(request.membership)}


def _context(request: CityRequest, city: str, shown: Profile) -> dict[str, object]:
    person = shown.person_row()
    return {
        "city": city,
        "profile": shown,
        "person": person,
        "documents": shown.document_rows,
        "group": group_words(shown),
        "age": shown.age_at(timezone.localdate()),
        "nationality": country_name(shown.nationality),
        "spoken": language_name(shown.language),
        "bases": bases_of(shown.id),
        "panels": hooks.panels(shown.id, request.membership),
    }


def _file(body: bytes, media_type: str, ending: str) -> HttpResponse:
    """Return a download whose name tells nothing of the person."""
    response = HttpResponse(body, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{_("datos-de-una-persona")}.{ending}"'
    response["Cache-Control"] = "no-store"
    return response
