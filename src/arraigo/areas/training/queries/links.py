"""Addresses that open something of training without an account. Each rests on a seal (core.crypto.links).

What a badge or a mail shows to others is not what opens a person's own page: each link has one purpose.
"""

from django.conf import settings
from django.urls import reverse

from arraigo.areas.training.models import Application, Enrolment, FocalLink
from arraigo.core.crypto import api as crypto
from arraigo.core.places.models import City

PARTICIPANT = "training.participant"
CHECK_IN = "training.check_in"
APPLICATION = "training.application"
FOCAL = "training.focal"


def absolute(name: str, city: City, *parts: object) -> str:
    """Return the whole address of a page of a city, for mail, paper and codes."""
    return settings.PUBLIC_URL + str(reverse(f"training:{name}", args=[city.slug, *parts]))


def participant_token(enrolment: Enrolment) -> str:
    """Return what opens a participant's own page of a course."""
    return crypto.link_token(PARTICIPANT, enrolment.city_id, enrolment.pk, number=enrolment.link_number)


def check_in_token(enrolment: Enrolment) -> str:
    """Return what a badge or a telephone shows at the door; it opens nothing else."""
    return crypto.link_token(CHECK_IN, enrolment.city_id, enrolment.pk, number=enrolment.link_number)


def application_token(application: Application) -> str:
    """Return what confirms the e-mail of an application, and later shows where it stands."""
    return crypto.link_token(APPLICATION, application.city_id, application.pk)


def focal_token(link: FocalLink) -> str:
    """Return what opens a focal point's page, while the row says that it does."""
    return crypto.link_token(FOCAL, link.city_id, link.pk)


def enrolment_by(token: str, purpose: str = PARTICIPANT) -> Enrolment | None:
    """Return the enrolment that a token opens in the current city, with course and organisation; else None."""
    row_id = crypto.id_in(token)
    if row_id is None:
        return None
    found = Enrolment.objects.select_related("course", "organization").filter(pk=row_id).first()
    if found is None or not crypto.opens(token, purpose, found.city_id, found.pk, number=found.link_number):
        return None
    return found


def application_by(token: str) -> Application | None:
    """Return the application that a token opens in the current city; else None."""
    row_id = crypto.id_in(token)
    found = Application.objects.select_related("course").filter(pk=row_id).first() if row_id else None
    return found if found and crypto.opens(token, APPLICATION, found.city_id, found.pk) else None


def focal_link_by(token: str) -> FocalLink | None:
    """Return the focal link that a token opens in the current city, whether or not it still holds; else None."""
    row_id = crypto.id_in(token)
    found = FocalLink.objects.select_related("course", "organization").filter(pk=row_id).first() if row_id else None
    return found if found and crypto.opens(token, FOCAL, found.city_id, found.pk) else None
