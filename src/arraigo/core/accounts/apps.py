from collections import Counter
from collections.abc import Callable

from django.apps import AppConfig

from arraigo.core.accounts import seals


class AccountsConfig(AppConfig):
    name = "arraigo.core.accounts"
    label = "accounts"

    def reseal(self, progress: Callable[[str, int, int], None]) -> int:
        """Seal the secrets of second steps with the newest key: the rotation of keys asks for it."""
        return seals.reseal_all(progress)

    def keys_in_use(self) -> Counter[int]:
        """Return how many of those secrets each key has sealed."""
        return seals.keys_in_use()
