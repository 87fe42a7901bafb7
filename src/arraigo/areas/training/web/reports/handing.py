"""What hands a report out: downloads, with names only once it is said for what; and the mail that carries it."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from arraigo.areas.training import permissions
from arraigo.areas.training.actions import reports as actions
from arraigo.areas.training.actions.reports import Wanted
from arraigo.areas.training.documents import institution as documents
from arraigo.areas.training.documents.figures import MEDIA_TYPES
from arraigo.areas.training.documents.institution import Paper
from arraigo.areas.training.queries import choices
from arraigo.areas.training.web.common import here
from arraigo.areas.training.web.filters import query
from arraigo.areas.training.web.reports.forms import ReasonForm, ReportForm, SendForm
from arraigo.areas.training.web.reports.views import head, organization_for
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.files import api as files
from arraigo.core.organisations.models import Organization

WRITERS: dict[str, Callable[[Paper], bytes]] = {"pdf": documents.page, "xlsx": documents.workbook}


@require_http_methods(["GET", "HEAD", "POST"])
@membership_required(permissions.reads_reports)
def download(request: CityRequest, city: str, organization_id: UUID, kind: str) -> HttpResponse:
    """Hand a report out without names; with them (`?nombres=1`) ask first for what, and log it."""
    if kind not in WRITERS:
        raise Http404(_("Esta descarga no existe."))
    found = organization_for(request, organization_id)
    form = ReportForm(request.GET, choices.choices())
    if not form.is_valid():
        return redirect(f"{reverse('training:report', args=[city, found.pk])}?{request.GET.urlencode()}")
    wanted = _wanted(request, found, form)
    if request.GET.get("nombres"):
        _names_or_403(request)
        asked = ReasonForm(request.POST or None)
        if not (request.method == "POST" and asked.is_valid()):
            context = {"institution": found, "reason": asked, "kind": kind, **head(request, form)}
            return render(request, "training/reports/reason.html", context, status=422 if asked.is_bound else 200)
        wanted = replace(wanted, with_names=True, reason=asked.cleaned_data["motivo"])
    paper = actions.hand_out(wanted, by=request.membership.user, at=timezone.now())
    return files.attachment(WRITERS[kind](paper), name=_name(wanted, kind), media_type=MEDIA_TYPES[kind])


@require_http_methods(["GET", "HEAD", "POST"])
@membership_required(permissions.sends_reports)
def send(request: CityRequest, city: str, organization_id: UUID) -> HttpResponse:
    """Ask where a report goes, show what would be sent and to whom, and send it once that is confirmed."""
    found = organization_for(request, organization_id)
    period_form = ReportForm(request.GET, choices.choices())
    if not period_form.is_valid():
        return redirect(f"{reverse('training:report', args=[city, found.pk])}?{request.GET.urlencode()}")
    names = permissions.reads_records(request.membership)
    initial = {"idioma": (get_language() or "es")[:2]}
    form = SendForm(request.POST or None, names=names, initial=initial)
    context = {"institution": found, "send": form, **head(request, period_form)}
    if not (request.method == "POST" and form.is_valid()):
        return render(request, "training/reports/send.html", context, status=422 if form.is_bound else 200)
    if not request.POST.get("confirmado"):
        return render(request, "training/reports/send_confirm.html", {**context, "said": form.cleaned_data})
    _send(request, _wanted(request, found, period_form), form)
    return redirect(reverse("training:report", args=[city, found.pk]) + query(period_form.wanted))


def _send(request: CityRequest, wanted: Wanted, form: SendForm) -> None:
    said = form.cleaned_data
    wanted = replace(wanted, with_names=bool(said.get("nombres")), reason=said.get("motivo") or "")
    _message, is_new = actions.send_report(
        wanted,
        to=said["correo"],
        language=said["idioma"],
        name=_name(wanted, "pdf"),
        by=request.membership.user,
        at=timezone.now(),
    )
    if is_new:
        messages.success(request, _("El informe va en camino a %s.") % said["correo"])
    else:
        messages.info(request, _("Este informe ya se envió hoy a %s. No se envió otra vez.") % said["correo"])


def _names_or_403(request: CityRequest) -> None:
    if not permissions.reads_records(request.membership):
        raise PermissionDenied(_("Su función en esta ciudad no abre los nombres."))


def _wanted(request: CityRequest, found: Organization, form: ReportForm) -> Wanted:
    return Wanted(
        organization=found,
        figures=replace(form.wanted, institution=found.pk),
        city=request.city,
        on=here(request, timezone.now()),
        series=form.series_name,
    )


def _name(wanted: Wanted, kind: str) -> str:
    """Return the file's name: the institution's, never a person's."""
    said = {"institution": slugify(wanted.organization.name)[:60], "day": f"{wanted.on:%Y-%m-%d}"}
    return _("informe-de-formacion-%(institution)s-%(day)s") % said + f".{kind}"
