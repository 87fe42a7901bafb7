"""How the secrets of second steps are sealed in the database, and sealed anew when the keys rotate."""

import base64
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils.translation import gettext as _

from arraigo.core.crypto.keyring import keyring
from arraigo.core.crypto.sealing import key_number, seal, unseal

# allauth seals without saying whose secret it is, so that it is bound to its purpose alone.
BOUND_TO = "mfa.authenticator"
SECRETS = ("secret", "seed")


def seal_text(text: str) -> str:
    """Seal a secret as text."""
    return base64.b64encode(seal(text.encode(), bound_to=BOUND_TO)).decode()


def unseal_text(sealed: str) -> str:
    """Open a sealed secret; raises Tampered when it was changed."""
    return unseal(base64.b64decode(sealed), bound_to=BOUND_TO).decode()


def keys_in_use() -> Counter[int]:
    """Return how many secrets each key has sealed."""
    return Counter(_key(one.data[name]) for one in _authenticators().iterator() for name in _present(one.data))


def reseal_all(progress: Callable[[str, int, int], None]) -> int:
    """Seal with the newest key what an older one has sealed, and return how many secrets that were."""
    ids = list(_authenticators().values_list("pk", flat=True))
    step, resealed = _("Cifrando de nuevo los segundos pasos"), 0
    for done, pk in enumerate(ids, start=1):
        resealed += _reseal(pk)
        progress(step, done, len(ids))
    return resealed


@transaction.atomic
def _reseal(pk: int) -> int:
    # Locked, so that a code that is taken meanwhile is not forgotten.
    found = _authenticators().select_for_update().filter(pk=pk).first()
    if found is None:
        return 0
    old = [name for name in _present(found.data) if _key(found.data[name]) != keyring().current]
    for name in old:
        found.data[name] = seal_text(unseal_text(found.data[name]))
    if old:
        found.save(update_fields=["data"])
    return len(old)


def _authenticators() -> models.QuerySet[Any]:
    # By name: the app's configuration asks before the models are loaded.
    found: models.QuerySet[Any] = apps.get_model("mfa", "Authenticator")._default_manager.order_by("pk")
    return found


def _present(data: dict[str, Any]) -> Iterator[str]:
    return (name for name in SECRETS if name in data)


def _key(sealed: str) -> int:
    return key_number(base64.b64decode(sealed))
