"""What came out of a review: its results, how far the reviewers agree, and its downloads."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from arraigo.areas.plans import permissions
from arraigo.areas.plans.documents import desk_papers
from arraigo.areas.plans.documents.desk_words import kappa_sentence
from arraigo.areas.plans.enums import Level, Progress
from arraigo.areas.plans.models import Review
from arraigo.areas.plans.queries import desk as reads
from arraigo.areas.plans.queries.desk_results import outcome
from arraigo.areas.plans.web.desk import charts
from arraigo.areas.plans.web.desk.common import head, review_for
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.audit import api as audit
from arraigo.core.files import api as files


@dataclass(frozen=True)
class Cell:
    """A cell of the matrix: how many criteria, and how far the two levels lie apart."""

    count: int
    apart: int


@require_safe
@membership_required(permissions.reads_plans)
def agreement(request: CityRequest, city: str, review_id: UUID) -> HttpResponse:
    """Show how far the reviewers agree, on what both have judged, and where they differ."""
    review = _ready(review_id)
    found = outcome(review, user=request.membership.user)
    matrix = found.agreement.matrix
    context = {
        **head(request, review, "plans:review_agreement", timezone.now()),
        "outcome": found,
        "kappa": kappa_sentence(found.agreement),
        "levels": [(int(one), one.label) for one in Level],
        "matrix": [
            (Level(row).label, row, [Cell(count, abs(row - column)) for column, count in enumerate(counts)])
            for row, counts in enumerate(matrix)
        ],
        "differences": [one for one in found.results if one.differs],
        "manages": permissions.manages_plans(request.membership),
    }
    return render(request, "plans/desk/agreement.html", context)


@require_safe
@membership_required(permissions.reads_plans)
def results(request: CityRequest, city: str, review_id: UUID) -> HttpResponse:
    """Show the levels by theme and by part of the plan, who is named, and what was not found."""
    review = _ready(review_id)
    found = outcome(review, user=request.membership.user)
    named, unnamed = found.groups
    context = {
        **head(request, review, "plans:review_results", timezone.now()),
        "outcome": found,
        "overall": charts.overall(found.settled, found.suggested),
        "by_theme": charts.by_group(found.by_theme),
        "by_part": charts.by_group(found.by_part),
        "named": named,
        "unnamed": unnamed,
        "kinds": tuple(desk_papers.WRITERS),
        "manages": permissions.manages_plans(request.membership),
    }
    return render(request, "plans/desk/results.html", context)


@require_safe
@membership_required(permissions.reads_plans)
def download(request: CityRequest, city: str, review_id: UUID, kind: str) -> HttpResponse:
    """Hand out a review in its state, as this member may see it; who took it is logged."""
    if kind not in desk_papers.WRITERS:
        raise Http404(_("Esta descarga no existe."))
    at = timezone.now()
    review = _ready(review_id)
    found = outcome(review, user=request.membership.user)
    audit.seen(what="plans.review.export", subject=review, by=request.membership.user, at=at)
    content = desk_papers.WRITERS[kind](found, city=request.city, at=at)
    return files.attachment(content, name=_name(review, kind), media_type=desk_papers.MEDIA_TYPES[kind])


def _ready(review_id: UUID) -> Review:
    review = review_for(review_id)
    if reads.state_of(review) != Progress.READY:
        raise Http404(_("Esta revisión todavía no tiene resultados."))
    return review


def _name(review: Review, kind: str) -> str:
    said = {"plan": slugify(review.version.plan.title)[:60], "number": review.version.number}
    return _("revision-%(plan)s-version-%(number)s") % said + f".{kind}"
