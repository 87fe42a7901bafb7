"""The desk's pages of what changed between two versions, and of saying what was adopted."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from arraigo.areas.plans import permissions
from arraigo.areas.plans.actions import comparing as actions
from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.enums import PairKind
from arraigo.areas.plans.models import Adoption, Plan, VersionComparison
from arraigo.areas.plans.queries import adoption as reads
from arraigo.areas.plans.queries.recommending_steps import NEVER_ASKED
from arraigo.areas.plans.tasks.comparing import start_comparing
from arraigo.areas.plans.web.adoption.forms import CompareForm, ConfirmForm
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.ui import htmx

FORM = ("GET", "HEAD", "POST")


@require_safe
@membership_required(permissions.reads_plans)
def adoption(request: CityRequest, city: str, plan_id: UUID) -> HttpResponse:
    """Show what became of each recommendation of a plan, and what waits for a person to say it."""
    found = _plan(plan_id)
    rows = reads.became(found.recommendations.exclude(state__in=NEVER_ASKED), confirmed=False)
    unsaid = [row for row in rows if row.adoption is not None and not row.adoption.outcome]
    context = {
        "plan": found,
        "rows": unsaid if request.GET.get("ver") == "por-confirmar" else rows,
        "unsaid": len(unsaid),
        "only_unsaid": request.GET.get("ver") == "por-confirmar",
        "tally": reads.tally(rows),
        "comparisons": list(reads.comparisons(found)),
        "versions": reads.readable_versions(found).count(),
        "manages": permissions.manages_plans(request.membership),
    }
    return render(request, "plans/adoption/adoption.html", context)


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def compare(request: CityRequest, city: str, plan_id: UUID) -> HttpResponse:
    """Choose two versions, and start comparing them."""
    found = _plan(plan_id)
    form = CompareForm(request.POST or None, plan=found)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = start_comparing(old=told["old"], new=told["new"], by=request.membership.user, at=timezone.now())
        except PlansError as error:
            form.add_error(None, str(error))
        else:
            return redirect("plans:comparison", city, made.pk)
    context = {"plan": found, "form": form, "enough": reads.readable_versions(found).count() > 1}
    return render(request, "plans/adoption/compare.html", context, status=422 if form.is_bound else 200)


@require_safe
@membership_required(permissions.reads_plans)
def comparison(request: CityRequest, city: str, comparison_id: UUID) -> HttpResponse:
    """Show what changed between two versions, word by word; while it is being compared, how far that is."""
    found = _comparison(comparison_id)
    kind, relevant = request.GET.get("tipo", ""), request.GET.get("ver") == "movilidad"
    start = _number(request.GET.get("desde", ""))
    shown, total = reads.changes(found, kind=kind, relevant=relevant, start=start)
    context = {
        "comparison": found,
        "state": reads.state_of(found),
        "is_anew": reads.is_compared_anew(found),
        "plan": found.new.plan,
        "kinds": [(one.value, one.label, found.counts.get(one.value, 0)) for one in PairKind],
        "kind": kind if kind in PairKind.values else "",
        "relevant": relevant,
        "changes": shown,
        "total": total,
        "first": start + 1,
        "last": start + len(shown),
        "before": max(start - reads.PAIRS_A_PAGE, 0) if start else None,
        "after": start + reads.PAIRS_A_PAGE if start + reads.PAIRS_A_PAGE < total else None,
        "problems": found.problems,
        "manages": permissions.manages_plans(request.membership),
    }
    return render(request, "plans/adoption/comparison.html", context)


@require_safe
@membership_required(permissions.reads_plans)
def progress(request: CityRequest, city: str, comparison_id: UUID) -> HttpResponse:
    """Show how far the comparison is, as the piece that takes the last one's place; once it is over, the page."""
    found = _comparison(comparison_id)
    if found.job is None or found.job.is_over or not htmx.asked(request):
        here = reverse("plans:comparison", args=[city, found.pk])
        return htmx.go(here) if htmx.asked(request) else redirect(here)
    return render(request, "plans/adoption/comparing.html", {"comparison": found})


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def confirm(request: CityRequest, city: str, adoption_id: UUID) -> HttpResponse:
    """Read a recommendation beside the new text, and say what became of it."""
    found = Adoption.objects.select_related("recommendation__plan", "version").filter(pk=adoption_id).first()
    if found is None:
        raise Http404(_("Esta recomendación no se buscó en ninguna versión."))
    form = ConfirmForm(request.POST or None, adoption=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.confirm_adoption(
                adoption=found,
                outcome=form.cleaned_data["outcome"],
                note=form.cleaned_data["note"],
                by=request.membership.user,
                at=timezone.now(),
            )
        except PlansError as error:
            form.add_error("note", str(error))
        else:
            messages.success(request, _("Guardado lo que pasó con la recomendación."))
            return redirect("plans:adoption_of", city, found.recommendation.plan_id)
    row = reads.became_one(found)
    context = {"adoption": found, "row": row, "plan": found.recommendation.plan, "form": form}
    return render(request, "plans/adoption/confirm.html", context, status=422 if form.is_bound else 200)


def _plan(plan_id: UUID) -> Plan:
    found = Plan.objects.filter(pk=plan_id).first()
    if found is None:
        raise Http404(_("Este plan no existe."))
    return found


def _comparison(comparison_id: UUID) -> VersionComparison:
    found = VersionComparison.objects.select_related("old", "new__plan", "job").filter(pk=comparison_id).first()
    if found is None:
        raise Http404(_("Esta comparación no existe."))
    return found


def _number(text: str) -> int:
    return min(int(text), 1_000_000) if text.isascii() and text.isdigit() and len(text) < 8 else 0
