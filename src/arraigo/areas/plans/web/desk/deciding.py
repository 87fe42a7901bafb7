"""What people decide at the desk: their own level, a difference, and that the review is done."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from arraigo.areas.plans import permissions
from arraigo.areas.plans.actions import judging as actions
from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.actions.reviews import close_review
from arraigo.areas.plans.models import Finding, Review
from arraigo.areas.plans.queries import desk as reads
from arraigo.areas.plans.queries.desk_page import next_to_judge
from arraigo.areas.plans.web.desk.common import finding_for, finding_url, head, review_for
from arraigo.areas.plans.web.desk.forms import LevelForm
from arraigo.areas.plans.web.desk.views import page
from arraigo.core.accounts.api import CityRequest, membership_required


@require_POST
@membership_required(permissions.judges)
def judge(request: CityRequest, city: str, review_id: UUID, finding_id: UUID) -> HttpResponse:
    """Give a criterion one's own level, and go on to the next that waits."""
    review = review_for(review_id)
    found = finding_for(review, finding_id)
    form = LevelForm(request.POST, auto_id="juicio_%s")
    if not form.is_valid():
        return page(request, review, found.pk, judging=form)
    try:
        actions.judge(finding=found, by=request.membership.user, at=timezone.now(), **form.cleaned_data)
    except PlansError as error:
        form.add_error("reason", str(error))
        return page(request, review, found.pk, judging=form)
    said = {"number": found.order + 1, "level": form.cleaned_data["level"]}
    messages.success(request, _("Criterio %(number)s: su nivel es %(level)s.") % said)
    return redirect(_after(request, review, found))


@require_POST
@membership_required(permissions.judges)
def adjudicate(request: CityRequest, city: str, review_id: UUID, finding_id: UUID) -> HttpResponse:
    """Settle a criterion on which the reviewers differ."""
    review = review_for(review_id)
    found = finding_for(review, finding_id)
    form = LevelForm(request.POST, auto_id="acuerdo_%s")
    if not form.is_valid():
        return page(request, review, found.pk, resolving=form)
    try:
        actions.adjudicate(finding=found, by=request.membership.user, at=timezone.now(), **form.cleaned_data)
    except PlansError as error:
        form.add_error("reason", str(error))
        return page(request, review, found.pk, resolving=form)
    said = {"number": found.order + 1, "level": form.cleaned_data["level"]}
    messages.success(request, _("Criterio %(number)s resuelto con nivel %(level)s.") % said)
    return redirect(finding_url(request, review.pk, found.pk))


@require_http_methods(["GET", "HEAD", "POST"])
@membership_required(permissions.manages_plans)
def close(request: CityRequest, city: str, review_id: UUID) -> HttpResponse:
    """Say what is missing, or ask, and then close a review."""
    review = review_for(review_id)
    refused = ""
    if request.method == "POST":
        try:
            close_review(review=review, by=request.membership.user, at=timezone.now())
        except PlansError as error:
            refused = str(error)
        else:
            messages.success(request, _("Revisión cerrada. Sus niveles ya no cambian."))
            return redirect("plans:review_results", city, review.pk)
    findings = list(review.findings.only("order", "asks", "code", "level", "review").order_by("order"))
    given = reads.judgements_of(review)
    context = {
        **head(request, review, "plans:review_results", timezone.now()),
        "refused": refused,
        "counts": reads.counts(findings, given),
        "missing": [one for one in findings if one.level is None],
    }
    return render(request, "plans/desk/close.html", context, status=409 if refused else 200)


def _after(request: CityRequest, review: Review, found: Finding) -> str:
    """Return where one goes on: to the next criterion that waits, unless one asked to stay."""
    following = None if "quedarse" in request.POST else next_to_judge(review, found, request.membership.user)
    return finding_url(request, review.pk, following or found.pk)
