"""What the pages of the desk share: finding a review and a criterion, its tabs, and where one goes back to."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arraigo.areas.plans.enums import Level
from arraigo.areas.plans.models import Finding, Review
from arraigo.areas.plans.queries import desk as reads
from arraigo.areas.plans.queries.desk_page import Wanted
from arraigo.areas.plans.queries.desk_sight import Status
from arraigo.core.accounts.api import CityRequest

FILTERS = ("tema", "estado", "nivel")
TABS = (
    ("plans:desk", gettext_lazy("Mesa")),
    ("plans:review_agreement", gettext_lazy("Acuerdo")),
    ("plans:review_results", gettext_lazy("Resultados")),
)


@dataclass(frozen=True)
class Tab:
    """A tab of a review."""

    label: str | Promise
    url: str
    current: bool


def review_for(review_id: UUID) -> Review:
    """Return a review of the city; raises Http404."""
    found = reads.review_with(review_id)
    if found is None:
        raise Http404(_("Esta revisión no existe."))
    return found


def finding_for(review: Review, finding_id: UUID) -> Finding:
    """Return a criterion of a review; raises Http404."""
    found = review.findings.filter(pk=finding_id).first()
    if found is None:
        raise Http404(_("Este criterio no es de esta revisión."))
    found.review = review
    return found


def tabs(review: Review, here: str) -> list[Tab]:
    """Return the tabs of a review."""
    return [Tab(label, reverse(name, args=[review.city.slug, review.pk]), name == here) for name, label in TABS]


def wanted_in(told: QueryDict) -> Wanted:
    """Return what the filters of an address ask for; what they cannot mean is nothing."""
    level = told.get("nivel", "")
    state = told.get("estado", "")
    return Wanted(
        theme=told.get("tema", "")[:80],
        status=state if state in set(Status) else "",
        level=int(level) if level in {str(int(one)) for one in Level} else None,
    )


def query_of(told: QueryDict, **more: object) -> str:
    """Return the filters of an address as the query of another, with what is added to them; «» without any."""
    kept = {name: told[name] for name in FILTERS if told.get(name)}
    query = urlencode({**kept, **{name: value for name, value in more.items() if value}})
    return f"?{query}" if query else ""


def finding_url(request: CityRequest, review_id: UUID, finding_id: UUID) -> str:
    """Return the address of the desk with this criterion in review, under the same filters."""
    here = reverse("plans:finding", args=[request.city.slug, review_id, finding_id])
    return f"{here}{query_of(request.GET)}#en-revision"


def head(request: CityRequest, review: Review, here: str, at: datetime) -> dict[str, Any]:
    """Return what the head of every page of a review shows."""
    day = request.city.day_of(at)
    is_open = review.closed_at is None
    return {
        "review": review,
        "version": review.version,
        "plan": review.version.plan,
        "tabs": tabs(review, here),
        "due_today": is_open and review.due_on == day,
        "is_late": is_open and review.due_on is not None and review.due_on < day,
    }
