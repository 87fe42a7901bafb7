"""Reviews of the city: listed, started, watched while the plan is read, stopped, and who reviews."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from arraigo.areas.plans import permissions
from arraigo.areas.plans.actions import reviews as actions
from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.models import PlanVersion, Review
from arraigo.areas.plans.queries import desk as reads
from arraigo.areas.plans.queries.progress import UNFINISHED
from arraigo.areas.plans.web.desk import tables as own_tables
from arraigo.areas.plans.web.desk.common import head, review_for
from arraigo.areas.plans.web.desk.forms import ReviewersForm, ReviewForm
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.ui import htmx, tables
from arraigo.engines.plan_review.problems import PlanError

FORM = ("GET", "HEAD", "POST")


@require_safe
@membership_required(permissions.reads_plans)
def listed(request: CityRequest, city: str) -> HttpResponseBase:
    """List the reviews of the city, and what waits for this person."""
    shown = tables.listing(own_tables.reviews(city), request, reads.reviews())
    context = {"waiting": reads.waiting_for(request.membership.user)}
    return tables.respond(request, "plans/desk/reviews.html", shown, context, filename=_("revisiones"))


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def new(request: CityRequest, city: str, plan_id: UUID, version_id: UUID) -> HttpResponse:
    """Start the review of a version."""
    at = timezone.now()
    version = PlanVersion.objects.select_related("plan").filter(plan=plan_id, pk=version_id).first()
    if version is None:
        raise Http404(_("Esta versión no existe."))
    user = request.membership.user
    form = ReviewForm(request.POST or None, kind=version.plan.kind, user=user, today=request.city.day_of(at))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            review = actions.start_review(
                version=version,
                pack=told["pack"],
                instrument=told["instrument"],
                reviewers=[told["first"], told["second"]],
                due_on=told["due_on"],
                by=user,
                at=at,
            )
        except (PlansError, PlanError) as error:
            form.add_error(None, str(error))
        else:
            return redirect("plans:desk", city, review.pk)
    context = {"form": form, "version": version, "plan": version.plan}
    return render(request, "plans/desk/new.html", context, status=422 if form.is_bound else 200)


@require_safe
@membership_required(permissions.reads_plans)
def progress(request: CityRequest, city: str, review_id: UUID) -> HttpResponse:
    """Show how far the reading is, as the piece that takes the last one's place; once it is over, the page."""
    review = review_for(review_id)
    if reads.state_of(review) not in UNFINISHED:
        here = reverse("plans:desk", args=[city, review.pk])
        return htmx.go(here) if htmx.asked(request) else redirect(here)
    return render(request, "plans/desk/parts/progress.html", {"review": review})


@require_POST
@membership_required(permissions.manages_plans)
def stop(request: CityRequest, city: str, review_id: UUID) -> HttpResponse:
    """Stop the reading of a plan."""
    review = review_for(review_id)
    actions.stop_review(review=review, by=request.membership.user, at=timezone.now())
    messages.info(request, _("La lectura se detiene y no se guarda nada a medias."))
    return redirect("plans:desk", city, review.pk)


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def reviewers(request: CityRequest, city: str, review_id: UUID) -> HttpResponse:
    """Give the seats to other people."""
    review = review_for(review_id)
    form = ReviewersForm(request.POST or None, review=review)
    if request.method == "POST" and form.is_valid():
        try:
            _seat(request, review, form)
        except PlansError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Guardado quién revisa."))
            return redirect("plans:desk", city, review.pk)
    context = {**head(request, review, "plans:desk", timezone.now()), "form": form}
    return render(request, "plans/desk/people.html", context, status=422 if form.is_bound else 200)


@transaction.atomic
def _seat(request: CityRequest, review: Review, form: ReviewersForm) -> None:
    for seat, name in ((1, "first"), (2, "second")):
        actions.name_reviewer(
            review=review, seat=seat, user=form.cleaned_data[name], by=request.membership.user, at=timezone.now()
        )
