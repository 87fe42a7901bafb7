"""A place given back: the enrolment goes, whoever waits gets it."""

from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from arraigo.areas.training.actions import telling
from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.actions.places import hold, promote
from arraigo.areas.training.actions.withdrawing import forget_unused
from arraigo.areas.training.enums import ApplicationState
from arraigo.areas.training.models import Application, Attendance, CheckIn, Enrolment, Evidence
from arraigo.areas.training.queries.addresses import addressees
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit


def has_attended(enrolment: Enrolment) -> bool:
    """Tell whether somebody was in a session already, so that their place is no longer theirs to give back."""
    mine = {"enrolment": enrolment}
    return any(rows.filter(**mine).exists() for rows in (Attendance.objects, Evidence.objects, CheckIn.objects))


@transaction.atomic
def leave(enrolment: Enrolment, *, by: User | None, at: datetime) -> None:
    """Give a place back, tell the person, and give it to who waits longest; sent twice, it does nothing more.

    Raises TrainingError when they have attended, or when something else depends on the enrolment.
    """
    course = hold(enrolment.course_id)
    found = Enrolment.objects.select_for_update(of=("self",)).select_related("city").filter(pk=enrolment.pk).first()
    if found is None:
        return
    if has_attended(found):
        raise TrainingError(_("Ya consta su asistencia a una jornada, así que su inscripción no se retira."))
    found.course = course
    whom = addressees([found], language=course.city.language).get(found.pk)
    applications = list(Application.objects.filter(enrolment=found).select_related("city"))
    for application in applications:
        application.course, application.enrolment = course, None
        application.state, application.decided_at, application.decided_by = ApplicationState.WITHDRAWN, at, by
        application.save(update_fields=["state", "enrolment", "decided_at", "decided_by"])
        telling.tell_state(application, "training_withdrawn", at=at)
    if not applications and whom is not None:
        telling.tell_withdrawn(found, whom, at=at)
    _delete(found, by=by, at=at)
    promote(course, by=by, at=at)
    audit.record(action="training.withdraw", subject=course, by=by, at=at, detail={"enrolment": str(enrolment.pk)})


def _delete(enrolment: Enrolment, *, by: User | None, at: datetime) -> None:
    """Take an enrolment away, with the person whom it brought and who is in nothing else."""
    person, made = enrolment.person_id, enrolment.made_person
    try:
        with transaction.atomic():
            enrolment.delete()
    except ProtectedError as error:
        raise TrainingError(_("Otros registros dependen de esta inscripción, así que no se retira.")) from error
    if made:
        try:
            with transaction.atomic():
                forget_unused({person}, by=by, at=at)
        except ProtectedError:
            # Another area knows them: they stay.
            return
