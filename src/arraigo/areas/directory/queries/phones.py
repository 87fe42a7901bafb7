"""What a telephone dials for a number as people write it. Pure."""

import re

# Country calling codes (ITU-T E.164) of where numbers are written in the national form, and the digit before them.
CALLING = {
    "EC": ("593", "0"),
    "CO": ("57", ""),
    "PE": ("51", "0"),
    "VE": ("58", "0"),
    "CL": ("56", ""),
    "BR": ("55", "0"),
}
SHORT = 4
_EXTENSION = re.compile(r"(?:\bext(?:ensi[oó]n)?\.?|\bint(?:erno)?\.?|#|;ext=)\s*(\d{1,8})", re.IGNORECASE)
_FREE = re.compile(r"1[ -]?[89]00")


def dialled(number: str, *, country: str, extension: str = "") -> str:
    """Return a number as `tel:` takes it (RFC 3966), with its extension; short and free numbers stay as they are."""
    said = _EXTENSION.search(number)
    main = _EXTENSION.sub("", number).split("/")[0]
    digits = re.sub(r"\D", "", main)
    inner = re.sub(r"\D", "", extension) or (said[1] if said else "")
    if not digits:
        return ""
    return _whole(main.strip(), digits, country) + (f";ext={inner}" if inner else "")


def _whole(written: str, digits: str, country: str) -> str:
    if written.lstrip("(\"' ").startswith("+"):
        return f"+{digits}"
    if digits.startswith("00") and len(digits) > len("00593"):
        return f"+{digits[2:]}"
    code, trunk = CALLING.get(country, ("", ""))
    if not code or len(digits) <= SHORT or _FREE.match(written.lstrip("( ")):
        return digits
    if digits.startswith(code) and len(digits) > len(code) + 7:
        return f"+{digits}"
    return f"+{code}{digits[len(trunk) :] if trunk and digits.startswith(trunk) else digits}"
