"""Change the key with which a city signs credentials: `arraigo manage rotate_signing_key santa-marina`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from arraigo.areas.training.actions.signing_keys import rotate_key
from arraigo.core import tenancy
from arraigo.core.places.api import city_by_slug


class Command(BaseCommand):
    """Retire the key that signs now and make another; what was signed stays verifiable."""

    help = "Cambia la clave con la que una ciudad firma credenciales; la anterior sigue publicada."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the city's short name."""
        parser.add_argument("city", help="nombre corto de la ciudad")

    def handle(self, *args: Any, **options: Any) -> None:
        """Change the key and say which one signs from now on."""
        city = city_by_slug(options["city"])
        if city is None:
            raise CommandError(f"No hay una ciudad «{options['city']}».")
        with tenancy.scope(city):
            key = rotate_key(city=city, by=None, at=timezone.now())
        self.stdout.write(f"Desde ahora firma la clave {key.kid}.")
