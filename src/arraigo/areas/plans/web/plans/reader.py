"""A version as it reads: page by page, with what speaks of persons in mobility marked and explained."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from arraigo.areas.plans import permissions
from arraigo.areas.plans.actions.reading import tagger
from arraigo.areas.plans.enums import Progress
from arraigo.areas.plans.queries import plans as reads
from arraigo.areas.plans.web.plans.common import version_for
from arraigo.core.accounts.api import CityRequest, membership_required


@require_safe
@membership_required(permissions.reads_plans)
def version(request: CityRequest, city: str, plan_id: UUID, version_id: UUID) -> HttpResponse:
    """Show one page of a version, or what was searched in it; while it is being read, how far that is."""
    found = version_for(plan_id, version_id)
    context: dict[str, object] = {
        "plan": found.plan,
        "version": found,
        "manages": permissions.manages_plans(request.membership),
    }
    if found.reading != Progress.READY:
        return render(request, "plans/plans/version_waiting.html", {**context, "job": found.reading_job})
    words = request.GET.get("q", "").strip()[:100]
    relevant = request.GET.get("ver") == "movilidad"
    if words:
        hits = reads.find(found, words)
        leaves = [(one, reads.leaf_of(found, one.index) if found.pages <= 1 else one.page) for one in hits]
        context |= {"words": words, "hits": leaves, "many": len(hits) == reads.FOUND_AT_MOST}
        return render(request, "plans/plans/version_found.html", context)
    context |= {
        "leaf": reads.leaf(found, _number(request.GET.get("pagina", "")), relevant=relevant),
        "relevant": relevant,
        "words": "",
    }
    return render(request, "plans/plans/version.html", context)


@require_safe
@membership_required(permissions.reads_plans)
def contents(request: CityRequest, city: str, plan_id: UUID, version_id: UUID) -> HttpResponse:
    """Show the table of contents, and which concepts were found how often."""
    found = version_for(plan_id, version_id)
    names = {concept.id: concept.name for concept in tagger().thesaurus.concepts}
    counted = [(names.get(key, key), number) for key, number in reads.counted(found).items()]
    context = {"plan": found.plan, "version": found, "branches": reads.contents(found), "concepts": counted}
    return render(request, "plans/plans/contents.html", context)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
