"""Pages of recommendations: the list, one with its history, writing and changing one, and what is noted about it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from arraigo.areas.plans import permissions
from arraigo.areas.plans.actions import recommendations as actions
from arraigo.areas.plans.actions.answers import Answer, Answerer, answer
from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.enums import AnsweredBy
from arraigo.areas.plans.enums import RecommendationState as State
from arraigo.areas.plans.models import PlanVersion, Recommendation
from arraigo.areas.plans.queries import recommending as reads
from arraigo.areas.plans.queries import recommending_drafts as drafts
from arraigo.areas.plans.queries.recommending_letters import named
from arraigo.areas.plans.queries.recommending_steps import ANSWERABLE, DONE, NOT_SENT, last_writer
from arraigo.areas.plans.web.recommending import tables as own_tables
from arraigo.areas.plans.web.recommending.common import TONES, recommendation_for
from arraigo.areas.plans.web.recommending.forms import (
    FollowForm,
    MoveForm,
    NotedAnswerForm,
    RecommendationForm,
    RemarkForm,
    of_recommendation,
)
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.ui import tables
from arraigo.core.ui.ids import id_from

SHEET = ["GET", "HEAD", "POST"]
SOURCES = {
    "finding": drafts.from_finding,
    "passage": drafts.from_passage,
    "comment": drafts.from_comment,
    "version": drafts.from_version,
}


@require_safe
@membership_required(permissions.reads_plans)
def listed(request: CityRequest, city: str) -> HttpResponseBase:
    """List the recommendations of all plans."""
    at = timezone.now()
    table = own_tables.recommendations(request.city, at=at)
    shown = tables.listing(table, request, reads.recommendations())
    context = {"manages": permissions.manages_plans(request.membership)}
    return tables.respond(request, "plans/recommending/list.html", shown, context, filename=_("recomendaciones"))


@require_safe
@membership_required(permissions.reads_plans)
def one(request: CityRequest, city: str, recommendation_id: UUID) -> HttpResponse:
    """Show a recommendation: what the plan says, what is proposed, and all that happened to it."""
    return _page(request, recommendation_id, {})


@require_http_methods(SHEET)
@membership_required(permissions.manages_plans)
def new(request: CityRequest, city: str) -> HttpResponse:
    """Write a recommendation, started from a finding, a passage or a comment where the address names one."""
    draft = _draft(request)
    if draft is None:
        return render(request, "plans/recommending/choose_version.html", {"versions": _versions()})
    plan = draft.version.plan
    initial = {"authority": str(plan.authority_id), "responsible": str(request.membership.user.pk), **draft.initial}
    form = RecommendationForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = actions.write(
            version=draft.version,
            recommendation_id=form.cleaned_data["recommendation_id"],
            comment=draft.comment,
            by=request.membership.user,
            at=timezone.now(),
            **{**draft.hidden, **form.contents},
        )
        words = _("Recomendación %(number)s guardada. Falta que otra persona la revise.")
        messages.success(request, words % vars_of(made))
        return redirect("plans:recommendation", city, made.pk)
    context = {"form": form, "plan": plan, "version": draft.version, "from_comment": draft.comment is not None}
    return render(request, "plans/recommending/form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(SHEET)
@membership_required(permissions.manages_plans)
def edit(request: CityRequest, city: str, recommendation_id: UUID) -> HttpResponse:
    """Change a recommendation; once it was sent, only how it is followed up."""
    found = recommendation_for(recommendation_id)
    is_open = found.state in NOT_SENT
    made: type[FollowForm] = RecommendationForm if is_open else FollowForm
    form = made(request.POST or None, initial=of_recommendation(found))
    if request.method == "POST" and form.is_valid():
        fields = form.contents if isinstance(form, RecommendationForm) else form.following
        try:
            actions.change_recommendation(recommendation=found, by=request.membership.user, at=timezone.now(), **fields)
        except PlansError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Recomendación %(number)s guardada.") % vars_of(found))
            return redirect("plans:recommendation", city, found.pk)
    context = {"form": form, "recommendation": found, "plan": found.plan, "version": found.version, "is_open": is_open}
    return render(request, "plans/recommending/form.html", context, status=422 if form.is_bound else 200)


@require_POST
@membership_required(permissions.manages_plans)
def move(request: CityRequest, city: str, recommendation_id: UUID) -> HttpResponse:
    """Take a recommendation one step further, or say why that is not possible."""
    found = recommendation_for(recommendation_id)
    form = MoveForm(request.POST)
    if not form.is_valid() or form.cleaned_data["to"] not in State.values:
        return _page(request, recommendation_id, {"refused": _("Elija qué hacer con la recomendación.")}, 422)
    try:
        moved = actions.move(
            recommendation=found,
            to=form.cleaned_data["to"],
            note=form.cleaned_data["note"],
            by=request.membership.user,
            at=timezone.now(),
        )
    except PlansError as error:
        return _page(request, recommendation_id, {"refused": str(error), "note": form.cleaned_data["note"]}, 409)
    messages.success(request, _("La recomendación %(number)s está %(state)s.") % vars_of(moved))
    return redirect("plans:recommendation", city, found.pk)


@require_POST
@membership_required(permissions.manages_plans)
def remark(request: CityRequest, city: str, recommendation_id: UUID) -> HttpResponse:
    """Say something in the conversation."""
    found = recommendation_for(recommendation_id)
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return _page(request, recommendation_id, {"remark_form": form}, 422)
    actions.remark(recommendation=found, by=request.membership.user, at=timezone.now(), **form.cleaned_data)
    return redirect("plans:recommendation", city, found.pk)


@require_http_methods(SHEET)
@membership_required(permissions.manages_plans)
def noted_answer(request: CityRequest, city: str, recommendation_id: UUID) -> HttpResponse:
    """Note an answer that came on paper, by telephone or in a meeting."""
    found = recommendation_for(recommendation_id)
    if found.state not in ANSWERABLE:
        status = 409 if request.method == "POST" else 200
        return _page(request, recommendation_id, {"refused": _("Esta recomendación no espera respuesta.")}, status)
    form = NotedAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _note(request, found, form.cleaned_data)
        messages.success(request, _("Respuesta anotada."))
        return redirect("plans:recommendation", city, found.pk)
    context = {"form": form, "recommendation": found}
    return render(request, "plans/recommending/noted_answer.html", context, status=422 if form.is_bound else 200)


def vars_of(row: Recommendation) -> dict[str, Any]:
    """The words of a recommendation for a sentence."""
    return {"number": row.number, "state": row.get_state_display()}


def _note(request: CityRequest, found: Recommendation, data: dict[str, Any]) -> None:
    given = Answer(found.pk, data["verdict"], data["reason"], data["wording"])
    who = Answerer(data["name"], data["position"], AnsweredBy.STAFF)
    letter = found.letter_items.filter(letter__sent_at__isnull=False).order_by("-letter__sent_at").first()
    answer(
        answers=[given],
        who=who,
        letter=letter.letter if letter else None,
        by=request.membership.user,
        at=timezone.now(),
    )


def _draft(request: CityRequest) -> drafts.Draft | None:
    for name, read in SOURCES.items():
        if name in request.GET:
            row_id = id_from(request.GET[name])
            found = read(row_id) if row_id else None
            if found is None:
                raise Http404(_("Aquello de lo que iba a salir esta recomendación ya no está."))
            return found
    return None


def _versions() -> list[PlanVersion]:
    return list(PlanVersion.objects.select_related("plan").order_by("plan__title", "-number"))


def _page(request: CityRequest, recommendation_id: UUID, said: dict[str, Any], status: int = 200) -> HttpResponse:
    found = reads.whole(recommendation_id)
    if found is None:
        raise Http404(_("Esta recomendación no existe."))
    row, user = found.recommendation, request.membership.user
    context = {
        "whole": found,
        "recommendation": row,
        "tone": TONES[State(row.state)],
        "authority": named(row.authority.organization.name, row.authority.unit),
        "steps": [(step, DONE[State(step.after)], step.before == step.after) for step in found.steps],
        "next_states": found.next_states,
        "manages": permissions.manages_plans(request.membership),
        "may_review": State.REVIEWED in found.next_states and user.pk not in {row.by_id, last_writer(row)},
        "is_answerable": row.state in ANSWERABLE,
        "is_open": row.state in NOT_SENT,
        "remark_form": RemarkForm(),
        **said,
    }
    return render(request, "plans/recommending/one.html", context, status=status)
