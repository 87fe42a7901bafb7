"""Editions of an assistance plan: published as it stands, withdrawn, and told to the authority."""

from dataclasses import replace
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.areas.plans.actions.assistance import locked
from arraigo.areas.plans.actions.common import PlansError, own_city
from arraigo.areas.plans.models import AssistanceEdition, AssistancePlan
from arraigo.areas.plans.queries.addresses import absolute
from arraigo.areas.plans.queries.assistance_content import content_of, dumped, loaded
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit
from arraigo.core.outbox import api as outbox

TEMPLATE = "plans_assistance_published"


@transaction.atomic
def publish(
    assistance: AssistancePlan, *, note: str = "", today: date, by: User | None, at: datetime
) -> AssistanceEdition:
    """Publish a plan as it stands today as its next edition; returns it.

    Raises PlansError when it has no activities, when a later edition does not say what changed, or when nothing did
    since the edition that stands (so that it is published once, though it be sent twice).
    """
    assistance = locked(assistance.pk)
    content = content_of(assistance, on=today, public=True)
    if not content.activities:
        raise PlansError(_("El plan todavía no tiene actividades. Agregue al menos una antes de publicarlo."))
    last = assistance.editions.order_by("-number").first()
    if last is not None:
        if last.withdrawn_at is None and replace(loaded(last.content), as_of=today) == content:
            raise PlansError(
                _("Nada cambió desde la edición %(number)s, que sigue publicada.") % {"number": last.number}
            )
        if not note:
            raise PlansError(_("Diga qué cambió desde la edición anterior: quien lea el plan lo verá."))
    made = AssistanceEdition.objects.create(
        city_id=own_city(),
        assistance=assistance,
        number=last.number + 1 if last else 1,
        note=note,
        content=dumped(content),
        published_at=at,
        by=by,
    )
    audit.record(action="plans.assistance.publish", subject=made, by=by, at=at, detail={"number": made.number})
    return made


@transaction.atomic
def withdraw(edition: AssistanceEdition, *, by: User | None, at: datetime) -> AssistanceEdition:
    """Take an edition off the public pages; the one before it stands again. Withdrawn once, it stays so."""
    locked(edition.assistance_id)
    edition = AssistanceEdition.objects.select_for_update().get(pk=edition.pk)
    if edition.withdrawn_at is None:
        edition.withdrawn_at = at
        edition.save(update_fields=["withdrawn_at"])
        audit.record(
            action="plans.assistance.withdraw", subject=edition, by=by, at=at, detail={"number": edition.number}
        )
    return edition


@transaction.atomic
def tell_authority(edition: AssistanceEdition, *, by: User | None, at: datetime) -> None:
    """Write to the authority that an edition is published, once for each edition.

    Raises PlansError when the edition was withdrawn or the authority has no mailbox.
    """
    plan = AssistancePlan.objects.select_related("authority__organization", "city").get(pk=edition.assistance_id)
    if edition.withdrawn_at is not None:
        raise PlansError(_("Esta edición se retiró. Avise de la que está publicada."))
    if not plan.authority.contact_email:
        raise PlansError(_("La autoridad no tiene correo. Agréguelo en «Autoridades» y vuelva a intentar."))
    city = plan.city
    context = {
        "city": city.municipality or city.name,
        "name": plan.authority.contact_name,
        "title": plan.title,
        "number": edition.number,
        "note": edition.note,
        "link": absolute("public_assistance", city, plan.slug),
    }
    try:
        sent = outbox.post(
            event=f"plans.assistance:{edition.pk}",
            template=TEMPLATE,
            to=plan.authority.contact_email,
            language=city.language,
            context=context,
            at=at,
        )
    except ValidationError as error:
        raise PlansError(_("El correo de la autoridad está mal escrito. Corríjalo en «Autoridades».")) from error
    if sent.created_at == at:
        audit.record(action="plans.assistance.tell", subject=edition, by=by, at=at)
