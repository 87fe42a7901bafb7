"""Public consultations: opened, commented upon by anybody, moderated by the team."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.areas.plans.actions.common import PlansError, change, free_slug, own_city
from arraigo.areas.plans.actions.versions import change_version
from arraigo.areas.plans.enums import CommentState, Progress, VersionState
from arraigo.areas.plans.models import Comment, Consultation, PlanVersion, Section
from arraigo.areas.plans.queries.consulting_links import comment_address
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit
from arraigo.core.outbox import api as outbox
from arraigo.core.places.models import City

LONGEST_WHERE = 400


@dataclass(frozen=True)
class Said:
    """A comment as its form brings it. `nonce` makes one of a form that is sent twice."""

    nonce: UUID
    body: str
    proposed: str = ""
    name: str = ""
    organization_name: str = ""
    email: str = ""
    shows_name: bool = False
    language: str = "es"


@transaction.atomic
def save_consultation(
    *,
    version: PlanVersion,
    consultation: Consultation | None = None,
    by: User | None,
    at: datetime,
    **fields: Any,
) -> Consultation:
    """Prepare a consultation of a version that was read, or change one; returns it. Raises PlansError."""
    if consultation is not None:
        found = Consultation.objects.select_for_update().get(pk=consultation.pk)
        changed = change(found, fields)
        if changed:
            audit.record(action="plans.consultation.change", subject=found, by=by, at=at, detail={"fields": changed})
        return found
    if version.reading != Progress.READY:
        raise PlansError(_("El texto de esta versión todavía no se ha leído. Espere a que termine y vuelva."))
    if Consultation.objects.filter(version=version).exists():
        raise PlansError(_("Esta versión ya tiene una consulta. Ábrala y cambie sus fechas."))
    made = Consultation.objects.create(
        city_id=own_city(),
        version=version,
        slug=free_slug(Consultation, fields["title"], "consulta"),
        by=by,
        created_at=at,
        **fields,
    )
    audit.record(action="plans.consultation.create", subject=made, by=by, at=at)
    return made


@transaction.atomic
def publish(consultation: Consultation, *, by: User | None, at: datetime) -> Consultation:
    """Show a consultation to everybody; a draft that is consulted says so. Twice does no harm."""
    found = Consultation.objects.select_for_update(of=("self",)).select_related("version").get(pk=consultation.pk)
    if found.published_at is None:
        found.published_at = at
        found.save(update_fields=["published_at"])
        if found.version.state == VersionState.DRAFT:
            change_version(version=found.version, state=VersionState.CONSULTATION, by=by, at=at)
        audit.record(action="plans.consultation.publish", subject=found, by=by, at=at)
    return found


@transaction.atomic
def withdraw(consultation: Consultation, *, by: User | None, at: datetime) -> Consultation:
    """Take a consultation off the public pages; its comments stay with the team."""
    found = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if found.published_at is not None:
        found.published_at = None
        found.save(update_fields=["published_at"])
        audit.record(action="plans.consultation.withdraw", subject=found, by=by, at=at)
    return found


@transaction.atomic
def comment(consultation: Consultation, said: Said, *, section: Section | None, city: City, at: datetime) -> Comment:
    """Take somebody's comment on a section, or on the whole plan; the same form sent twice is one.

    With a mailbox it waits until that is confirmed, else it goes to moderation at once. Raises PlansError when the
    consultation takes no comments now.
    """
    # Two taps take turns, so that the second finds what the first made.
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    before = Comment.objects.filter(city_id=city.pk, nonce=said.nonce).first()
    if before is not None:
        return before
    if not is_open(consultation, at=at):
        raise PlansError(_("Esta consulta ya no recibe comentarios."))
    made = Comment.objects.create(
        city_id=city.pk,
        consultation=consultation,
        section=section,
        where=section.headings[:LONGEST_WHERE] if section else "",
        body=said.body,
        proposed=said.proposed,
        name=said.name,
        organization_name=said.organization_name,
        email=said.email,
        shows_name=said.shows_name,
        state=CommentState.UNCONFIRMED if said.email else CommentState.TO_MODERATE,
        nonce=said.nonce,
        created_at=at,
    )
    audit.record(action="plans.comment.make", subject=made, by=None, at=at)
    if said.email:
        made.city = city
        _write(made, "plans_comment_confirm", at=at, language=said.language)
    return made


@transaction.atomic
def confirm(given: Comment, *, at: datetime) -> Comment:
    """Take it that the mailbox is the author's: the comment goes to moderation. Twice does no harm."""
    found = Comment.objects.select_for_update().get(pk=given.pk)
    if found.state == CommentState.UNCONFIRMED:
        found.state = CommentState.TO_MODERATE
        found.save(update_fields=["state"])
        audit.record(action="plans.comment.confirm", subject=found, by=None, at=at)
    return found


@transaction.atomic
def moderate(comments: Sequence[Comment], *, publishes: bool, reason: str = "", by: User | None, at: datetime) -> int:
    """Publish comments or refuse them with a reason, and tell their authors; returns how many changed.

    One whose mailbox was not confirmed is not moderated; one that became a recommendation is not refused.
    Raises PlansError when comments are refused without a reason.
    """
    if not publishes and not reason.strip():
        raise PlansError(_("Diga por qué no se publica: quien comentó lo leerá, si dejó su correo."))
    state = CommentState.PUBLISHED if publishes else CommentState.REFUSED
    rows = (
        Comment.objects.select_for_update(of=("self",))
        .select_related("consultation", "city")
        .filter(pk__in=[one.pk for one in comments])
        .exclude(state__in=[CommentState.UNCONFIRMED, state])
    )
    changed = [row for row in rows if publishes or row.recommendation_id is None]
    for row in changed:
        row.state, row.reason, row.moderated_by, row.moderated_at = state, "" if publishes else reason.strip(), by, at
        row.save(update_fields=["state", "reason", "moderated_by", "moderated_at"])
        action = "plans.comment.publish" if publishes else "plans.comment.refuse"
        audit.record(action=action, subject=row, by=by, at=at)
        if row.email:
            _write(row, "plans_comment_decided", at=at, language=row.city.language)
    return len(changed)


def is_open(consultation: Consultation, *, at: datetime) -> bool:
    """Tell whether a consultation takes comments at a moment."""
    return consultation.published_at is not None and consultation.opens_at <= at < consultation.closes_at


def _write(row: Comment, template: str, *, at: datetime, language: str) -> None:
    city = row.city
    outbox.post(
        event=f"{template}:{row.pk.hex}:{row.state}",
        template=template,
        to=row.email,
        language=language,
        context={
            "city": city.municipality or city.name,
            "consultation": row.consultation.title,
            "where": row.where,
            "body": row.body,
            "published": row.state == CommentState.PUBLISHED,
            "reason": row.reason,
            "link": comment_address(row),
        },
        at=at,
    )
