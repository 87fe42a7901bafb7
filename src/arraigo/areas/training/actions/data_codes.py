"""Codes by mail that open all of a person's training data: made of the time, kept nowhere."""

import hmac
from datetime import datetime

from arraigo.areas.training.models import Enrolment
from arraigo.core.crypto import api as crypto
from arraigo.core.outbox import api as outbox
from arraigo.core.people import api as people

# A code holds for its quarter of an hour and the one after it.
WINDOW = 15 * 60
DIGITS = 6


def send_code(enrolment: Enrolment, *, at: datetime) -> bool:
    """Mail a code to the e-mail that the register holds; once in a window. Returns False where there is none."""
    profile = people.profiles([enrolment.person_id])[enrolment.person_id]
    if not profile.emails:
        return False
    code = _code(enrolment, _window(at))
    city = enrolment.city
    outbox.post(
        event=f"training_data_code:{enrolment.pk.hex}:{_window(at)}",
        template="training_data_code",
        to=profile.emails[0],
        language=profile.language or city.language,
        context={"city": city.municipality or city.name, "code": f"{code[:3]} {code[3:]}"},
        at=at,
    )
    return True


def is_right(said: str, enrolment: Enrolment, *, at: datetime) -> bool:
    """Tell whether this is the code of now or of the quarter of an hour before."""
    digits = "".join(sign for sign in said if sign.isdigit())
    return any(hmac.compare_digest(digits, _code(enrolment, _window(at) - back)) for back in (0, 1))


def _window(at: datetime) -> int:
    return int(at.timestamp()) // WINDOW


def _code(enrolment: Enrolment, window: int) -> str:
    number = crypto.index("training.data_code", enrolment.city_id, f"{enrolment.pk}:{window}").int % 10**DIGITS
    return f"{number:0{DIGITS}d}"
