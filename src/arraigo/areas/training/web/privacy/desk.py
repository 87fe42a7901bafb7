"""The desk's pages of privacy: what a course holds and until when, and what people ask about their data."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from arraigo.areas.training import permissions
from arraigo.areas.training.actions import privacy as actions
from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.enums import RequestState
from arraigo.areas.training.models import DataRequest
from arraigo.areas.training.queries import privacy as reads
from arraigo.areas.training.web.common import course_for, raised
from arraigo.core.accounts.api import CityRequest, Role, Standing, membership_required
from arraigo.core.audit import api as audit
from arraigo.core.people import api as people
from arraigo.core.ui import tables
from arraigo.core.ui.formats import masked, short_date
from arraigo.core.ui.tables import Column, Filter, Table

ASKS = ["GET", "HEAD", "POST"]


def decides_on_data(standing: Standing) -> bool:
    """Purge a course or answer a person's request: what cannot be taken back is for coordination."""
    return standing.has_for_whole_city(Role.COORDINATION)


@require_http_methods(ASKS)
@membership_required(permissions.manages_training)
def course_privacy(request: CityRequest, city: str, course_id: UUID) -> HttpResponse:
    """Show what a course holds of people and until when; coordination may purge it now."""
    course = course_for(request, course_id)
    decides = decides_on_data(request.membership)
    if request.method == "POST" and decides:
        actions.purge(course, by=request.membership.user, at=timezone.now())
        messages.success(request, _("Listo: el curso ya no guarda nombres. Sus cuentas siguen en las cifras."))
        return redirect("training:privacy", city, course_id)
    context = {"course": course, "held": reads.held(course), "decides": decides}
    status = 403 if request.method == "POST" else 200
    return render(request, "training/privacy/course.html", context, status=status)


def _table(city: str, names: dict[UUID, str], today: Any) -> Table[DataRequest]:  # noqa: ANN401 - a day
    return Table(
        key="solicitudes-de-datos",
        caption=gettext_lazy("Solicitudes sobre datos"),
        noun=(gettext_lazy("solicitud"), gettext_lazy("solicitudes")),
        columns=(
            Column("person", gettext_lazy("Persona"), main=True, value=lambda one: names[one.person_id]),
            Column("kind", gettext_lazy("Pide"), value=lambda one: one.get_kind_display()),
            Column("state", gettext_lazy("Estado"), value=lambda one: one.get_state_display(), order=("state",)),
            Column(
                "requested_at",
                gettext_lazy("Pedida"),
                value=lambda one: short_date(one.requested_at.date()),
                order=("requested_at",),
            ),
            Column("due_on", gettext_lazy("Vence"), value=lambda one: short_date(one.due_on), order=("due_on",)),
        ),
        row_url=lambda one: reverse("training:data_request", args=[city, one.pk]),
        row_state=lambda one: "bad" if one.state == RequestState.OPEN and one.due_on < today else "",
        row_note=lambda one: _("Se pasó el plazo.") if one.state == "open" and one.due_on < today else "",
        filters=(
            Filter(
                "estado",
                gettext_lazy("Estado"),
                raised(RequestState.choices),
                lambda rows, chosen: rows.filter(state__in=chosen),
                multiple=True,
                quick=("open",),
            ),
        ),
        sort="due_on",
        empty_title=gettext_lazy("Nadie ha pedido nada sobre sus datos"),
        empty_text=gettext_lazy("Cuando una persona pida borrar sus datos, aquí verá hasta cuándo hay que responder."),
    )


@require_safe
@membership_required(decides_on_data)
def requests_list(request: CityRequest, city: str) -> HttpResponseBase:
    """List what people asked about their data, with the day by which each must be answered."""
    at = timezone.now()
    rows = reads.requests()
    profiles = people.profiles(rows.values_list("person_id", flat=True))
    names = {key: profile.full_name or _("Persona borrada") for key, profile in profiles.items()}
    audit.seen(what="training.requests", subject="training.datarequest", by=request.membership.user, at=at)
    shown = tables.listing(_table(city, names, at.date()), request, rows)
    return tables.respond(request, "training/privacy/requests.html", shown, {}, filename=_("solicitudes de datos"))


class DecisionForm(forms.Form):
    """Why a request cannot be granted; the person reads it."""

    reason = forms.CharField(
        label=gettext_lazy("Si no procede, por qué"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("La persona lo leerá en su correo. Cite la norma que obliga a guardar los datos."),
    )


@require_http_methods(ASKS)
@membership_required(decides_on_data)
def request_detail(request: CityRequest, city: str, request_id: UUID) -> HttpResponse:
    """Show a request with what is held of the person; carry it out or refuse it."""
    found = get_object_or_404(DataRequest.objects.select_related("person", "city"), pk=request_id)
    form = DecisionForm(request.POST or None)
    by, at = request.membership.user, timezone.now()
    if request.method == "POST" and form.is_valid():
        try:
            if "rechazar" in request.POST:
                actions.refuse(found, reason=form.cleaned_data["reason"], by=by, at=at)
                messages.success(request, _("Respondida: no procede. La persona lo sabrá por correo."))
            else:
                actions.carry_out(found, by=by, at=at)
                messages.success(request, _("Datos borrados. Las cuentas siguen en las cifras."))
            return redirect("training:data_requests", city)
        except TrainingError as error:
            form.add_error("reason", str(error))
    audit.seen(what="people.profile", subject=found.person, by=by, at=at)
    context = {
        "asked": found,
        "form": form,
        "data": _masked(reads.personal_data(found.person_id)),
        "is_open": found.state == RequestState.OPEN,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "training/privacy/request.html", context, status=status)


def _masked(data: dict[str, Any]) -> dict[str, Any]:
    """Show the end of a document alone, as everywhere on the desk."""
    person = data["persona"]
    return {**data, "persona": {**person, "documentos": [masked(number) for number in person["documentos"]]}}
