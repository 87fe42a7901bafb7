"""The door of a session at the desk: its telephones, who is arriving, what waits for a decision."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from arraigo.areas.training import permissions
from arraigo.areas.training.actions import checkin_review, doors
from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.documents.codes import qr_svg
from arraigo.areas.training.models import Session
from arraigo.areas.training.queries import courses as course_reads
from arraigo.areas.training.queries import doors as reads
from arraigo.areas.training.queries.links import absolute
from arraigo.areas.training.web.common import here, session_for
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.audit import api as audit


class DoorForm(forms.Form):
    """What a telephone or door is called."""

    name = forms.CharField(
        label=gettext_lazy("Nombre de la puerta o del teléfono"),
        max_length=80,
        help_text=gettext_lazy("Para reconocerla aquí, por ejemplo «Entrada sur» o «Teléfono de Marta»."),
        error_messages={"required": gettext_lazy("Escriba cómo se llama la puerta o el teléfono.")},
    )


@require_safe
@membership_required(permissions.manages_training)
def doors_page(request: CityRequest, city: str, course_id: UUID, session_id: UUID) -> HttpResponse:
    """Show a session's door."""
    session = session_for(request, course_id, session_id)
    return _page(request, session, DoorForm())


@require_POST
@membership_required(permissions.manages_training)
def open_here(request: CityRequest, city: str, course_id: UUID, session_id: UUID) -> HttpResponse:
    """Let this very telephone note arrivals; its secret goes in the address's fragment, which no server logs."""
    session = session_for(request, course_id, session_id)
    user = request.membership.user
    name = _("Teléfono de %(name)s") % {"name": user.name}
    opened = doors.open_door(session=session, name=name, by=user, at=timezone.now())
    response = redirect(f"{reverse('training:door', args=[city])}#{opened.secret}")
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@membership_required(permissions.manages_training)
def open_other(request: CityRequest, city: str, course_id: UUID, session_id: UUID) -> HttpResponse:
    """Make a link for another telephone and show it, this once."""
    session = session_for(request, course_id, session_id)
    form = DoorForm(request.POST)
    if not form.is_valid():
        return _page(request, session, form)
    opened = doors.open_door(
        session=session, name=form.cleaned_data["name"], by=request.membership.user, at=timezone.now()
    )
    link = f"{absolute('door', request.city)}#{opened.secret}"
    label = _("Código QR del enlace de la puerta %(name)s") % {"name": opened.device.name}
    context = {
        "course": session.course,
        "session": session,
        "device": opened.device,
        "expires": here(request, opened.device.expires_at),
        "link": link,
        "code": qr_svg(link, label=label),
    }
    response = render(request, "training/checkin/door_link.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@membership_required(permissions.manages_training)
def close(request: CityRequest, city: str, course_id: UUID, session_id: UUID, device_id: UUID) -> HttpResponse:
    """Let a telephone note no more."""
    session = session_for(request, course_id, session_id)
    device = reads.devices(session).filter(pk=device_id).first()
    if device is None:
        raise Http404(_("Este teléfono no existe."))
    doors.close_door(device=device, by=request.membership.user, at=timezone.now())
    messages.success(
        request, _("«%(name)s» ya no registra llegadas. Lo que registró sigue aquí.") % {"name": device.name}
    )
    return redirect("training:doors", city, course_id, session_id)


@require_safe
@membership_required(permissions.manages_training)
def count(request: CityRequest, city: str, course_id: UUID, session_id: UUID) -> HttpResponse:
    """Draw how many have arrived, for the page that asks every five seconds."""
    session = session_for(request, course_id, session_id)
    context = {"course": session.course, "session": session, "count": reads.door_count(session)}
    return render(request, "training/checkin/parts/count.html", context)


@require_POST
@membership_required(permissions.manages_training)
def resolve(request: CityRequest, city: str, course_id: UUID, session_id: UUID) -> HttpResponse:
    """Count an arrival in doubt, or void it."""
    session = session_for(request, course_id, session_id)
    decided = checkin_review.accept if request.POST.get("decision") == "contar" else checkin_review.void
    try:
        ids = [UUID(request.POST.get("llegada", ""))]
        decided(session=session, ids=ids, by=request.membership.user, at=timezone.now())
    except ValueError:
        raise Http404(_("Esta llegada no existe.")) from None
    except TrainingError as error:
        messages.error(request, str(error))
    return redirect(f"{reverse('training:doors', args=[city, course_id, session_id])}#dudas")


@require_POST
@membership_required(permissions.manages_training)
def self_check_in(request: CityRequest, city: str, course_id: UUID, session_id: UUID) -> HttpResponse:
    """Let people note their own arrival, or stop it."""
    session = session_for(request, course_id, session_id)
    wanted = request.POST.get("abrir") == "si"
    doors.let_arrive(session=session, open_to_all=wanted, by=request.membership.user, at=timezone.now())
    return redirect(f"{reverse('training:doors', args=[city, course_id, session_id])}#propia")


def _page(request: CityRequest, session: Session, form: DoorForm) -> HttpResponse:
    at = timezone.now()
    doubts = reads.waiting(session, course_reads.local)
    if doubts:
        audit.seen(what="training.arrivals", subject=session, by=request.membership.user, at=at)
    noted = reads.noted_by_device(session)
    telephones: list[dict[str, Any]] = [
        {
            "device": device,
            "noted": noted.get(device.pk, 0),
            "seen": here(request, device.seen_at) if device.seen_at else None,
            "expires": here(request, device.expires_at),
            "is_open": device.revoked_at is None and device.expires_at > at,
        }
        for device in reads.devices(session)
    ]
    context = {
        "course": session.course,
        "session": session,
        "starts": course_reads.local(session.starts_at, session.timezone),
        "count": reads.door_count(session),
        "telephones": telephones,
        "doubts": doubts,
        "form": form,
    }
    return render(request, "training/checkin/doors.html", context, status=422 if form.is_bound else 200)
