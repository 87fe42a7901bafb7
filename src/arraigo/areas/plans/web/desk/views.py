"""The desk: the document on one side, criteria and evidence on the other."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from arraigo.areas.plans import permissions
from arraigo.areas.plans.enums import Level, Progress
from arraigo.areas.plans.models import Finding, Review
from arraigo.areas.plans.queries import desk as reads
from arraigo.areas.plans.queries import desk_page
from arraigo.areas.plans.queries.desk_page import Desk
from arraigo.areas.plans.queries.desk_sight import SEATS, STATUS_WORDS, Status
from arraigo.areas.plans.web.desk.common import head, query_of, review_for, wanted_in
from arraigo.areas.plans.web.desk.forms import LevelForm
from arraigo.core.accounts.api import CityRequest, membership_required

LAST_PAGE = 100_000
LEVELS = tuple((int(one), one.label) for one in Level)


@require_safe
@membership_required(permissions.reads_plans)
def desk(request: CityRequest, city: str, review_id: UUID) -> HttpResponse:
    """Show the desk with the criterion that waits; while the plan is being read, how far that is."""
    return page(request, review_for(review_id))


@require_safe
@membership_required(permissions.reads_plans)
def finding(request: CityRequest, city: str, review_id: UUID, finding_id: UUID) -> HttpResponse:
    """Show the desk with one criterion in review, and the page of its first evidence."""
    return page(request, review_for(review_id), finding_id)


def page(
    request: CityRequest,
    review: Review,
    finding_id: UUID | None = None,
    *,
    judging: LevelForm | None = None,
    resolving: LevelForm | None = None,
) -> HttpResponse:
    """Draw the desk; a form that was refused is shown with what was typed."""
    at = timezone.now()
    state = reads.state_of(review)
    if state != Progress.READY:
        context = {**head(request, review, "plans:desk", at), "state": state}
        context["manages"] = permissions.manages_plans(request.membership)
        return render(request, "plans/desk/waiting.html", context)
    try:
        shown = desk_page.desk(
            review,
            user=request.membership.user,
            wanted=wanted_in(request.GET),
            finding_id=finding_id,
            sheet=_sheet(request),
        )
    except Finding.DoesNotExist:
        raise Http404(_("Este criterio no es de esta revisión.")) from None
    context = {**head(request, review, "plans:desk", at), **_filters(request, shown), **_links(request, shown)}
    context |= {"desk": shown, "levels": LEVELS, **_forms(request, shown, judging, resolving)}
    refused = judging is not None or resolving is not None
    # HTMX throws away what comes with an error; without it, a refused form says so by its status.
    status = 422 if refused and "HX-Request" not in request.headers else 200
    return render(request, "plans/desk/desk.html", context, status=status)


def _sheet(request: CityRequest) -> int | None:
    told = request.GET.get("pagina", "")
    return min(int(told), LAST_PAGE) if told.isascii() and told.isdigit() and len(told) < len(str(LAST_PAGE)) else None


def _filters(request: CityRequest, shown: Desk) -> dict[str, Any]:
    wanted = wanted_in(request.GET)
    return {
        "wanted": wanted,
        "statuses": [(str(one), words) for one, words in STATUS_WORDS.items() if shown.seat or one != Status.WAITING],
        "is_filtered": bool(wanted.theme or wanted.status or wanted.level is not None),
    }


def _links(request: CityRequest, shown: Desk) -> dict[str, Any]:
    """Addresses made once for the page: a list of 155 would ask for as many."""
    review = shown.review
    desk_url = reverse("plans:desk", args=[request.city.slug, review.pk])
    opened = f"{desk_url}criterios/{shown.open.line.pk}/" if shown.open else desk_url
    number = shown.sheet.number
    return {
        "desk_url": desk_url,
        "criteria_url": f"{desk_url}criterios/",
        "kept": query_of(request.GET),
        "opened_url": opened,
        "page_url": f"{opened}{query_of(request.GET)}{'&' if query_of(request.GET) else '?'}pagina=",
        "previous_page": number - 1 if number > 1 else None,
        "next_page": number + 1 if number < shown.sheet.count else None,
    }


def _forms(request: CityRequest, shown: Desk, judging: LevelForm | None, resolving: LevelForm | None) -> dict[str, Any]:
    opened = shown.open
    if opened is None:
        return {"manages": permissions.manages_plans(request.membership)}
    is_open = shown.review.closed_at is None
    manages = permissions.manages_plans(request.membership)
    both = len(opened.judgements) == SEATS
    differs = both and opened.line.status is Status.DIFFERS
    mine = opened.mine
    first = {"level": mine.level, "reason": mine.reason} if mine else {"level": opened.finding.suggested}
    settled = {"level": opened.finding.level, "reason": opened.finding.reason}
    return {
        "manages": manages,
        "is_open": is_open,
        "judging": judging or LevelForm(initial=first, auto_id="juicio_%s"),
        "resolving": resolving or LevelForm(initial=settled, auto_id="acuerdo_%s"),
        "can_judge": manages and is_open and shown.seat is not None and not opened.finding.is_adjudicated,
        "can_resolve": manages and is_open and (differs or opened.finding.is_adjudicated),
        "differs": differs,
        "has_others": both or (shown.seat is None and bool(opened.judgements)),
    }
