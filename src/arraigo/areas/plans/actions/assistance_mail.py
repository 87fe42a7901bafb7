"""Telling an authority that an assistance plan was published."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.models import AssistanceEdition
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit
from arraigo.core.outbox import api as outbox


def tell_authority(edition: AssistanceEdition, *, by: User | None, at: datetime) -> None:
    """Write to the authority's mailbox where an edition is published, once; raises PlansError without a mailbox."""
    assistance = edition.assistance
    authority, city = assistance.authority, edition.city
    if not authority.contact_email:
        raise PlansError(_("La autoridad no tiene correo. Agréguelo en «Autoridades» y vuelva."))
    address = settings.PUBLIC_URL + str(reverse("plans:public_assistance", args=[city.slug, assistance.slug]))
    outbox.post(
        event=f"plans_assistance_published:{edition.pk.hex}",
        template="plans_assistance_published",
        to=authority.contact_email,
        language=city.language,
        context={
            "city": city.municipality or city.name,
            "name": authority.contact_name,
            "title": assistance.title,
            "number": edition.number,
            "note": edition.note,
            "link": address,
        },
        at=at,
    )
    audit.record(action="plans.assistance.tell", subject=edition, by=by, at=at)
