"""A version as it reads: page by page, with what speaks of persons in mobility marked and explained."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from arraigo.areas.plans import permissions
from arraigo.areas.plans.actions.reading import tagger
from arraigo.areas.plans.enums import Progress
from arraigo.areas.plans.models import PlanVersion
from arraigo.areas.plans.queries import plans as reads
from arraigo.areas.plans.queries import plans_search as searches
from arraigo.areas.plans.web.plans.common import version_for
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.jobs import api as jobs
from arraigo.core.ui import htmx

# So many branches of a table of contents are opened at once.
FEW = 8


@require_safe
@membership_required(permissions.reads_plans)
def version(request: CityRequest, city: str, plan_id: UUID, version_id: UUID) -> HttpResponse:
    """Show one page of a version, or what was searched in it; while it is being read, how far that is.

    `?pasaje=` leads to the page on which a passage stands, whether the file has pages or not.
    """
    found = version_for(plan_id, version_id)
    manages = permissions.manages_plans(request.membership)
    context: dict[str, Any] = {"plan": found.plan, "version": found, "manages": manages}
    if found.reading != Progress.READY:
        return _waiting(request, found, context)
    passage = request.GET.get("pasaje", "")
    if passage:
        return redirect(_address_of(found, _number(passage, found.passage_count), request.path))
    context |= {"job": found.reading_job if reads.is_read_anew(found) else None}
    words = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:100]
    if words:
        return render(request, "plans/plans/version_found.html", {**context, **_found(found, words)})
    relevant = request.GET.get("ver") == "movilidad"
    leaf = reads.leaf(found, _number(request.GET.get("pagina", ""), 1), relevant=relevant)
    return render(request, "plans/plans/version.html", {**context, "leaf": leaf, "relevant": relevant, "words": ""})


@require_safe
@membership_required(permissions.reads_plans)
def contents(request: CityRequest, city: str, plan_id: UUID, version_id: UUID) -> HttpResponse:
    """Show the table of contents, and which concepts were found how often."""
    found = version_for(plan_id, version_id)
    names = {concept.id: concept.name for concept in tagger().thesaurus.concepts}
    counted = [(names.get(key, key), number) for key, number in reads.counted(found).items()]
    told = reads.contents(found, _number(request.GET.get("parte", ""), 1))
    context = {
        "plan": found.plan,
        "version": found,
        "contents": told,
        "few": len(told.branches) <= FEW,
        "concepts": counted,
        "text_url": reverse("plans:version", args=[city, found.plan_id, found.pk]),
    }
    return render(request, "plans/plans/contents.html", context)


@require_safe
@membership_required(permissions.reads_plans)
def progress(request: CityRequest, city: str, plan_id: UUID, version_id: UUID) -> HttpResponse:
    """Show how far the reading is; once it ends, lead to what was read."""
    found = version_for(plan_id, version_id)
    is_asked = htmx.asked(request)
    if found.reading_job is None or found.reading_job.is_over or not is_asked:
        url = reverse("plans:version", args=[city, found.plan_id, found.pk])
        return htmx.go(url) if is_asked else redirect(url)
    return render(request, "plans/plans/reading.html", {"version": found, "job": found.reading_job})


@require_POST
@membership_required(permissions.manages_plans)
def stop(request: CityRequest, city: str, plan_id: UUID, version_id: UUID) -> HttpResponse:
    """Ask the reading to stop, whoever started it."""
    found = version_for(plan_id, version_id)
    if found.reading_job is not None:
        jobs.cancel(found.reading_job, by=request.membership.user, at=timezone.now())
    return redirect("plans:version", city, found.plan_id, found.pk)


def _waiting(request: HttpRequest, found: PlanVersion, context: dict[str, Any]) -> HttpResponse:
    """Show that a version is being read or was not; one whose job died with its worker is taken up again."""
    if found.reading_job is not None and not found.reading_job.is_over and jobs.recover(at=timezone.now()):
        found.reading_job.refresh_from_db()
    return render(request, "plans/plans/version_waiting.html", {**context, "job": found.reading_job})


def _address_of(version: PlanVersion, index: int, path: str) -> str:
    """Return where a passage stands; the beginning where there is no such passage."""
    if index >= version.passage_count:
        return path
    return f"{path}?pagina={reads.leaf_of(version, index)}#p{index}"


def _found(version: PlanVersion, words: str) -> dict[str, Any]:
    hits = searches.find(version, words)
    return {"words": words, "hits": hits, "many": len(hits) == searches.FOUND_AT_MOST}


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else otherwise
