"""What an import wrote, taken back while nothing depends on it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arraigo.areas.training.actions.evidence import settle
from arraigo.areas.training.actions.places import promote
from arraigo.areas.training.enums import ApplicationState, CheckInState
from arraigo.areas.training.models import Application, CheckIn, Course, Decision, Enrolment, Evidence
from arraigo.core.accounts.models import User
from arraigo.core.imports.models import ImportRun
from arraigo.core.people import api as people


def why_not_take_back(run: ImportRun) -> Sequence[str]:
    """Return what keeps a list's enrolments from being taken back: attendance, or what somebody decided."""
    mine = Enrolment.objects.filter(run=run)
    attended = Evidence.objects.filter(enrolment__in=mine).values("enrolment").distinct().count()
    noted = CheckIn.objects.filter(enrolment__in=mine).exclude(state=CheckInState.VOIDED).order_by()
    arrived = noted.values("enrolment").distinct().count()
    decided = Decision.objects.filter(enrolment__in=mine).count()
    reasons = []
    if attended:
        reasons.append(
            ngettext(
                "%(count)d persona de esta lista ya tiene asistencia. Deshaga primero las listas de asistencia.",
                "%(count)d personas de esta lista ya tienen asistencia. Deshaga primero las listas de asistencia.",
                attended,
            )
            % {"count": attended}
        )
    if arrived:
        reasons.append(
            ngettext(
                "%(count)d persona de esta lista tiene llegadas registradas. Anúlelas primero en su jornada.",
                "%(count)d personas de esta lista tienen llegadas registradas. Anúlelas primero en su jornada.",
                arrived,
            )
            % {"count": arrived}
        )
    if decided:
        reasons.append(_("Hay decisiones de la revisión sobre personas de esta lista. Retírelas primero."))
    return reasons


@transaction.atomic
def take_back_enrolments(run: ImportRun, *, by: User | None, at: datetime) -> None:
    """Delete the enrolments that a list made, and the people it made who take part in nothing else.

    Whoever waits for a place in these courses gets what that frees.
    """
    mine = list(Enrolment.objects.filter(run=run))
    made = {row.person_id for row in mine if row.made_person}
    courses = list(Course.objects.filter(enrolments__in=mine).distinct())
    Application.objects.filter(enrolment__in=mine).update(state=ApplicationState.WITHDRAWN, enrolment=None)
    Enrolment.objects.filter(pk__in=[row.pk for row in mine]).delete()
    forget_unused(made, by=by, at=at)
    for course in courses:
        settle(course, by=by, at=at)
        promote(course, by=by, at=at)


@transaction.atomic
def take_back_attendance(run: ImportRun, *, by: User | None, at: datetime) -> None:
    """Delete the evidence of a file and bring its course's attendances up to date."""
    courses = list(Course.objects.filter(sessions__evidence__run=run).distinct())
    Evidence.objects.filter(run=run).delete()
    for course in courses:
        settle(course, by=by, at=at)


def forget_unused(person_ids: set[UUID], *, by: User | None, at: datetime) -> None:
    """Take people out of the register who take part in nothing; raises ProtectedError where another area knows one."""
    used = set(Enrolment.objects.filter(person_id__in=person_ids).values_list("person_id", flat=True))
    people.remove_unused(person_ids - used, by=by, at=at)
