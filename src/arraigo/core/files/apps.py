from collections import Counter
from collections.abc import Callable

from django.apps import AppConfig

from arraigo.core.files import vault


class FilesConfig(AppConfig):
    name = "arraigo.core.files"
    label = "files"

    def reseal(self, progress: Callable[[str, int, int], None]) -> int:
        """Seal every file with the newest key: the rotation of keys asks for it."""
        return vault.reseal_all(progress)

    def keys_in_use(self) -> Counter[int]:
        """Return how many files each key has sealed."""
        return vault.keys_in_use()
