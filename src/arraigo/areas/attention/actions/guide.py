"""Deciding where the guide's way out leads and what its first page puts forward."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.areas.attention.actions.common import AttentionError, own_city, touch_guide
from arraigo.areas.attention.models import GuideSettings
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit


@transaction.atomic
def save_guide_settings(
    *,
    exit_url: str,
    office: str = "",
    first_routes: Sequence[str] = (),
    talk_to: Sequence[UUID] = (),
    by: User | None,
    at: datetime,
) -> GuideSettings:
    """Set what the city decides about its guide; set again to the same, nothing changes.

    Raises AttentionError when the way out is no address on the web that begins with https.
    """
    if not exit_url.startswith("https://"):
        raise AttentionError(_("La página de «Salir ya» debe empezar con https://, para que nadie vea adónde va."))
    row, is_new = GuideSettings.objects.select_for_update().get_or_create(city_id=own_city())
    told = {
        "exit_url": exit_url,
        "office": office,
        "first_routes": list(first_routes),
        "talk_to": list(talk_to),
    }
    changed = [name for name, value in told.items() if getattr(row, name) != value]
    if not is_new and not changed:
        return row
    for name in changed:
        setattr(row, name, told[name])
    row.save()
    touch_guide(at=at)
    audit.record(action="attention.guide.settings", subject=row, by=by, at=at, detail={"changed": changed})
    return row
