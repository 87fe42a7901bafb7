"""The pages of the city's mail: what was sent, what waits, what failed; the words only on request."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from arraigo.core.accounts.api import CityRequest, Role, Standing, membership_required
from arraigo.core.audit import api as audit
from arraigo.core.outbox import api as outbox
from arraigo.core.ui import tables
from arraigo.core.ui.formats import capital
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
    kinds = tuple((one.template, one.title) for one in outbox.samples().values())
    about = Filter(
        "aviso", gettext_lazy("Aviso"), kinds, lambda rows, chosen: rows.filter(template__in=chosen), multiple=True
    )
    linked = replace(linked, filters=(*MAIL.filters, about))
    return tables.respond(request, "outbox/list.html", tables.listing(linked, request, outbox.messages()))


@dataclass(frozen=True)
class Kind:
    """A template as the desk lists it: what it is, when it is sent, how often it was."""

    sample: outbox.Sample
    sent: int

    @property
    def pk(self) -> str:
        """Return the name of the template, which addresses use."""
        return self.sample.template


KINDS: Table[Kind] = Table(
    key="plantillas",
    caption=gettext_lazy("Avisos"),
    noun=(gettext_lazy("aviso"), gettext_lazy("avisos")),
    columns=(
        Column("title", gettext_lazy("Aviso"), main=True, value=lambda one: one.sample.title, sortable=True),
        Column("when", gettext_lazy("Cuándo se envía"), value=lambda one: one.sample.when),
        Column("sent", gettext_lazy("Escritos"), value=lambda one: one.sent, numeric=True, sortable=True),
    ),
    search=lambda rows, words: [
        one for one in rows if words.casefold() in f"{one.sample.title} {one.sample.when}".casefold()
    ],
    search_label=gettext_lazy("Parte del nombre"),
    sort="title",
    empty_title=gettext_lazy("No hay avisos"),
    empty_text=gettext_lazy("El programa no tiene correos que enviar."),
)


@require_safe
@membership_required(reads_mail)
def templates_list(request: CityRequest, city: str) -> HttpResponseBase:
    """List every mail that the program may send, with when and how often."""
    counted = dict(outbox.messages().order_by().values_list("template").annotate(number=Count("pk")))
    rows = [Kind(one, counted.get(one.template, 0)) for one in outbox.samples().values()]
    linked = replace(KINDS, row_url=lambda one: reverse("ciudad:mail_template", args=[city, one.pk]))
    shown = tables.listing(linked, request, rows)
    return tables.respond(request, "outbox/templates.html", shown, {}, filename=_("avisos"))


@require_safe
@membership_required(reads_mail)
def template(request: CityRequest, city: str, name: str) -> HttpResponse:
    """Show a mail as people get it, in Spanish and in English, with invented values."""
    sample = outbox.samples().get(name)
    if sample is None:
        raise Http404(_("Este aviso no existe."))
    shown = []
    for code in ("es", "en"):
        subject, body = outbox.preview(sample, code)
        local = get_language_info(code)["name_local"]
        shown.append({"code": code, "language": capital(local), "subject": subject, "body": body})
    return render(request, "outbox/template.html", {"sample": sample, "shown": shown})


@require_safe
@membership_required(reads_mail)
def message(request: CityRequest, city: str, message_id: UUID) -> HttpResponse:
    """Show one message; its words, with who asked for them in the log, when they are asked for."""
    found = get_object_or_404(outbox.messages(), pk=message_id)
    whole = "texto" in request.GET
    if whole:
        audit.seen(what="mail", subject=found, by=request.membership.user, at=timezone.now())
    context = {"message": found, "whole": whole, "attached": list(found.attachments.all())}
    return render(request, "outbox/message.html", context)


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
