"""The results of a test or survey, on a page and as files."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from arraigo.areas.training import permissions
from arraigo.areas.training.enums import AssessmentKind, QuestionKind
from arraigo.areas.training.models import Assessment
from arraigo.areas.training.queries import results as reads
from arraigo.areas.training.queries.learning_gain import pairs_of
from arraigo.areas.training.queries.scoring import FEWEST
from arraigo.areas.training.web.learning import charts
from arraigo.areas.training.web.learning import tables as own_tables
from arraigo.areas.training.web.learning.common import assessment_for
from arraigo.core.accounts.api import CityRequest, membership_required
from arraigo.core.audit import api as audit
from arraigo.core.ui import tables


@require_safe
@membership_required(permissions.reads_training)
def results(request: CityRequest, city: str, course_id: UUID, assessment_id: UUID) -> HttpResponseBase:
    """Show how a test or survey went."""
    found = assessment_for(request, course_id, assessment_id)
    if found.kind == AssessmentKind.SURVEY:
        return _survey(request, found)
    return _test(request, found)


def _test(request: CityRequest, assessment: Assessment) -> HttpResponseBase:
    """A test: its scores, its questions, who sat it (which is logged), and what was learned between both tests."""
    found = reads.score_results(assessment)
    items = tables.listing(own_tables.ITEMS, request, list(found.items))
    if items.asked.format:
        return tables.export(items, _("%(title)s, preguntas") % {"title": assessment.title}, items.asked.format)
    people = tables.listing(own_tables.sitters(request.city.slug), request, list(found.people))
    context = {
        "assessment": assessment,
        "course": assessment.course,
        "found": found,
        "answered": len(found.people),
        "learning": charts.learning(pairs_of(assessment.course_id)),
        "panels": (charts.scores(found), charts.difficulty(found)) if found.people else (),
        "items": items,
    }
    audit.seen(what="training.assessment.results", subject=assessment, by=request.membership.user, at=timezone.now())
    page = "training/learning/results.html"
    return tables.respond(
        request, page, people, context, filename=_("%(title)s, personas") % {"title": assessment.title}
    )


def _survey(request: CityRequest, assessment: Assessment) -> HttpResponseBase:
    """A survey: what people think, once enough of them have answered."""
    found = reads.survey_results(assessment)
    texts = [one for one in found.opinions if one.question.kind == QuestionKind.TEXT]
    counted = [one for one in found.opinions if one.question.kind != QuestionKind.TEXT]
    context = {
        "assessment": assessment,
        "course": assessment.course,
        "found": found,
        "fewest": FEWEST,
        "panels": [charts.opinion(one) for one in counted],
        "texts": [one for one in texts if one.words],
    }
    if not found.is_told:
        return render(request, "training/learning/survey_results.html", context)
    shown = tables.listing(own_tables.OPINIONS, request, counted)
    return tables.respond(request, "training/learning/survey_results.html", shown, context, filename=assessment.title)
