"""The desk's pages of consultations: made, published, and their comments read before anybody else does."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from arraigo.areas.plans import permissions
from arraigo.areas.plans.actions import consulting as actions
from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.models import Comment, Consultation
from arraigo.areas.plans.queries import consulting as reads
from arraigo.areas.plans.web.consulting import tables as own_tables
from arraigo.areas.plans.web.consulting.forms import ConsultationForm, RefusalForm
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.audit import api as audit
from arraigo.core.ui import tables
from arraigo.core.ui.ids import ids_from

FORM = ("GET", "HEAD", "POST")


@require_safe
@membership_required(permissions.reads_plans)
def listed(request: CityRequest, city: str) -> HttpResponseBase:
    """List the consultations of the city."""
    table = own_tables.consultations(request.city, reads.consulted_plans())
    shown = tables.listing(table, request, reads.consultations())
    context = {"manages": permissions.manages_plans(request.membership)}
    return tables.respond(request, "plans/consulting/consultations.html", shown, context, filename=_("consultas"))


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def new(request: CityRequest, city: str) -> HttpResponse:
    """Prepare a consultation of a version."""
    form = ConsultationForm(
        request.POST or None, zone=request.city.timezone, initial={"version": request.GET.get("version")}
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.save_consultation(
                version=form.cleaned_data["version"],
                by=request.membership.user,
                at=timezone.now(),
                **form.fields_told,
            )
        except PlansError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Consulta preparada. Revísela y publíquela cuando quiera."))
            return redirect("plans:consultation", city, made.pk)
    return _form(request, form, None)


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def edit(request: CityRequest, city: str, consultation_id: UUID) -> HttpResponse:
    """Change a consultation's words or dates."""
    found = _consultation(consultation_id)
    form = ConsultationForm(request.POST or None, zone=request.city.timezone, consultation=found)
    if request.method == "POST" and form.is_valid():
        actions.save_consultation(
            version=found.version,
            consultation=found,
            by=request.membership.user,
            at=timezone.now(),
            **form.fields_told,
        )
        messages.success(request, _("Consulta guardada."))
        return redirect("plans:consultation", city, found.pk)
    return _form(request, form, found)


@require_safe
@membership_required(permissions.reads_plans)
def consultation(request: CityRequest, city: str, consultation_id: UUID) -> HttpResponseBase:
    """Show a consultation with its comments; that somebody read them is logged."""
    found, at = _consultation(consultation_id), timezone.now()
    rows = list(reads.comments(found))
    moderates = permissions.moderates(request.membership)
    table = own_tables.comments(request.city, found.pk, moderates=moderates)
    context = {
        "consultation": found,
        "standing": reads.remaining(found, at=at),
        "counts": reads.counts(rows),
        "manages": permissions.manages_plans(request.membership),
    }
    audit.seen(what="plans.comments", subject=found, by=request.membership.user, at=at)
    shown = tables.listing(table, request, rows)
    return tables.respond(
        request, "plans/consulting/consultation.html", shown, context, filename=_("comentarios de la consulta")
    )


@require_POST
@membership_required(permissions.manages_plans)
def publish(request: CityRequest, city: str, consultation_id: UUID) -> HttpResponse:
    """Show a consultation to everybody, or take it off the public pages."""
    found, by, at = _consultation(consultation_id), request.membership.user, timezone.now()
    if request.POST.get("retirar"):
        actions.withdraw(found, by=by, at=at)
        messages.success(request, _("La consulta ya no se ve en las páginas públicas."))
    else:
        actions.publish(found, by=by, at=at)
        messages.success(request, _("Consulta publicada."))
    return redirect("plans:consultation", city, found.pk)


@require_POST
@membership_required(permissions.moderates)
def moderate(request: CityRequest, city: str, consultation_id: UUID) -> HttpResponse:
    """Publish the comments that are ticked, or ask why they are not published."""
    found = _consultation(consultation_id)
    action, ids = tables.ticked(request)
    rows = list(reads.comments(found).filter(pk__in=ids_from(ids)))
    back = tables.back(request, reverse("plans:consultation", args=[city, found.pk]))
    if not rows:
        messages.warning(request, _("Marque al menos un comentario de la lista."))
        return redirect(back)
    if action == "rechazar":
        return _refuse(request, found, rows, back)
    _publish(request, rows)
    return redirect(back)


@require_http_methods(FORM)
@membership_required(permissions.reads_plans)
def comment(request: CityRequest, city: str, consultation_id: UUID, comment_id: UUID) -> HttpResponse:
    """Show one comment with the article that it is about, and decide on it."""
    found = _consultation(consultation_id)
    row = reads.comments(found).filter(pk=comment_id).first()
    if row is None:
        raise Http404(_("Este comentario no existe."))
    moderates = permissions.moderates(request.membership)
    if request.method == "POST" and moderates:
        here = reverse("plans:comment_desk", args=[city, found.pk, row.pk])
        if request.POST.get("accion") == "rechazar":
            return _refuse(request, found, [row], here)
        _publish(request, [row])
        return redirect(here)
    audit.seen(what="plans.comment", subject=row, by=request.membership.user, at=timezone.now())
    context = {
        "consultation": found,
        "comment": row,
        "tone": own_tables.TONES.get(row.state, ""),  # type: ignore[call-overload]
        "read": reads.read(found, row.section.index) if row.section else None,
        "moderates": moderates,
        "manages": permissions.manages_plans(request.membership),
    }
    return render(request, "plans/consulting/comment.html", context, status=403 if request.method == "POST" else 200)


def _publish(request: CityRequest, rows: Sequence[Comment]) -> None:
    count = actions.moderate(rows, publishes=True, by=request.membership.user, at=timezone.now())
    words = ngettext("%(count)d comentario publicado.", "%(count)d comentarios publicados.", count)
    if count:
        messages.success(request, words % {"count": count})
    else:
        messages.warning(request, _("Lo que marcó ya estaba publicado."))


def _refuse(request: CityRequest, found: Consultation, rows: Sequence[Comment], back: str) -> HttpResponse:
    """Ask why comments are not published, and then say so to their authors."""
    form = RefusalForm(request.POST if "reason" in request.POST else None)
    if form.is_valid():
        count = actions.moderate(
            rows,
            publishes=False,
            reason=form.cleaned_data["reason"],
            by=request.membership.user,
            at=timezone.now(),
        )
        words = ngettext("%(count)d comentario no se publicará.", "%(count)d comentarios no se publicarán.", count)
        messages.success(request, words % {"count": count})
        return redirect(back)
    context = {"consultation": found, "rows": rows, "form": form, "back": back}
    return render(request, "plans/consulting/refuse.html", context, status=422 if form.is_bound else 200)


def _form(request: CityRequest, form: ConsultationForm, found: Consultation | None) -> HttpResponse:
    context = {"form": form, "consultation": found}
    return render(request, "plans/consulting/form.html", context, status=422 if form.is_bound else 200)


def _consultation(consultation_id: UUID) -> Consultation:
    found = Consultation.objects.select_related("version__plan").filter(pk=consultation_id).first()
    if found is None:
        raise Http404(_("Esta consulta no existe."))
    return found
