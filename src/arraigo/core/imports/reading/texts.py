"""From the bytes of a text file to its characters, with the Spanish letters right."""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
)
ONE_BYTE = ("cp1252", "mac_roman", "cp850")
RARER = ["cp1250", "iso8859_15", "cp852", "cp437", "cp1252", "cp1251"]
LINE_WITH_HIGH_BYTES = re.compile(rb"[^\r\n]*[\x80-\xff][^\r\n]*")
IN_CONTEXT = re.compile(r"(?s)(?<=(.))?([^\x00-\x7f])(?=(.))?")
SPANISH_LOWER = "áéíóúñüç"
SPANISH_UPPER = "ÁÉÍÓÚÑÜ"
PUNCTUATION = "¿¡«»“”‘’–—…°ºª€·´"
TWICE_ENCODED = re.compile(r"[ÃÂ][\u0080-\u00bf\u0152-\u0192\u02c6-\u02dc\u2013-\u2122]|â€.")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
SAMPLE_LINES = 3000
STRAY_CONTROLS = 4  # in a short list


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, the encoding they came in, and how sure that is."""

    text: str
    encoding: str
    repaired: bool = False  # it had been encoded twice, or a few bytes did not fit


def decode(data: bytes) -> Decoded:
    """Return the characters of a text file in any encoding that a list is saved in.

    UTF-8, UTF-16 and UTF-32 with or without a byte order mark, Windows-1252, Mac Roman, and the page 850 of
    «CSV (MS-DOS)»; other one-byte encodings by their statistics.
    """
    for bom, codec, label in BOMS:
        if data.startswith(bom):
            body = data[: len(data) - len(data) % 2] if "16" in codec else data
            return _cleaned(body.decode(codec, errors="replace"), label)
    wide = _wide_without_bom(data)
    if wide:
        return _cleaned(data[: len(data) - len(data) % 2].decode(wide, errors="replace"), wide)
    try:
        return _cleaned(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _almost_utf8(data) or _cleaned(*_one_byte(data))


def looks_like_text(text: str) -> bool:
    """Say whether decoded characters are text rather than a program's bytes."""
    sample = text[:200_000]
    return len(CONTROL.findall(sample)) <= max(STRAY_CONTROLS, len(sample) // 2000)


def _cleaned(text: str, encoding: str) -> Decoded:
    text = text.lstrip("\ufeff")
    if not text.isascii() and TWICE_ENCODED.search(text):
        mended = TWICE_ENCODED.sub(lambda found: _undo_second_encoding(found.group()), text)
        return Decoded(mended, encoding, repaired=mended != text)
    return Decoded(text, encoding)


def _undo_second_encoding(marks: str) -> str:
    try:
        return b"".join(_as_first_saved(mark) for mark in marks).decode("utf-8")
    except UnicodeError:
        return marks


def _as_first_saved(mark: str) -> bytes:
    return bytes([ord(mark)]) if "\x7f" < mark < "\xa0" else mark.encode("cp1252")


def _wide_without_bom(data: bytes) -> str | None:
    sample = data[:4096]
    if len(sample) < 8 or b"\x00" not in sample:
        return None
    half = len(sample) // 2
    high, low = sample[1::2].count(0) / half, sample[0::2].count(0) / half
    if high > 0.4 and low < 0.1:
        return "utf-16-le"
    if low > 0.4 and high < 0.1:
        return "utf-16-be"
    return None


def _almost_utf8(data: bytes) -> Decoded | None:
    """Return the text of a UTF-8 file in which a few bytes are of another encoding."""
    text = data.decode("utf-8", errors="surrogateescape")
    bad = sum(1 for mark in text if "\udc80" <= mark <= "\udcff")
    good = sum(1 for mark in text if mark > "\x7f") - bad
    if good <= bad * 3:
        return None
    mended = re.sub("[\udc80-\udcff]", lambda found: _single(found.group()), text)
    return Decoded(mended.lstrip("\ufeff"), "utf-8", repaired=True)


def _single(escaped: str) -> str:
    return bytes([ord(escaped) - 0xDC00]).decode("cp1252", errors="replace")


def _one_byte(data: bytes) -> tuple[str, str]:
    lines = LINE_WITH_HIGH_BYTES.findall(data)[:SAMPLE_LINES]
    sample = b"\n".join(lines)
    scores = {codec: _plausibility(sample, codec) for codec in ONE_BYTE}
    best = max(ONE_BYTE, key=lambda codec: scores[codec])
    if scores[best] < 0:
        found = from_bytes(sample, cp_isolation=RARER).best()
        best = found.encoding if found else "cp1252"
    return data.decode(best, errors="replace"), best


def _plausibility(sample: bytes, codec: str) -> float:
    text = sample.decode(codec, errors="replace")
    return sum(
        _mark_score(found.group(1) or " ", found.group(2), found.group(3) or " ") for found in IN_CONTEXT.finditer(text)
    )


def _mark_score(before: str, mark: str, after: str) -> float:
    """Score one character beyond ASCII by what stands on either side of it."""
    if mark == "\ufffd":
        return -4
    if mark in SPANISH_LOWER:
        return -2 if before.isupper() and after.isupper() else 2
    if mark in SPANISH_UPPER:
        return -3 if before.islower() else 2
    if mark in PUNCTUATION:
        return -2 if before.isalpha() and after.isalpha() else 0.5
    return -1 if mark.isalpha() else -2
