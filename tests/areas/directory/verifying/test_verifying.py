"""A check counts once, until a day that the city sets; whoever was not reached checked nothing."""

from datetime import date, timedelta

import pytest

from arraigo.areas.directory.actions.common import DirectoryError
from arraigo.areas.directory.actions.verifying import set_freshness, verify
from arraigo.areas.directory.models import Service, Verification
from arraigo.areas.directory.queries import freshness
from arraigo.core.audit import api as audit


def test_a_check_said_twice_on_a_day_is_one(make_service, now):
    service = make_service()
    for minutes in (0, 5):
        verify(service, method="phone", by=None, at=now + timedelta(minutes=minutes))
    verify(service, method="visit", by=None, at=now)
    assert Verification.objects.count() == 2
    assert audit.entries().filter(action="directory.service.verify").count() == 2


@pytest.mark.parametrize(("needs", "days"), [(["health"], 90), (["gbv"], 30), (["health", "gbv"], 30), ([], 90)])
def test_a_delicate_need_is_checked_sooner(make_service, now, needs, days):
    service = make_service(needs=needs)
    verify(service, method="phone", by=None, at=now)
    service.refresh_from_db()
    assert service.verified_on == date(2026, 3, 2)
    assert service.due_on == date(2026, 3, 2) + timedelta(days=days)


def test_whoever_was_not_reached_leaves_the_service_as_overdue_as_it_was(make_service, now):
    service = make_service()
    verify(service, method="phone", result="not_reached", by=None, at=now)
    service.refresh_from_db()
    assert (service.verified_on, service.due_on) == (None, None)
    assert [one.pk for one in freshness.overdue(now.date())] == [service.pk]


def test_a_service_is_overdue_the_day_after_it_was_due(make_service):
    make_service(verified_on=date(2026, 1, 1), due_on=date(2026, 3, 2))
    assert not freshness.overdue(date(2026, 3, 2)).exists()
    assert freshness.overdue(date(2026, 3, 3)).exists()


def test_what_is_closed_for_good_is_not_checked(make_service, now):
    make_service(status="defunct")
    make_service(status="temporarily closed")
    told = freshness.figures(now.date())
    assert (told.total, told.fresh, told.overdue, told.never) == (1, 0, 1, 1)


def test_a_new_limit_moves_the_days_that_are_due(make_service, in_city, now):
    service = make_service(needs=["asylum"])
    verify(service, method="phone", by=None, at=now)
    assert set_freshness(city=in_city, days={"": 180, "documents": 30}, by=None, at=now)
    assert not set_freshness(city=in_city, days={"": 180, "documents": 30}, by=None, at=now)
    assert Service.objects.get().due_on == date(2026, 4, 1)
    set_freshness(city=in_city, days={"documents": None}, by=None, at=now)
    assert Service.objects.get().due_on == date(2026, 3, 2) + timedelta(days=180)


@pytest.mark.parametrize("days", [{"": 45}, {"no-such-need": 30}])
def test_other_limits_are_refused(in_city, now, days):
    with pytest.raises(DirectoryError, match="30, 90 o 180"):
        set_freshness(city=in_city, days=days, by=None, at=now)
