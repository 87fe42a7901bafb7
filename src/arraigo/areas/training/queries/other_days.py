"""Files of which not one row falls inside their session: probably another day's."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db.models import DurationField, ExpressionWrapper, F, Q
from django.utils.translation import gettext as _

from arraigo.areas.training.models import Course, Evidence, Session
from arraigo.core.imports.problems import Problem

OUTSIDE = "outside_session"
MINUTE = timedelta(minutes=1)


def outside_session(session: Session, name: str) -> Problem:
    """Say that no row of a file falls inside a session."""
    start = session.starts_at.astimezone(ZoneInfo(session.timezone))
    sentence = _(
        "«%(file)s»: ninguna fila cae dentro de la jornada «%(code)s» (%(start)s). Revise si el archivo es de otro día,"
        " o si la hora o la duración de la jornada están mal."
    ) % {"file": name, "code": session.code, "start": f"{start:%d/%m/%Y %H:%M}"}
    return Problem(OUTSIDE, sentence, file=name, severity="warning")


def files_of_other_days(course: Course) -> list[Problem]:
    """Return a warning for each file of a course none of whose rows falls inside its session."""
    length = ExpressionWrapper(F("session__minutes") * MINUTE, output_field=DurationField())
    evidence = Evidence.objects.filter(session__course=course).annotate(ends_at=F("session__starts_at") + length)
    untimed = Q(joined_at__isnull=True)
    inside = Q(joined_at__lt=F("ends_at")) & (Q(left_at__isnull=True) | Q(left_at__gt=F("session__starts_at")))
    fitting = set(evidence.filter(untimed | inside).values_list("run_id", "session_id").distinct())
    pairs = Evidence.objects.filter(session__course=course).values_list("run_id", "session_id").distinct()
    strange = [pair for pair in pairs if pair not in fitting]
    rows = Evidence.objects.filter(run_id__in=[run for run, _session in strange]).select_related("run__file", "session")
    firsts = {(row.run_id, row.session_id): row for row in rows.order_by("session__starts_at", "row").iterator()}
    return [outside_session(firsts[pair].session, firsts[pair].run.file.name) for pair in strange]
