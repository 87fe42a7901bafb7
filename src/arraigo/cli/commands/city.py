"""`arraigo city create`."""

from django.utils import timezone as clock

from arraigo.cli.language import _
from arraigo.cli.printer import MendableError, answer, out
from arraigo.core.places import api as places


def create(*, slug: str, name: str, timezone: str, country: str, json: bool) -> None:
    """Make a city and print it."""
    at = clock.now()
    try:
        made = places.create_city(slug=slug, name=name or slug, timezone=timezone, country=country, by=None, at=at)
    except ValueError as error:
        raise MendableError(str(error)) from error
    if json:
        answer({"id": str(made.id), "slug": made.slug, "name": made.name, "timezone": made.timezone})
    else:
        out.print(_("Se creó la ciudad {name} ({slug}).").format(name=made.name, slug=made.slug), markup=False)
