"""From pieces of evidence to the time that a person was in a session, counted once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Piece:
    """What one row says: an interval, or only a number of seconds, or only that the person was there.

    With an interval, `seconds` is what the file reports inside it (less, when the person went out and came back).
    """

    joined: datetime | None = None
    left: datetime | None = None
    seconds: int | None = None


def seconds_present(pieces: Iterable[Piece], *, starts_at: datetime, minutes: int) -> int:
    """Return the seconds that somebody was in a session, from 0 to its whole length.

    Intervals are clipped to the session and joined, so that overlaps (two devices, a row repeated in a second
    download) count once. Seconds without an interval cannot be placed: the largest of them stands beside the
    intervals, and the larger of both counts. Presence without any time counts as the whole session.
    """
    whole = minutes * 60
    ends_at = starts_at + timedelta(minutes=minutes)
    spans: list[tuple[datetime, datetime]] = []
    within = unplaced = 0
    for piece in pieces:
        if piece.joined is None:
            unplaced = max(unplaced, whole if piece.seconds is None else min(piece.seconds, whole))
            continue
        span = (max(piece.joined, starts_at), min(piece.left or ends_at, ends_at))
        if span[1] > span[0]:
            spans.append(span)
            length = int((span[1] - span[0]).total_seconds())
            within += length if piece.seconds is None else min(length, piece.seconds)
    return max(min(_joined_length(spans), within), unplaced)


def _joined_length(spans: list[tuple[datetime, datetime]]) -> int:
    total = timedelta()
    reached: datetime | None = None
    for start, end in sorted(spans):
        if reached is None or start > reached:
            total += end - start
            reached = end
        elif end > reached:
            total += end - reached
            reached = end
    return int(total.total_seconds())
