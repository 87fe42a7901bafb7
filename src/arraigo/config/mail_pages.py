"""The pages of the city's mail: what was sent, what waits, what failed; the words only on request."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from arraigo.core.accounts.api import CityRequest, Role, Standing, membership_required
from arraigo.core.audit import api as audit
from arraigo.core.outbox import api as outbox
from arraigo.core.ui import tables
from arraigo.core.ui.tables import Column, Filter, Table


def reads_mail(standing: Standing) -> bool:
    """See what the city has written to people."""
    return standing.has_for_whole_city(Role.COORDINATION, Role.ADMINISTRATOR)


def masked_address(address: str) -> str:
    """Return an address that its owner recognises and nobody else reads: `a•••@example.org`."""
    name, _at, host = address.partition("@")
    return f"{name[:1]}•••@{host}"


MAIL: Table[outbox.Message] = Table(
    key="correo",
    caption=gettext_lazy("Correos"),
    noun=(gettext_lazy("correo"), gettext_lazy("correos")),
    columns=(
        Column("subject", gettext_lazy("Asunto"), main=True),
        Column("recipient", gettext_lazy("Para"), value=lambda one: masked_address(one.recipient)),
        Column(
            "state", gettext_lazy("Estado"), value=lambda one: one.get_state_display(), template="outbox/state.html"
        ),
        Column("attempts", gettext_lazy("Intentos"), numeric=True, order=("attempts",)),
        Column("created_at", gettext_lazy("Cuándo"), template="outbox/moment.html", order=("created_at",), nowrap=True),
    ),
    row_note=lambda one: one.error,
    filters=(
        Filter(
            "estado",
            gettext_lazy("Estado"),
            outbox.MessageState.choices,
            lambda rows, chosen: rows.filter(state__in=chosen),
            multiple=True,
            quick=("failed",),
        ),
    ),
    sort="-created_at",
    exports=False,
    empty_title=gettext_lazy("Todavía no se ha enviado ningún correo"),
    empty_text=gettext_lazy("Las invitaciones y los avisos que envía el programa aparecen aquí, con su estado."),
)


@require_safe
@membership_required(reads_mail)
def messages_list(request: CityRequest, city: str) -> HttpResponseBase:
    """List the city's mail, without its words."""
    linked = replace(MAIL, row_url=lambda one: reverse("ciudad:message", args=[city, one.pk]))
    return tables.respond(request, "outbox/list.html", tables.listing(linked, request, outbox.messages()))


@require_safe
@membership_required(reads_mail)
def message(request: CityRequest, city: str, message_id: UUID) -> HttpResponse:
    """Show one message; its words, with who asked for them in the log, when they are asked for."""
    found = get_object_or_404(outbox.messages(), pk=message_id)
    whole = "texto" in request.GET
    if whole:
        audit.seen(what="mail", subject=found, by=request.membership.user, at=timezone.now())
    return render(request, "outbox/message.html", {"message": found, "whole": whole})


@require_POST
@membership_required(reads_mail)
def retry(request: CityRequest, city: str, message_id: UUID) -> HttpResponse:
    """Try again to send a message that failed."""
    outbox.retry(get_object_or_404(outbox.messages(), pk=message_id), by=request.membership.user, at=timezone.now())
    messages.success(request, _("Se intentará otra vez en un momento."))
    return redirect("ciudad:message", city, message_id)


@require_POST
@membership_required(reads_mail)
def test(request: CityRequest, city: str) -> HttpResponse:
    """Send a message to whoever asks, to see that mail leaves."""
    user, at = request.membership.user, timezone.now()
    outbox.post(
        event=f"test:{user.pk}:{at:%Y%m%dT%H%M%S}",
        template="test",
        to=user.email,
        language=user.language,
        context={"city": request.city.name},
        at=at,
    )
    messages.success(request, _("Correo de prueba en camino a %(email)s.") % {"email": user.email})
    return redirect("ciudad:mail", city)
