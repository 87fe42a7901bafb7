"""An organisation mends its own entry by a link; nothing changes until somebody of the staff accepts it."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.areas.directory.actions.common import DirectoryError
from arraigo.areas.directory.actions.proposing_apply import apply
from arraigo.areas.directory.actions.proposing_mail import mail_decision, mail_link
from arraigo.areas.directory.actions.verifying import verify
from arraigo.areas.directory.enums import ProposalState, VerificationMethod, VerificationResult
from arraigo.areas.directory.models import Proposal, Service, UpdateLink
from arraigo.areas.directory.queries.proposals import entry
from arraigo.areas.directory.queries.proposals_links import is_valid
from arraigo.core.audit import api as audit
from arraigo.core.organisations.models import Organization

if TYPE_CHECKING:
    from arraigo.core.accounts.models import User

LASTS_DAYS = 30


@transaction.atomic
def send_link(
    *,
    organization: Organization,
    service: Service | None,
    email: str,
    days: int = LASTS_DAYS,
    by: "User | None",
    at: datetime,
) -> UpdateLink:
    """Mail an organisation the link by which it mends a service, or all of its services.

    While a link to the same mailbox stands, it is the same one, for longer; raises ValidationError for an address that
    is none.
    """
    Organization.objects.select_for_update(of=("self",)).get(pk=organization.pk)
    rows = UpdateLink.objects.filter(organization=organization, service=service, revoked_at=None, expires_at__gt=at)
    link = next((row for row in rows if str(row.email) == email.strip()), None)
    link = link or UpdateLink(
        city=organization.city, organization=organization, service=service, email=email.strip(), created_at=at, by=by
    )
    link.expires_at = at + timedelta(days=days)
    link.save()
    mail_link(link, at=at)
    audit.record(action="directory.update_link.send", subject=link, by=by, at=at, detail={"days": days})
    return link


@transaction.atomic
def revoke_link(link: UpdateLink, *, by: "User | None", at: datetime) -> UpdateLink:
    """Make a link open nothing more; what was proposed by it stays."""
    link = UpdateLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if link.revoked_at is None:
        link.revoked_at = at
        link.save(update_fields=["revoked_at"])
        audit.record(action="directory.update_link.revoke", subject=link, by=by, at=at)
    return link


@transaction.atomic
def propose(link: UpdateLink, *, service_id: UUID, said: Mapping[str, Any], note: str = "", at: datetime) -> Proposal:
    """Take what an organisation says of its service (queries.proposals.entry), and keep what differs.

    While its last proposal waits, a new one takes its place: sent twice, it is one. Without differences it says that
    all is right. Raises DirectoryError when the link does not hold, or the service is not the organisation's.
    """
    link = UpdateLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    service = _service_of(link, service_id, at=at)
    today = entry(service)
    if set(said) - set(today):
        raise DirectoryError(_("Algo de la ficha cambió mientras usted escribía. Vuelva a abrir el enlace."))
    changes = {key: value for key, value in said.items() if value != today[key].value}
    before = {key: today[key].value for key in changes}
    row = Proposal.objects.filter(link=link, service=service, state=ProposalState.PENDING).first()
    if row is not None and row.changes == changes and str(row.note) == note.strip():
        return row
    row = row or Proposal(city_id=link.city_id, link=link, service=service)
    row.changes, row.before, row.note, row.sent_at = changes, before, note.strip(), at
    row.save()
    link.used_at = at
    link.save(update_fields=["used_at"])
    audit.record(action="directory.proposal.send", subject=row, by=None, at=at, detail={"fields": len(changes)})
    return row


def _service_of(link: UpdateLink, service_id: UUID, *, at: datetime) -> Service:
    if not is_valid(link, at=at):
        raise DirectoryError(_("Este enlace ya no está vigente. Pida otro a quien le escribió."))
    rows = Service.objects.select_related("city").filter(organization=link.organization_id)
    service = rows.filter(pk=service_id).first()
    if service is None or link.service_id not in {None, service.pk}:
        raise DirectoryError(_("Este servicio ya no es de su organización. Avise a quien le escribió."))
    return service


@transaction.atomic
def accept(
    proposal: Proposal, *, fields: Collection[str] | None = None, reason: str = "", by: "User | None", at: datetime
) -> Proposal:
    """Take over a proposal, or of it these fields alone, and note that the organisation checked its entry.

    Raises DirectoryError when somebody decided otherwise, or when a part is left out without saying why.
    """
    row = _held(proposal)
    taken = [key for key in row.changes if fields is None or key in fields]
    if row.state == ProposalState.ACCEPTED and row.accepted == taken:
        return row
    _refuse_decided(row)
    _refuse_taking(row, taken, reason)
    assert row.service is not None  # noqa: S101 - a proposal is of a service
    for key in taken:
        apply(row.service, key, row.changes[key], by=by, at=at)
    result = VerificationResult.CHANGED if taken else VerificationResult.CONFIRMED
    verify(row.service, method=VerificationMethod.ORGANIZATION, result=result, by=by, at=at)
    return _decided(row, ProposalState.ACCEPTED, taken, reason, by=by, at=at)


def _refuse_taking(row: Proposal, taken: list[str], reason: str) -> None:
    if row.changes and not taken:
        raise DirectoryError(_("No marcó ningún cambio. Marque los que acepta, o rechace la propuesta con un motivo."))
    if len(taken) < len(row.changes) and not reason.strip():
        raise DirectoryError(_("Diga por qué deja fuera una parte: la organización lo leerá."))


@transaction.atomic
def reject(proposal: Proposal, *, reason: str, by: "User | None", at: datetime) -> Proposal:
    """Leave a proposal as it is, saying why; raises DirectoryError without a reason or once it was decided."""
    row = _held(proposal)
    if row.state == ProposalState.REJECTED:
        return row
    _refuse_decided(row)
    if not reason.strip():
        raise DirectoryError(_("Diga por qué no se acepta: la organización lo leerá."))
    return _decided(row, ProposalState.REJECTED, [], reason, by=by, at=at)


def _held(proposal: Proposal) -> Proposal:
    rows = Proposal.objects.select_for_update(of=("self",))
    return rows.select_related("service__city", "link__organization", "link__city").get(pk=proposal.pk)


def _refuse_decided(row: Proposal) -> None:
    if row.state != ProposalState.PENDING:
        raise DirectoryError(_("Otra persona ya decidió esta propuesta. Vuelva a abrirla para ver qué decidió."))


def _decided(row: Proposal, state: str, taken: list[str], reason: str, *, by: "User | None", at: datetime) -> Proposal:
    row.state, row.accepted, row.reason = state, taken, reason.strip()
    row.decided_at, row.decided_by = at, by
    row.save()
    mail_decision(row, at=at)
    detail = {"state": state, "taken": len(taken), "of": len(row.changes)}
    audit.record(action="directory.proposal.decide", subject=row, by=by, at=at, detail=detail)
    return row
