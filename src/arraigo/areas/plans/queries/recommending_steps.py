"""The one state machine of a recommendation: which step follows which, and whose step it is."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arraigo.areas.plans.enums import RecommendationState as State
from arraigo.areas.plans.enums import Side, Verdict
from arraigo.areas.plans.models import Recommendation

OUTCOMES = frozenset({State.ADOPTED, State.DILUTED, State.LOST})
ANSWERED = frozenset({State.ACCEPTED, State.ACCEPTED_IN_PART, State.REJECTED})
WAITING = frozenset({State.SENT, State.ACKNOWLEDGED})
# What the authority has in hand and may still answer, or answer otherwise.
ANSWERABLE = WAITING | ANSWERED
NOT_SENT = frozenset({State.DRAFTED, State.REVIEWED})
# What was never sent cannot have been adopted, and what was taken back is not asked for.
NEVER_ASKED = NOT_SENT | {State.WITHDRAWN}
_AFTER_SENDING = ANSWERED | OUTCOMES | {State.WITHDRAWN}

STEPS: Mapping[State, frozenset[State]] = {
    State.DRAFTED: frozenset({State.REVIEWED, State.WITHDRAWN}),
    State.REVIEWED: frozenset({State.DRAFTED, State.SENT, State.WITHDRAWN}),
    State.SENT: _AFTER_SENDING | {State.ACKNOWLEDGED},
    State.ACKNOWLEDGED: _AFTER_SENDING,
    # An answer may be corrected while the letter stands, and what became of it may be seen again in a later version.
    **{answered: _AFTER_SENDING - {answered} for answered in ANSWERED},
    **{outcome: OUTCOMES - {outcome} for outcome in OUTCOMES},
    State.WITHDRAWN: frozenset(),
}

_THEIRS = ANSWERED | {State.ACKNOWLEDGED}

DONE: Mapping[State, Promise] = {
    State.DRAFTED: gettext_lazy("Se escribió"),
    State.REVIEWED: gettext_lazy("La revisó otra persona del equipo"),
    State.SENT: gettext_lazy("Se envió a la autoridad"),
    State.ACKNOWLEDGED: gettext_lazy("La autoridad la recibió"),
    State.ACCEPTED: gettext_lazy("La autoridad la aceptó"),
    State.ACCEPTED_IN_PART: gettext_lazy("La autoridad la aceptó en parte"),
    State.REJECTED: gettext_lazy("La autoridad no la aceptó"),
    State.ADOPTED: gettext_lazy("La versión siguiente la adopta"),
    State.DILUTED: gettext_lazy("La versión siguiente la adopta en parte"),
    State.LOST: gettext_lazy("La versión siguiente no la adopta"),
    State.WITHDRAWN: gettext_lazy("El equipo la retiró"),
}

STATE_OF: Mapping[str, State] = {
    Verdict.ACCEPTED: State.ACCEPTED,
    Verdict.IN_PART: State.ACCEPTED_IN_PART,
    Verdict.REJECTED: State.REJECTED,
}


def last_writer(recommendation: Recommendation) -> UUID | None:
    """Return the key of who changed its text last since it was written, None where nobody did."""
    changed = recommendation.steps.filter(before=State.DRAFTED, after=State.DRAFTED)
    return changed.order_by("-at", "-id").values_list("by_id", flat=True).first()


def side_of(step: State) -> Side:
    """Return whose step it is; what the authority said may be noted by the team and is the authority's all the same."""
    return Side.AUTHORITY if step in _THEIRS else Side.CITY


def may_follow(before: str, after: str) -> bool:
    """Tell whether a recommendation in one state may pass to another."""
    return State(after) in STEPS[State(before)]


def why_not(before: str, after: str) -> str:
    """Return the sentence for a step that cannot be taken, with what can be done instead."""
    said = {"before": State(before).label, "after": State(after).label}
    words = _("Esta recomendación está %(before)s y no puede pasar a «%(after)s».") % said
    next_ones = [str(one.label) for one in State if one in STEPS[State(before)]]
    if not next_ones:
        return words + " " + _("De ahí ya no cambia.")
    return words + " " + _("Desde ahí puede pasar a: %(states)s.") % {"states": ", ".join(next_ones)}
