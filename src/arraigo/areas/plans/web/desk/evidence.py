"""Evidence that people add, set aside, or bring from a neighbourhood."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from arraigo.areas.plans import permissions
from arraigo.areas.plans.actions import desk_evidence as actions
from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.models import Evidence, Passage
from arraigo.areas.plans.queries.desk_page import number_of_sheet, search_passages
from arraigo.areas.plans.web.desk.common import finding_for, finding_url, head, review_for
from arraigo.areas.plans.web.desk.forms import EvidenceForm, PlaceEvidenceForm
from arraigo.core.accounts.api import CityRequest, membership_required

MOST = 40
FORM = ("GET", "HEAD", "POST")


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def add(request: CityRequest, city: str, review_id: UUID, finding_id: UUID) -> HttpResponse:
    """Search the document for a passage and add it as evidence."""
    review = review_for(review_id)
    found = finding_for(review, finding_id)
    words = request.GET.get("buscar", "").replace("\x00", "").strip()[:120]
    form = EvidenceForm(request.POST or None)
    refused = ""
    if request.method == "POST" and form.is_valid():
        passage = Passage.objects.filter(version=review.version, pk=form.cleaned_data["passage"]).first()
        try:
            if passage is None:
                raise PlansError(_("Este pasaje es de otra versión. Elija uno del texto que se revisa."))
            actions.add_evidence(
                finding=found,
                passage=passage,
                why=form.cleaned_data["why"],
                by=request.membership.user,
                at=timezone.now(),
            )
        except PlansError as error:
            refused = str(error)
        else:
            messages.success(request, _("Evidencia agregada al criterio %(n)s.") % {"n": found.order + 1})
            return redirect(finding_url(request, review.pk, found.pk))
    elif form.is_bound:
        refused = _("Elija un pasaje.")
    context = {
        **head(request, review, "plans:desk", timezone.now()),
        "finding": found,
        "words": words,
        "refused": refused,
        "back": finding_url(request, review.pk, found.pk),
        **_hits(found.pk, review.version, words),
    }
    return render(request, "plans/desk/evidence.html", context, status=409 if refused else 200)


@require_POST
@membership_required(permissions.manages_plans)
def set_aside(request: CityRequest, city: str, review_id: UUID, finding_id: UUID, evidence_id: UUID) -> HttpResponse:
    """Set evidence aside, or with `vuelve` take it back."""
    review = review_for(review_id)
    found = finding_for(review, finding_id)
    evidence = found.evidence.select_related("finding").filter(pk=evidence_id).first()
    if evidence is None:
        raise Http404(_("Esta evidencia no es de este criterio."))
    aside = "vuelve" not in request.POST
    try:
        actions.set_aside(evidence=evidence, aside=aside, by=request.membership.user, at=timezone.now())
    except PlansError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Evidencia apartada.") if aside else _("La evidencia cuenta otra vez."))
    return redirect(finding_url(request, review.pk, found.pk))


@require_http_methods(FORM)
@membership_required(permissions.manages_plans)
def place(request: CityRequest, city: str, review_id: UUID, finding_id: UUID) -> HttpResponse:
    """Attach what an indicator says of a neighbourhood."""
    review = review_for(review_id)
    found = finding_for(review, finding_id)
    form = PlaceEvidenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.attach_place_evidence(
                finding=found, by=request.membership.user, at=timezone.now(), **form.cleaned_data
            )
        except PlansError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Dato del barrio agregado al criterio %(n)s.") % {"n": found.order + 1})
            return redirect(finding_url(request, review.pk, found.pk))
    context = {
        **head(request, review, "plans:desk", timezone.now()),
        "finding": found,
        "form": form,
        "back": finding_url(request, review.pk, found.pk),
    }
    return render(request, "plans/desk/place.html", context, status=422 if form.is_bound else 200)


@require_POST
@membership_required(permissions.manages_plans)
def remove_place(request: CityRequest, city: str, review_id: UUID, finding_id: UUID, place_id: UUID) -> HttpResponse:
    """Take away what was attached of a neighbourhood."""
    review = review_for(review_id)
    found = finding_for(review, finding_id)
    evidence = found.place_evidence.select_related("finding").filter(pk=place_id).first()
    if evidence is None:
        raise Http404(_("Este dato no es de este criterio."))
    try:
        actions.remove_place_evidence(evidence=evidence, by=request.membership.user, at=timezone.now())
    except PlansError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Dato del barrio quitado."))
    return redirect(finding_url(request, review.pk, found.pk))


def _hits(finding_id: UUID, version: Any, words: str) -> dict[str, Any]:  # noqa: ANN401 - a version
    """Return the passages that have the words, each with its page and whether it is evidence already."""
    if not words:
        return {"hits": [], "has_more": False}
    rows = list(search_passages(version, words)[: MOST + 1])
    there = set(Evidence.objects.filter(finding=finding_id, set_aside=False).values_list("passage_id", flat=True))
    hits = [(one, number_of_sheet(version, one), one.pk in there) for one in rows[:MOST]]
    return {"hits": hits, "has_more": len(rows) > MOST, "most": MOST}
