"""Words of a person's profile that stand alone, without a label that would explain them."""

from django.db.models import TextChoices
from django.utils.text import capfirst

from arraigo.core.people.enums import PopulationGroup
from arraigo.core.people.profiles import Profile


def group_words(profile: Profile) -> str:
    """Return the population group, or nothing where it is unknown: «Sin dato» alone would not say of what."""
    group = PopulationGroup(profile.population_group)
    return "" if group is PopulationGroup.UNKNOWN else capfirst(str(group.label))


def capitals(kinds: type[TextChoices]) -> list[tuple[str, str]]:
    """Return the choices of a form or a filter as they stand at the start of a line."""
    return [(one.value, capfirst(str(one.label))) for one in kinds]
