"""The mails to an organisation: the link to its entry, and what became of what it proposed."""

from datetime import datetime
from zoneinfo import ZoneInfo

from arraigo.areas.directory.models import Proposal, UpdateLink
from arraigo.areas.directory.queries.proposals import differences
from arraigo.areas.directory.queries.proposals_links import absolute, services_of, update_token
from arraigo.core.outbox import api as outbox
from arraigo.core.places.models import City


def mail_link(link: UpdateLink, *, at: datetime) -> None:
    """Send an organisation its link; pressed twice within a minute, it is sent once."""
    city = link.city
    context = {
        "city": city.municipality or city.name,
        "organization": link.organization.name,
        "services": [service.name for service in services_of(link)],
        "link": absolute("update", city, update_token(link)),
        "expires": link.expires_at.astimezone(ZoneInfo(city.timezone)).replace(tzinfo=None),
    }
    event = f"directory.update_link:{link.pk.hex}:{at:%Y%m%d%H%M}"
    _post(event, "directory_update", link, city, context, at)


def mail_decision(proposal: Proposal, *, at: datetime) -> None:
    """Tell an organisation which of its changes were taken over, which were not, and why."""
    link = proposal.link
    labels = {one.key: one.label for one in differences(proposal)}
    context = {
        "city": link.city.municipality or link.city.name,
        "organization": link.organization.name,
        "service": proposal.service.name if proposal.service else "",
        "confirmed": not proposal.changes and proposal.state == "accepted",
        "taken": [labels[key] for key in proposal.changes if key in proposal.accepted],
        "left": [labels[key] for key in proposal.changes if key not in proposal.accepted],
        "reason": proposal.reason,
    }
    _post(f"directory.proposal:{proposal.pk.hex}", "directory_update_decided", link, link.city, context, at)


def _post(event: str, template: str, link: UpdateLink, city: City, context: dict[str, object], at: datetime) -> None:
    outbox.post(event=event, template=template, to=str(link.email), language=city.language, context=context, at=at)
