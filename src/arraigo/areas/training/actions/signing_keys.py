"""The key with which a city signs credentials: made when it is first needed, and changed without breaking a thing."""

from datetime import datetime

from django.db import transaction

from arraigo.areas.training.documents.credentials import ALGORITHM, new_key
from arraigo.areas.training.models import SigningKey
from arraigo.core.accounts.models import User
from arraigo.core.audit import api as audit
from arraigo.core.places.models import City
from arraigo.core.tenancy.models import new_id


@transaction.atomic
def current_key(*, city: City, by: User | None, at: datetime) -> SigningKey:
    """Return the key that signs now; the first call makes it, and two at once make one."""
    key = SigningKey.objects.filter(retired_at=None).first()
    return key or _make(city, by=by, at=at)


@transaction.atomic
def rotate_key(*, city: City, by: User | None, at: datetime) -> SigningKey:
    """Retire the key that signs now and return a new one. The old one stays published: what it signed still holds."""
    retired = SigningKey.objects.select_for_update().filter(retired_at=None).first()
    if retired is not None:
        retired.retired_at = at
        retired.save(update_fields=["retired_at"])
        audit.record(action="training.key.retire", subject=retired, by=by, at=at, detail={"kid": retired.kid})
    return _make(city, by=by, at=at)


def _make(city: City, *, by: User | None, at: datetime) -> SigningKey:
    kid, public, private = new_key()
    made = SigningKey(
        id=new_id(), city=city, kid=kid, algorithm=ALGORITHM, public=public, private=private, created_at=at
    )
    SigningKey.objects.bulk_create([made], ignore_conflicts=True)
    key = SigningKey.objects.get(retired_at=None)
    if key.pk == made.pk:
        audit.record(action="training.key.make", subject=key, by=by, at=at, detail={"kid": kid})
    return key
