"""What a form takes for a telephone."""

import re

from django import forms
from django.utils.translation import gettext_lazy

BAD_PHONE = gettext_lazy(
    "«%(value)s» no parece un teléfono. Escríbalo completo, por ejemplo 02 000 0000 o 099 000 0000, "
    "o un número de emergencia como 911."
)
_EXTENSION = re.compile(r"(?:\b(?:ext|int)[a-zó]*\.?|#|;ext=)\s*\d{1,8}\s*$", re.IGNORECASE)
# Emergency numbers of the region: 911, and those of three digits that begin with 1.
_EMERGENCY = re.compile(r"911|1\d\d")
_SIGNS = re.compile(r"[\d\s().+\-\u2010-\u2013*]+")
# Without its area a number has seven digits; none in the world has more than fifteen (ITU-T E.164).
FEWEST_DIGITS, MOST_DIGITS = 7, 15


def is_plausible_phone(written: str) -> bool:
    """Tell whether what somebody wrote may be a telephone, or several with a slash between them."""
    return all(_is_number(_EXTENSION.sub("", part).strip()) for part in written.split("/"))


def _is_number(written: str) -> bool:
    digits = re.sub(r"\D", "", written)
    if _SIGNS.fullmatch(written) is None:
        return False
    return FEWEST_DIGITS <= len(digits) <= MOST_DIGITS or _EMERGENCY.fullmatch(digits) is not None


def check_phone(form: forms.BaseForm, name: str = "number") -> None:
    """Refuse in a form what was changed to no telephone. One that was there stays, however it is written."""
    written = form.cleaned_data.get(name) or ""
    if written and name in form.changed_data and not is_plausible_phone(written):
        form.add_error(name, forms.ValidationError(BAD_PHONE, params={"value": written}))
