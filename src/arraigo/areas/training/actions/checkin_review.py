"""What staff decide about check-ins: voided, taken back, counted in spite of a doubt, and lists typed off paper."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.areas.training.actions import checkin_rows as rows
from arraigo.areas.training.actions.checkin import Arrival, note
from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.enums import CheckInDoubt, CheckInMethod, CheckInState
from arraigo.areas.training.models import CheckIn, Session
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit


def void(*, session: Session, ids: Iterable[UUID], by: User | None, at: datetime) -> int:
    """Take check-ins of a session out of what counts; return how many were changed."""
    return _change(session, ids, _void, action="training.check_in.void", by=by, at=at)


def restore(*, session: Session, ids: Iterable[UUID], by: User | None, at: datetime) -> int:
    """Take a voiding back: what counted counts again, what was in doubt is so again."""
    return _change(session, ids, _restore, action="training.check_in.restore", by=by, at=at)


def accept(*, session: Session, ids: Iterable[UUID], by: User | None, at: datetime) -> int:
    """Count check-ins that waited, as presence without an hour, since theirs is in doubt.

    Raises TrainingError when one is of somebody who is not enrolled in this course.
    """
    wanted = list(ids)
    strangers = CheckIn.objects.filter(pk__in=wanted, session=session).exclude(enrolment__course=session.course_id)
    if strangers.exists():
        raise TrainingError(
            _("Hay personas que no están inscritas en este curso. Inscríbalas primero, o anule esas llegadas.")
        )
    return _change(session, wanted, _accept, action="training.check_in.accept", by=by, at=at)


def _void(row: CheckIn) -> bool:
    if row.state == CheckInState.VOIDED:
        return False
    row.state = CheckInState.VOIDED
    return True


def _restore(row: CheckIn) -> bool:
    if row.state != CheckInState.VOIDED:
        return False
    waits = row.note in CheckInDoubt.values and row.note != "" and row.method != CheckInMethod.TYPED
    row.state = CheckInState.CONFLICT if waits else CheckInState.COUNTED
    return True


def _accept(row: CheckIn) -> bool:
    if row.state != CheckInState.CONFLICT:
        return False
    row.state, row.method = CheckInState.COUNTED, CheckInMethod.TYPED
    return True


@transaction.atomic
def _change(
    session: Session,
    ids: Iterable[UUID],
    change: Callable[[CheckIn], bool],
    *,
    action: str,
    by: User | None,
    at: datetime,
) -> int:
    wanted = list(ids)
    people = CheckIn.objects.filter(session=session, pk__in=wanted).order_by().values_list("enrolment_id", flat=True)
    held = rows.hold(session, set(people))
    found = list(CheckIn.objects.filter(session=session, pk__in=wanted))
    changed = [row for row in found if change(row)]
    if not changed:
        return 0
    CheckIn.objects.bulk_update(changed, ["state", "method"])
    touched = {row.enrolment_id for row in changed}
    own = [held[key] for key in sorted(touched) if held[key].course_id == session.course_id]
    rows.write_attendances(session, own, rows.known(session, touched))
    detail = {"check_ins": len(changed), "ids": [str(row.pk) for row in changed[:100]]}
    audit.record(action=action, subject=session, by=by, at=at, detail=detail)
    return len(changed)


def typed_nonce(session: Session, enrolment_id: UUID) -> UUID:
    """Return the one nonce under which somebody is noted off the paper list of a session."""
    return uuid5(session.pk, f"typed:{enrolment_id}")


@transaction.atomic
def type_list(
    *, session: Session, present: Iterable[UUID], absent: Iterable[UUID] = (), by: User | None, at: datetime
) -> tuple[int, int]:
    """Mark people present as the signed sheet says, and take back marks of a slip; return how many of each changed.

    Sent twice, nothing changes. Raises TrainingError when the session is cancelled or has not come yet.
    """
    wanted, unwanted = sorted(set(present)), set(absent)
    if session.cancelled_at:
        raise TrainingError(_("La jornada está cancelada: no se le pasa lista."))
    nonces = {typed_nonce(session, key): key for key in (*wanted, *unwanted)}
    there: dict[str, dict[UUID, UUID]] = defaultdict(dict)
    for pk, nonce, state in CheckIn.objects.filter(session=session, nonce__in=nonces).values_list(
        "pk", "nonce", "state"
    ):
        there["voided" if state == CheckInState.VOIDED else "counted"][nonces[nonce]] = pk
    known = {**there["voided"], **there["counted"]}
    fresh = [
        Arrival(typed_nonce(session, key), at, key, method=CheckInMethod.TYPED) for key in wanted if key not in known
    ]
    marked = len(_noted(session, fresh, by, at))
    marked += restore(
        session=session, ids=[there["voided"][key] for key in wanted if key in there["voided"]], by=by, at=at
    )
    slips = [pk for key, pk in there["counted"].items() if key in unwanted]
    return marked, void(session=session, ids=slips, by=by, at=at)


def _noted(session: Session, fresh: Sequence[Arrival], by: User | None, at: datetime) -> list[UUID]:
    done = []
    for start in range(0, len(fresh), 200):
        answers = note(session=session, arrivals=fresh[start : start + 200], by=by, at=at)
        done += [answer.nonce for answer in answers if answer.enrolment_id]
    return done
