"""How much waits for somebody to review it."""

from arraigo.areas.training.enums import EvidenceState
from arraigo.areas.training.models import Course, Evidence
from arraigo.areas.training.permissions import courses_of, manages_training
from arraigo.core.accounts.api import Standing


def waiting_rows(standing: Standing) -> int:
    """Count the doubtful identities (not their rows) in the courses that a standing manages; one query."""
    if not manages_training(standing):
        return 0
    rows = Evidence.objects.filter(state=EvidenceState.REVIEW)
    if not standing.has_for_whole_city(*standing.roles):
        rows = rows.filter(session__course__in=Course.objects.filter(courses_of(standing)))
    return rows.values("session__course_id", "key").distinct().count()
