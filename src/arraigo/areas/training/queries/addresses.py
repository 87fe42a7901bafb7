"""To which e-mail, and in which language, one writes to somebody enrolled."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from arraigo.areas.training.models import Application, Enrolment
from arraigo.core.people import api as people


@dataclass(frozen=True)
class Addressee:
    """Somebody to write to; `email` is empty where there is none that works."""

    email: str
    name: str
    language: str


def addressees(enrolments: Iterable[Enrolment], *, language: str) -> dict[UUID, Addressee]:
    """Return whom to write to for each enrolment, by its id; five queries.

    The e-mail is the one of the application, which the person gave for this course; else their first one. `language`
    is the city's, for those of whom nothing else is known.
    """
    rows = list(enrolments)
    applied = {row.enrolment_id: row for row in Application.objects.filter(enrolment__in=[one.pk for one in rows])}
    profiles = people.profiles([row.person_id for row in rows])
    return {
        row.pk: _addressee(applied.get(row.pk), profiles[row.person_id], language)
        for row in rows
        if row.person_id in profiles
    }


def _addressee(applied: Application | None, profile: people.Profile, language: str) -> Addressee:
    emails = [str(applied.email)] if applied is not None and applied.email else list(profile.emails)
    email = next((one for one in emails if _is_valid(one)), "")
    spoken = applied.language if applied is not None else profile.language
    return Addressee(email, profile.given_names or profile.full_name, spoken or language)


def _is_valid(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return True


def confirmed_by(enrolment: Enrolment) -> Application | None:
    """Return the application by which somebody got this place after proving that its e-mail is theirs."""
    found: Mapping[str, object] = {"enrolment": enrolment, "confirmed_at__isnull": False}
    return Application.objects.filter(**found).order_by("-confirmed_at").first()
