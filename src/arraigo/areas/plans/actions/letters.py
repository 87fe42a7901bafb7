"""Letters to an authority: prepared, sent with their papers and a link, sent again, shut, remembered."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.areas.plans.actions.common import PlansError, change, own_city
from arraigo.areas.plans.actions.recommendations import step
from arraigo.areas.plans.documents.letter_paper import paper
from arraigo.areas.plans.documents.papers import MAILED, PAPERS
from arraigo.areas.plans.enums import RecommendationState as State
from arraigo.areas.plans.models import Authority, Letter, LetterItem, PlanVersion, Recommendation
from arraigo.areas.plans.queries.addresses import absolute
from arraigo.areas.plans.queries.recommending_links import is_open, letter_token
from arraigo.areas.plans.queries.recommending_steps import WAITING
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit
from arraigo.core.files import api as files
from arraigo.core.outbox import api as outbox
from arraigo.core.outbox.api import Attached
from arraigo.core.places.models import City

REMINDERS = (5, 1)


@transaction.atomic
def save_letter(
    *,
    version: PlanVersion,
    authority: Authority,
    letter_id: UUID,
    recommendations: Sequence[Recommendation],
    days: int,
    by: User | None,
    at: datetime,
    **fields: Any,
) -> Letter:
    """Prepare a letter with reviewed recommendations of a plan for one authority, or change one that was not sent.

    days: how long its link is to stand once it was sent. fields: `number`, `subject`, `body`, `signatory_name`,
    `signatory_position`, `email`, `answer_by`. Raises PlansError for what cannot go into it, naming each.
    """
    found = Letter.objects.select_for_update(of=("self",)).filter(pk=letter_id).first()
    _check(version, authority, recommendations, fields["email"])
    _check_number(fields["number"], letter_id)
    if found is None:
        found = Letter(
            id=letter_id, city_id=own_city(), plan_id=version.plan_id, version=version, authority=authority, by=by,
            created_at=at, link_days=days, expires_at=at + timedelta(days=days), **fields,
        )  # fmt: skip
        found.save(force_insert=True)
        action, changed = "plans.letter.create", ["items"]
    elif found.sent_at is not None:
        raise PlansError(_("Este oficio ya se envió y no cambia. Prepare otro."))
    else:
        changed = change(found, {**fields, "link_days": days, "expires_at": found.created_at + timedelta(days=days)})
        action = "plans.letter.change"
    if _keep_items(found, recommendations) or changed:
        audit.record(action=action, subject=found, by=by, at=at, detail={"items": len(recommendations)})
    return found


@transaction.atomic
def discard_letter(*, letter: Letter, by: User | None, at: datetime) -> None:
    """Take a letter away that was never sent; its recommendations stay as they are."""
    found = Letter.objects.select_for_update(of=("self",)).filter(pk=letter.pk).first()
    if found is None:
        return
    if found.sent_at is not None:
        raise PlansError(_("Este oficio ya se envió: queda en la historia. Puede anular su enlace."))
    audit.record(action="plans.letter.discard", subject=found, by=by, at=at, detail={"number": found.number})
    found.delete()


@transaction.atomic
def send_letter(*, letter: Letter, by: User | None, at: datetime, by_mail: bool = True) -> Letter:
    """Send a letter with its papers attached and its link; its recommendations are sent with it. Once.

    by_mail: False notes a letter that went out on paper: nothing is mailed, and the team notes the answers.
    """
    found = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if found.sent_at is not None:
        return found
    rows = list(
        Recommendation.objects.select_for_update(of=("self",)).filter(letter_items__letter=found).order_by("pk")
    )
    if not rows:
        raise PlansError(_("Este oficio no lleva ninguna recomendación. Elija al menos una."))
    _check_sendable(rows)
    found.expires_at = at + timedelta(days=found.link_days)
    found.sent_at = at
    found.save(update_fields=["expires_at", "sent_at"])
    for row in rows:
        step(row, State.SENT, by=by, at=at, note=found.number)
    if by_mail:
        _mail(found, f"plans.letter:{found.pk.hex}:1", by=by, at=at)
    detail = {"recommendations": len(rows), "by_mail": by_mail}
    audit.record(action="plans.letter.send", subject=found, by=by, at=at, detail=detail)
    return found


@transaction.atomic
def resend_letter(*, letter: Letter, nonce: UUID, by: User | None, at: datetime, email: str = "") -> Letter:
    """Send a letter again, once for a nonce, to its mailbox or another; a link that was shut or is over opens anew."""
    found = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if found.sent_at is None:
        raise PlansError(_("Este oficio todavía no se envía por primera vez."))
    event = f"plans.letter:{found.pk.hex}:{nonce.hex}"
    if outbox.messages().filter(event=event).exists():
        return found
    if email and email != found.email:
        _check_email(email)
        # Whoever reads the mailbox before is let in no more.
        found.email, found.link_number = email, found.link_number + 1
        found.codes.all().delete()
    if not is_open(found, at=at):
        found.revoked_at, found.expires_at = None, at + timedelta(days=found.link_days)
    found.save(update_fields=["email", "link_number", "revoked_at", "expires_at"])
    _mail(found, event, by=by, at=at)
    audit.record(action="plans.letter.resend", subject=found, by=by, at=at)
    return found


@transaction.atomic
def revoke_link(*, letter: Letter, by: User | None, at: datetime) -> Letter:
    """Shut a letter's link: what was mailed so far opens nothing any more, whatever code goes with it."""
    found = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if found.revoked_at is not None or found.sent_at is None:
        return found
    found.revoked_at, found.link_number = at, found.link_number + 1
    found.save(update_fields=["revoked_at", "link_number"])
    found.codes.all().delete()
    audit.record(action="plans.letter.revoke", subject=found, by=by, at=at)
    return found


