"""Recent previews are few, short-lived, and never another reading's."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from arraigo.core.imports.kinds import Preview, PreviewRow
from arraigo.core.imports.web import recent
from arraigo.core.imports.web.recent import RecentPreviews

AT = datetime(2026, 11, 22, tzinfo=UTC)


def a_run(number=1, **options):
    return SimpleNamespace(pk=number, options=options)


def of(rows=1):
    return Preview("x", ("a",), [PreviewRow(n, ("b",)) for n in range(rows)])


def test_a_preview_is_found_by_its_run_and_options():
    kept, seen = RecentPreviews(), of()

    kept.keep(a_run(1, day="x"), seen, at=AT)

    assert kept.get(a_run(1, day="x"), at=AT) is seen
    assert kept.get(a_run(1, day="y"), at=AT) is None
    assert kept.get(a_run(2, day="x"), at=AT) is None


def test_a_preview_is_forgotten_after_minutes():
    kept = RecentPreviews()
    kept.keep(a_run(), of(), at=AT)

    assert kept.get(a_run(), at=AT + timedelta(minutes=5)) is not None
    assert kept.get(a_run(), at=AT + timedelta(minutes=5, seconds=1)) is None


def test_the_oldest_make_room_and_what_is_too_long_is_not_kept(monkeypatch):
    monkeypatch.setattr(recent, "MOST_ROWS", 10)
    kept = RecentPreviews()
    for number in range(3):
        kept.keep(a_run(number), of(4), at=AT)

    assert [kept.get(a_run(number), at=AT) is not None for number in range(3)] == [False, True, True]
    kept.keep(a_run(9), of(11), at=AT)
    assert kept.get(a_run(9), at=AT) is None
