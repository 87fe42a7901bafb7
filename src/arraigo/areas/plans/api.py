"""What other areas, the command line and the demo use of plans."""

from arraigo.areas.plans.actions.answer_mail import tell_answers
from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.actions.letters import remind_letters
from arraigo.areas.plans.actions.plans import save_authority, save_phase, save_plan
from arraigo.areas.plans.actions.versions import keep_reading, receive_version

__all__ = [
    "PlansError",
    "keep_reading",
    "receive_version",
    "remind_letters",
    "save_authority",
    "save_phase",
    "save_plan",
    "tell_answers",
]