def remind_letters(*, at: datetime) -> None:
    """Remind authorities of letters whose day to answer comes near. Runs by the clock; each reminder is sent once."""
    found = Letter.objects.select_related("plan", "city").filter(
        sent_at__isnull=False, revoked_at=None, expires_at__gt=at, answer_by__isnull=False
    )
    for letter in found:
        days = _days_left(letter, at)
        due = next((number for number in sorted(REMINDERS) if 0 <= days <= number), None)
        unanswered = letter.items.filter(recommendation__state__in=WAITING).count() if due is not None else 0
        by_mail = outbox.messages().filter(event__startswith=f"plans.letter:{letter.pk.hex}:")
        if unanswered and by_mail.exists() and letter.sent_at and at - letter.sent_at > timedelta(days=1):
            context = {**_context(letter), "unanswered": unanswered, "days": days}
            _post(letter, f"plans.letter_reminder:{letter.pk.hex}:{due}", "plans_letter_reminder", context, at=at)


def _days_left(letter: Letter, at: datetime) -> int:
    today = letter.city.day_of(at)
    return (letter.answer_by - today).days if letter.answer_by else -1


def _mail(letter: Letter, event: str, *, by: User | None, at: datetime) -> None:
    told, attached = paper(letter, at=at), []
    for name in MAILED:
        media_type, draw = PAPERS[name]
        stored = files.store(draw(told), name=f"{letter.number} {name}", media_type=media_type, by=by, at=at)
        attached.append(Attached(name, media_type, file=stored))
    _post(letter, event, "plans_letter", _context(letter), at=at, attached=attached)


def _post(
    letter: Letter,
    event: str,
    template: str,
    context: dict[str, Any],
    *,
    at: datetime,
    attached: Sequence[Attached] = (),
) -> None:
    outbox.post(
        event=event,
        template=template,
        to=str(letter.email),
        language=letter.city.language,
        context=context,
        at=at,
        attached=attached,
    )


def _context(letter: Letter) -> dict[str, Any]:
    city: City = letter.city
    return {
        "city": city.municipality or city.name,
        "number": letter.number,
        "subject": letter.subject,
        "plan": letter.plan.title,
        "recommendations": letter.items.count(),
        "answer_by": letter.answer_by,
        "expires": letter.expires_at.astimezone(ZoneInfo(city.timezone)).replace(tzinfo=None),
        "link": absolute("answering", city, letter_token(letter)),
    }


def _check(version: PlanVersion, authority: Authority, rows: Sequence[Recommendation], email: str) -> None:
    _check_email(email)
    if not rows:
        raise PlansError(_("Elija al menos una recomendación para el oficio."))
    other = [row.number for row in rows if row.plan_id != version.plan_id or row.authority_id != authority.pk]
    if other:
        raise PlansError(
            _("Estas recomendaciones son de otro plan o para otra autoridad: %(numbers)s.") % {"numbers": _list(other)}
        )
    _check_sendable(rows)


def _check_sendable(rows: Sequence[Recommendation]) -> None:
    unready = sorted(row.number for row in rows if row.state != State.REVIEWED)
    if unready:
        raise PlansError(
            _(
                "Solo se envían recomendaciones que otra persona del equipo revisó. Estas no lo están, o ya se "
                "enviaron: %(numbers)s."
            )
            % {"numbers": _list(unready)}
        )


def _check_email(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as error:
        raise PlansError(_("El correo de la autoridad no está bien escrito. Corríjalo.")) from error


def _check_number(number: str, letter_id: UUID) -> None:
    if Letter.objects.filter(number=number).exclude(pk=letter_id).exists():
        raise PlansError(_("Ya hay un oficio con el número «%(number)s». Escriba otro.") % {"number": number})


def _list(numbers: Sequence[int]) -> str:
    return ", ".join(str(number) for number in numbers)


def _keep_items(letter: Letter, rows: Sequence[Recommendation]) -> bool:
    """Make the letter carry these in this order; return whether that was a change."""
    wanted = [row.pk for row in rows]
    if list(letter.items.order_by("order").values_list("recommendation_id", flat=True)) == wanted:
        return False
    letter.items.all().delete()
    for order, row in enumerate(rows, 1):
        LetterItem.objects.create(city_id=letter.city_id, letter=letter, recommendation=row, order=order)
    return True
