"""What the pages of recommendations and letters share."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from arraigo.areas.plans.enums import RecommendationState as State
from arraigo.areas.plans.models import Letter, Recommendation
from arraigo.areas.plans.queries.desk import possible_reviewers
from arraigo.areas.plans.queries.recommending import recommendations
from arraigo.areas.plans.queries.recommending_letters import letters
from arraigo.core.accounts.models import User

TONES = {
    State.DRAFTED: "line",
    State.REVIEWED: "info",
    State.SENT: "info",
    State.ACKNOWLEDGED: "info",
    State.ACCEPTED: "ok",
    State.ACCEPTED_IN_PART: "warn",
    State.REJECTED: "danger",
    State.ADOPTED: "ok",
    State.DILUTED: "warn",
    State.LOST: "danger",
    State.WITHDRAWN: "",
}


def recommendation_for(recommendation_id: UUID) -> Recommendation:
    """Return a recommendation of the city; raises Http404 for one that does not exist."""
    found = recommendations().filter(pk=recommendation_id).first()
    if found is None:
        raise Http404(_("Esta recomendación no existe."))
    return found


def letter_for(letter_id: UUID) -> Letter:
    """Return a letter of the city; raises Http404 for one that does not exist."""
    found = letters().select_related("city").filter(pk=letter_id).first()
    if found is None:
        raise Http404(_("Este oficio no existe."))
    return found


def raised(choices: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Return choices with the first letter of each label raised, as a screen shows them."""
    return [(value, capfirst(label)) for value, label in choices]


def team_choices(kept: str = "") -> list[tuple[str, str]]:
    """Return who of the team may follow a recommendation: those who may review a plan, and who follows it already."""
    found = [(str(one.pk), str(one)) for one in possible_reviewers()]
    if kept and kept not in dict(found):
        # Who left the team stays until somebody takes over, or saving something else would drop them unseen.
        found += [(kept, str(one)) for one in User.objects.filter(pk=kept)]
    return found
